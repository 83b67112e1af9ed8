import Diagnostics
import OrderedJSON

/// A place in a text as the protocol has it: line and column from 0, the column in units of UTF-16.
struct TextPosition: Hashable, Comparable {
  var line: Int
  var column: Int

  static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  init?(_ json: JSON?) {
    guard let line = json?["line"]?.integer, let column = json?["character"]?.integer, line >= 0, column >= 0
    else { return nil }
    self.init(line: min(line, Self.most), column: min(column, Self.most))
  }

  /// No text has lines or columns beyond it, and it can be counted on from there.
  private static let most = 1 << 40

  /// Of an offset in UTF-8.
  init(of offset: Int, in source: SourceFile) {
    line = source.position(of: offset).line - 1
    column = source.slice(source.start(ofLine: line + 1)..<offset).utf16.count
  }

  /// The offset in UTF-8; a column beyond the line is its end, as the protocol says.
  func offset(in source: SourceFile) -> Int {
    let start = source.start(ofLine: line + 1)
    guard line < source.lineCount else { return start }
    let text = source.line(line + 1)
    guard
      let index = text.utf16.index(text.utf16.startIndex, offsetBy: column, limitedBy: text.utf16.endIndex)
    else { return start + text.utf8.count }
    return start + text.utf8.distance(from: text.utf8.startIndex, to: index)
  }

  var json: JSON { .object(["line": .integer(line), "character": .integer(column)]) }
}

extension SourceRange {
  func json(in source: SourceFile) -> JSON {
    .object([
      "start": TextPosition(of: start, in: source).json, "end": TextPosition(of: end, in: source).json,
    ])
  }

  /// With the file.
  func location(in source: SourceFile) -> JSON {
    .object(["uri": .string(DocumentPath.uri(of: source.name)), "range": json(in: source)])
  }
}
