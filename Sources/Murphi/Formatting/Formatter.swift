import Diagnostics
import ModelIR

/// Moves the lines of a model to where the blocks that they are in want them.
///
/// White space at the beginning and the end of lines changes, and empty lines: of several one is left, none at either end of the
/// text. Line breaks, and what stands in a line, are the author's. A statement of several lines moves as a whole.
struct Formatter {
  private let source: SourceFile
  private let tokens: [Token]
  /// Lines that begin within a string or a comment, from 1; they stay as they are.
  private let fixedLines: Set<Int>
  private var nesting = BlockNesting()
  private var next = 0
  /// How far to the right the lines of the statement move.
  private var shift = 0
  private var output: [Line] = []

  /// With the offsets at which labels of processes stand; nil for a text that is no sequence of tokens.
  init?(_ source: SourceFile, labels: Set<Int>) {
    var lexer = Lexer(source, file: FileID(0))
    lexer.run()
    guard !lexer.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    self.source = source
    tokens = Self.withWordsBeforeNames(lexer.tokens.dropLast(), in: source).map { token in
      // A label begins something as a `case` does.
      labels.contains(Int(token.start)) ? Token(kind: .case, start: token.start, end: token.end) : token
    }
    fixedLines = Self.linesWithin(tokens, of: source)
  }

  mutating func format() -> String {
    for number in 1...max(1, source.lineCount) { take(line: number) }
    while output.last?.text.isEmpty == true { output.removeLast() }
    return output.map { $0.text + $0.end }.joined()
  }

  private struct Line {
    var text: String
    /// As it was; the last line of a text gets one.
    var end: String
  }

  private mutating func take(line number: Int) {
    let text = source.line(number)
    let start = source.start(ofLine: number)
    let end = start + text.utf8.count
    let lineBreak = end < source.start(ofLine: number + 1) && source.bytes[end] == 13 ? "\r\n" : "\n"
    let first = next
    while next < tokens.count, Int(tokens[next].start) < end { next += 1 }
    let inside = tokens[first..<next]
    let trimmed = text.drop { $0.isWhitespace }
    let isFixed = fixedLines.contains(number)
    guard isFixed || !trimmed.isEmpty else {
      if output.last?.text.isEmpty == false { output.append(Line(text: "", end: lineBreak)) }
      return
    }
    let indentation = Self.width(of: text.prefix(text.count - trimmed.count))
    let startsWithToken = inside.first.map { Int($0.start) == end - trimmed.utf8.count } ?? false
    let column = isFixed ? indentation : self.column(of: inside, startsWithToken, indentation)
    for index in inside.indices {
      nesting.take(tokens[index...], column: column, isLast: index == inside.indices.last)
    }
    var moved = isFixed ? text : String(repeating: " ", count: column) + trimmed
    // The end of a line may belong to the string or comment that goes on in the next.
    while !fixedLines.contains(number + 1), moved.last?.isWhitespace == true { moved.removeLast() }
    output.append(Line(text: moved, end: lineBreak))
  }

  /// Where a line goes; a comment stands where what follows it in its block does.
  private mutating func column(of inside: ArraySlice<Token>, _ startsWithToken: Bool, _ indentation: Int)
    -> Int
  {
    if !startsWithToken, nesting.isAtStart {
      // The last comment of a section is told from the first one behind it by how it stands.
      let column = nesting.blocks.last?.column ?? 0
      if output.last?.text.isEmpty != false || indentation <= column {
        nesting.endSections(before: tokens[inside.startIndex...])
      }
    }
    let wanted =
      startsWithToken
      ? nesting.column(ofLine: inside)
      : nesting.columnOfLabel(before: tokens[inside.startIndex...], indentation) ?? nesting.innerColumnOfStart
    if let wanted { shift = wanted - indentation }
    return wanted ?? max(0, indentation + shift)
  }

  // MARK: - Text

  /// A tab goes on to the next multiple of eight, as in the kernel.
  private static func width(of space: some StringProtocol) -> Int {
    space.reduce(0) { $1 == "\t" ? ($0 / 8 + 1) * 8 : $0 + 1 }
  }

  /// `choose` is a block like `ruleset`, `process` one like `procedure`, `count` and its like are quantifiers, and words only where a name follows them;
  /// `leadsto` is a property like `liveness`, unless it is declared or used as a name.
  private static func withWordsBeforeNames(_ tokens: [Token], in source: SourceFile) -> [Token] {
    var result = tokens
    for (index, token) in tokens.enumerated() where token.kind == .identifier {
      let word = source.slice(Int(token.start)..<Int(token.end)).lowercased()
      if word == "endchoose" { result[index].kind = .endruleset }
      if word == PropertySyntax.Category.leadsto.rawValue, startsProperty(tokens[index...], with: .leadsTo) {
        result[index].kind = .liveness
      }
      if word == PropertySyntax.Category.step.rawValue, startsProperty(tokens[index...], with: .prime) {
        result[index].kind = .liveness
      }
      guard index + 1 < tokens.count, tokens[index + 1].kind == .identifier else { continue }
      if word == "choose" { result[index].kind = .ruleset }
      if word == "process" { result[index].kind = .function }
      if Function.Fold.Kind(rawValue: word) != nil { result[index].kind = .exists }
    }
    return result
  }

  /// Whether a property comes to its `~>`, or to a prime, before its end.
  private static func startsProperty(_ tokens: ArraySlice<Token>, with sign: TokenKind) -> Bool {
    tokens.prefix { $0.kind != .semicolon && !$0.kind.startsItem }.contains { $0.kind == sign }
  }

  /// The lines that begin within a string or a comment.
  private static func linesWithin(_ tokens: [Token], of source: SourceFile) -> Set<Int> {
    var result: Set<Int> = []
    func add(_ start: Int, _ end: Int) {
      let (first, last) = (source.position(of: start).line, source.position(of: end).line)
      if first < last { result.formUnion(first + 1...last) }
    }
    var position = 0
    let bytes = source.bytes
    for token in tokens + [
      Token(kind: .endOfFile, start: Int32(clamping: bytes.count), end: Int32(clamping: bytes.count))
    ] {
      while position < Int(token.start) {
        let pair = (bytes[position], position + 1 < bytes.count ? bytes[position + 1] : 0)
        if pair == (UInt8(ascii: "-"), UInt8(ascii: "-")) {
          while position < bytes.count, bytes[position] != 10 { position += 1 }
        } else if pair == (UInt8(ascii: "/"), UInt8(ascii: "*")) {
          let start = position
          position += 2
          while position + 1 < bytes.count,
            (bytes[position], bytes[position + 1]) != (UInt8(ascii: "*"), UInt8(ascii: "/"))
          {
            position += 1
          }
          position = min(position + 2, bytes.count)
          add(start, position)
        } else {
          position += 1
        }
      }
      position = max(position, Int(token.end))
      if token.kind == .string { add(Int(token.start), Int(token.end)) }
    }
    return result
  }
}
