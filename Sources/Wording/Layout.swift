import Diagnostics

/// Measures and breaks plain text for a terminal of 80 columns.
package enum Layout {
  package static let width = 80

  /// Breaks a text at spaces; the first line starts at column `first`, the others are indented by `indentation`.
  package static func wrap(_ text: String, first: Int, indentation: Int) -> [String] {
    let words = text.visible.split(separator: " ", omittingEmptySubsequences: false)
    return wrap(words: words, first: first, indentation: indentation)
  }

  /// Breaks only between the words, which may have spaces of their own.
  package static func wrap(words: [some StringProtocol], first: Int, indentation: Int) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: first)
    var length = first
    var isEmpty = true
    for word in words {
      let count = word.count
      if !isEmpty, length + 1 + count > width {
        lines.append(line.visibleAtLineStart)
        line = String(repeating: " ", count: indentation)
        length = indentation
        isEmpty = true
      }
      if !isEmpty { line += " " }
      line += word
      length += (isEmpty ? 0 : 1) + count
      isEmpty = false
    }
    lines.append(line.visibleAtLineStart)
    return lines
  }

  package static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  package static func padLeft(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
