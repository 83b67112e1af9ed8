package import Diagnostics
package import Wording

/// A stretch of source text by line and column, together with its first line, so that no file is needed to show it.
package struct SourceSpan: Hashable, Sendable {
  package var file: String
  /// One-based, as are all four; the end is exclusive.
  package var line: Int
  package var column: Int
  package var endLine: Int
  package var endColumn: Int
  /// The text of the first line, where the span is to be shown with a caret.
  package var excerpt: String?

  package init(file: String, line: Int, column: Int, endLine: Int, endColumn: Int, excerpt: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
    self.excerpt = excerpt
  }

  package init(_ range: SourceRange, in sources: SourceMap, excerpt: Bool = false) {
    let file = sources[range.file]
    let (line, column) = file.position(of: range.start)
    let (endLine, endColumn) = file.position(of: range.end)
    self.init(
      file: file.name.visible, line: line, column: column, endLine: endLine, endColumn: endColumn,
      excerpt: excerpt ? file.line(line) : nil)
  }

  /// `file:line:column`.
  package var location: String { "\(file):\(line):\(column)" }

  /// The excerpt with a line number and carets beneath the span; of a long line only the part around it.
  package func snippet(_ ink: Ink) -> [String] {
    guard let excerpt else { return [] }
    let characters = excerpt.visibleCharacters
    let first = max(0, min(column - 1, characters.count) - Self.widestExcerpt / 2)
    let window = characters.dropFirst(column <= Self.widestExcerpt ? 0 : first).prefix(Self.widestExcerpt)
    let before = window.startIndex > 0 ? "..." : ""
    let after = window.endIndex < characters.count ? "..." : ""
    let start = max(window.startIndex, min(column - 1, window.endIndex))
    let end = endLine == line ? max(start, min(endColumn - 1, window.endIndex)) : window.endIndex
    let indentation = window[..<start].blank
    let marked = window[start..<end].joined()
    let gutter = String(repeating: " ", count: "\(line)".count)
    return [
      ink(.dim, "\(line) |") + " " + before + window.joined() + after,
      ink(.dim, "\(gutter) |") + " " + String(repeating: " ", count: before.count) + indentation
        + ink(.bad, String(repeating: "^", count: max(1, marked.count))),
    ]
  }

  /// Longer lines are shown in part.
  private static let widestExcerpt = 100
}
