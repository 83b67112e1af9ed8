import Diagnostics
import Mustache

/// A text of ours with holes, in [Mustache](https://mustache.github.io/mustache.5.html); what is filled in is not looked at
/// again.
package struct Template: Sendable {
  private let template: MustacheTemplate

  /// A page: everything that is filled in is escaped, but in `{{{three braces}}}`.
  package static func html(_ text: String) -> Template {
    MustacheContentTypes.register(EscapedHTML(), named: "PAGE")
    return Template("{{% CONTENT_TYPE:PAGE}}" + text)
  }

  /// A text in which everything is filled in as it is.
  package static func plain(_ text: String) -> Template { Template("{{% CONTENT_TYPE:TEXT}}" + text) }

  private init(_ text: String) {
    do {
      template = try MustacheTemplate(string: text)
    } catch {
      preconditionFailure("a template of ours is no Mustache: \(error)")
    }
  }

  /// Fills the holes with the members of the same names.
  package func filled(with content: Any) -> String { template.render(content) }
}

/// The library escapes whole characters, and so leaves a quotation mark alone that carries an accent.
///
/// What cannot be seen is shown.
private struct EscapedHTML: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default: result += scalar.isVisible ? String(scalar) : String(scalar).visible
      }
    }
    return result
  }
}
