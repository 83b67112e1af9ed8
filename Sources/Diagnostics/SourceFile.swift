/// One text the user gave us: its name as the user wrote it and its bytes.
///
/// Positions are UTF-8 offsets; line and column exist only when something is shown.
package struct SourceFile: Hashable, Sendable {
  package let name: String
  package let text: String
  private let utf8: [UInt8]
  private let lineStarts: [Int]

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// A byte order mark, which some editors put in front, is not part of the text.
  package init(name: String, bytes file: [UInt8]) {
    let bytes = file.starts(with: Self.byteOrderMark) ? Array(file.dropFirst(3)) : file
    self.name = name
    self.utf8 = bytes
    self.text = String(decoding: bytes, as: UTF8.self)
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.lineStarts = starts
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  package var bytes: [UInt8] { utf8 }

  package var lineCount: Int { lineStarts.count }

  /// The offset of the first byte of a line, counted from 1; that of the file's end for a line beyond it.
  package func start(ofLine number: Int) -> Int {
    number > lineStarts.count ? utf8.count : lineStarts[max(number, 1) - 1]
  }

  /// The one-based line that holds a UTF-8 offset, and the one-based column counted in characters.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    let clamped = min(max(offset, 0), utf8.count)
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= clamped { low = middle } else { high = middle - 1 }
    }
    let prefix = String(decoding: utf8[lineStarts[low]..<clamped], as: UTF8.self)
    return (low + 1, prefix.count + 1)
  }

  /// The text of a one-based line without its line end.
  package func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : utf8.count
    if end > start, utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }

  /// The text between two UTF-8 offsets.
  package func slice(_ bounds: Range<Int>) -> String {
    let clamped = bounds.clamped(to: 0..<utf8.count)
    return String(decoding: utf8[clamped], as: UTF8.self)
  }
}
