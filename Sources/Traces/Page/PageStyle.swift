/// The style of a page: what all pages have, then its own.
package enum PageStyle {
  package static func text(with own: [UInt8]) -> String { text(of: [PackageResources.page_css, own]) }

  /// Of a page that shows steps of processes.
  static func textOfSteps(with own: [UInt8]) -> String {
    text(of: [PackageResources.page_css, PackageResources.lanes_css, own])
  }

  private static func text(of parts: [[UInt8]]) -> String {
    parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }
}
