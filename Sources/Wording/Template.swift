import Foundation

/// A text with holes.
package enum Template {
  /// A template with a text for each `{{name}}`; what is filled in is not looked at again.
  package static func fill(_ template: String, _ texts: [String: String]) -> String {
    var pieces = template.components(separatedBy: "{{")[...]
    var result = pieces.popFirst() ?? ""
    for piece in pieces {
      guard let end = piece.range(of: "}}"), let text = texts[String(piece[..<end.lowerBound])] else {
        preconditionFailure("the template names something that is not there: \(piece.prefix(20))")
      }
      result += text + piece[end.upperBound...]
    }
    return result
  }
}
