import Wording

/// An array of small values as a row of cells: `#` is true, `.` false, `?` undefined, other values are written out.
struct Strip: Hashable {
  /// What the cells stand for.
  let indices: [String]
  let cells: [String]
  /// Only truth values stand side by side.
  let isSpaced: Bool

  /// Arrays of at least this many values are drawn as strips without being asked.
  private static let shortest = 4
  /// The widest cells of an array that asks for it, and of others.
  private static let widestCell = 12
  private static let widestAutomaticCell = 4

  /// The same array at one or several moments; nil if it is not to be drawn as a strip.
  static func strips(of contents: [Content], isAnnotated: Bool) -> [Strip]? {
    var arrays: [[Content.Element]] = []
    for content in contents {
      guard case .array(let elements) = content, elements.count >= (isAnnotated ? 2 : shortest),
        elements.count == arrays.first?.count ?? elements.count
      else { return nil }
      arrays.append(elements)
    }
    guard arrays.allSatisfy({ $0.allSatisfy(\.content.isSimple) }) else { return nil }
    let stem = commonStem(of: arrays)
    let rows = arrays.map { $0.map { cell($0.content, stem: stem) } }
    let areTruths = arrays.joined().allSatisfy { element in
      switch element.content {
      case .boolean, .undefined: true
      case .integer, .symbol, .record, .array: false
      }
    }
    let width = rows.joined().lazy.map(\.count).max() ?? 1
    guard width <= (isAnnotated ? widestCell : widestAutomaticCell) else { return nil }
    return zip(rows, arrays).map { row, elements in
      Strip(
        indices: elements.map(\.index.text), cells: row.map { Layout.padLeft($0, to: width) },
        isSpaced: width > 1 || !areTruths)
    }
  }

  /// `process_` if all symbols are `process_` and a number: the number is enough.
  private static func commonStem(of arrays: [[Content.Element]]) -> String? {
    var stem: String?
    for case .symbol(let name) in arrays.joined().lazy.map(\.content) {
      let digits = name.reversed().prefix(while: \.isNumber).count
      let own = String(name.dropLast(digits))
      guard digits > 0, own.hasSuffix("_"), own == stem ?? own else { return nil }
      stem = own
    }
    return stem
  }

  private static func cell(_ content: Content, stem: String?) -> String {
    switch content {
    case .undefined: "?"
    case .boolean(let value): value ? "#" : "."
    case .symbol(let name): String(name.dropFirst(stem?.count ?? 0))
    case .integer, .record, .array: content.text
    }
  }

  var text: String { text(of: cells.indices) }

  func text(of range: Range<Int>) -> String {
    cells[range].joined(separator: isSpaced ? " " : "")
  }

  /// Columns from the start of one cell to the start of the next.
  var pitch: Int { (cells.first?.count ?? 1) + (isSpaced ? 1 : 0) }

  /// `0..3`, or `process_1`.
  func name(of range: Range<Int>) -> String {
    let ends = [range.lowerBound, range.upperBound - 1].map { indices[$0] }
    return range.count == 1 ? ends[0] : "\(ends[0])..\(ends[1])"
  }
}

/// A strip before and after a step, with the changed cells marked.
package struct StripChange: Hashable, Sendable {
  private let before: Strip
  private let after: Strip
  /// Stretches of neighbouring cells that change.
  private let changed: [Range<Int>]

  /// More stretches are not named.
  private static let mostNamed = 4

  init(before: Strip, after: Strip) {
    self.before = before
    self.after = after
    var changed: [Range<Int>] = []
    for index in before.cells.indices where before.cells[index] != after.cells[index] {
      if let last = changed.last, last.upperBound == index {
        changed[changed.count - 1] = last.lowerBound..<index + 1
      } else {
        changed.append(index..<index + 1)
      }
    }
    self.changed = changed
  }

  /// Whether it changes this cell of the array: `bit[3]`.
  func changes(_ name: String, of path: String) -> Bool {
    changed.joined().contains { "\(path)[\(after.indices[$0])]" == name }
  }

  var beforeText: String { before.text.trimmingSpaces }
  var afterText: String { after.text.trimmingSpaces }

  /// `bit: .... -> ##..` with carets beneath the cells that change; a long strip as rows, those that change.
  func lines(_ path: String, indentation: Int, ink: Ink) -> [String] {
    let margin = String(repeating: " ", count: indentation)
    let head = "\(path): \(before.text) -> "
    guard indentation + head.count + after.text.count > Layout.width else {
      let all = after.cells.indices
      return [
        margin + head + marked(all, ink),
        margin + String(repeating: " ", count: head.count) + ink(.dim, carets(all)),
      ]
    }
    var lines: [String] = []
    let size = rowSize(indentation + 4)
    for start in stride(from: 0, to: after.cells.count, by: size) {
      let row = start..<min(start + size, after.cells.count)
      guard changed.contains(where: { $0.overlaps(row) }) else { continue }
      lines.append("\(margin)\(path)[\(after.name(of: row))]:")
      lines.append("\(margin)  - \(before.text(of: row))")
      lines.append("\(margin)  + \(marked(row, ink))")
      lines.append("\(margin)    \(ink(.dim, carets(row)))")
    }
    return lines
  }

  /// The largest power of two of cells that fit.
  private func rowSize(_ indentation: Int) -> Int {
    var size = 4
    while size * 2 * after.pitch <= Layout.width - indentation { size *= 2 }
    return size
  }

  private func marked(_ row: Range<Int>, _ ink: Ink) -> String {
    row.map { index in
      let isChanged = before.cells[index] != after.cells[index]
      return isChanged ? ink(.strong, after.cells[index]) : after.cells[index]
    }.joined(separator: after.isSpaced ? " " : "")
  }

  /// Carets, and what the marked cells are called.
  private func carets(_ row: Range<Int>) -> String {
    let stretches = changed.map { $0.clamped(to: row) }.filter { !$0.isEmpty }
    var line = ""
    for stretch in stretches {
      let start = (stretch.lowerBound - row.lowerBound) * after.pitch
      let end = (stretch.upperBound - row.lowerBound) * after.pitch - (after.isSpaced ? 1 : 0)
      line += String(repeating: " ", count: start - line.count) + String(repeating: "^", count: end - start)
    }
    let names = stretches.prefix(Self.mostNamed).map(after.name).joined(separator: ", ")
    return "\(line) \(names)\(stretches.count > Self.mostNamed ? ", ..." : "")"
  }
}

extension String {
  fileprivate var trimmingSpaces: String { String(drop { $0 == " " }) }
}
