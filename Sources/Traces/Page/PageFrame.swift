package import Wording

/// What all pages have around what they show: head, style and script, under `generator`, `title`, `style` and `script`.
package enum PageFrame {
  /// The template of a page that shows `body`.
  package static func template(around body: [UInt8]) -> Template {
    let frame = String(decoding: PackageResources.frame_html, as: UTF8.self)
    return Template.html(frame.replacing("{{> body}}", with: String(decoding: body, as: UTF8.self)))
  }
}
