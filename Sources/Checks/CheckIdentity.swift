import Diagnostics

/// A check of `checks.yml` as it is named in reports.
package struct CheckIdentity: Hashable, Sendable {
  package var id: String
  package var title: String?

  package init(id: String, title: String?) {
    self.id = id.visible
    self.title = title?.visible
  }
}
