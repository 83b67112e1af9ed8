import Diagnostics

/// Text as Graphviz reads it.
package enum DOTText {
  /// Left-aligned lines in quotes.
  package static func label(_ lines: [String]) -> String {
    quoted(lines.map { escaped($0) + "\\l" }.joined())
  }

  static func string(_ text: String) -> String { quoted(escaped(text)) }

  private static func quoted(_ text: String) -> String { "\"\(text)\"" }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.visible.unicodeScalars {
      switch scalar {
      case "\\", "\"": result += "\\" + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
