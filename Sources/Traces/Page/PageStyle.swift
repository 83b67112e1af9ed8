/// The style of a page: what all pages have, then its own.
package enum PageStyle {
  package static func text(with own: [UInt8]) -> String {
    [PackageResources.page_css, own].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }
}
