import Diagnostics

/// The comment that says what a declaration is: on the lines above it, or at the end of its line.
enum DocComment {
  private static let marker = "--"
  private static let annotation = "--@"

  /// Its text without the marks; empty if there is none.
  static func text(of declaration: SourceRange, in source: SourceFile) -> String {
    let line = source.position(of: declaration.start).line
    let above = linesAbove(line, in: source)
    if !above.isEmpty { return above.joined(separator: "\n") }
    return trailing(source.line(source.position(of: declaration.end).line)) ?? ""
  }

  private static func linesAbove(_ line: Int, in source: SourceFile) -> [String] {
    var lines: [String] = []
    var number = line - 1
    while number >= 1 {
      let text = trimmed(source.line(number))
      if text.hasPrefix(annotation) {
        number -= 1
        continue
      }
      if text.hasSuffix("*/") { return block(endingAt: number, in: source) + lines.reversed() }
      guard text.hasPrefix(marker) else { break }
      lines.append(trimmed(text.drop { $0 == "-" }))
      number -= 1
    }
    return lines.reversed()
  }

  /// A `/* ... */` that stands alone on its lines.
  private static func block(endingAt last: Int, in source: SourceFile) -> [String] {
    var first = last
    while first >= 1, !source.line(first).contains("/*") { first -= 1 }
    guard first >= 1, trimmed(source.line(first)).hasPrefix("/*") else { return [] }
    return (first...last).map { number in
      var text = trimmed(source.line(number))
      if number == last { text = trimmed(text.dropLast(2)) }
      if number == first { text = trimmed(text.dropFirst(2)) }
      return text.hasPrefix("*") ? trimmed(text.dropFirst()) : text
    }.filter { !$0.isEmpty }
  }

  private static func trailing(_ line: String) -> String? {
    var isQuoted = false
    var rest = line[...]
    while let character = rest.first {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, rest.hasPrefix(marker) {
        return rest.hasPrefix(annotation) ? nil : trimmed(rest.drop { $0 == "-" })
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text[start...].lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? start
    return String(text[start..<end])
  }
}
