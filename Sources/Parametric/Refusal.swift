package import Diagnostics

/// Why nothing is proved of every size: what of the model lies outside the fragment, and where.
package struct Refusal: Error, Hashable, Sendable {
  /// A lower-case clause.
  package let reason: String
  package let range: SourceRange?

  package init(_ reason: String, at range: SourceRange? = nil) {
    self.reason = reason
    self.range = range
  }
}
