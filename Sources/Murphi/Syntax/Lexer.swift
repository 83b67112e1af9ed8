import Diagnostics

/// Cuts a file, or a part of one, into tokens.
///
/// It accepts any bytes: what is not a token is reported and skipped.
struct Lexer {
  private let bytes: [UInt8]
  private let file: FileID
  private var position: Int
  /// Where reading ends.
  private let limit: Int
  private(set) var tokens: [Token] = []
  private(set) var annotations: [AnnotationComment] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The end of the last run of bytes that were not a token, so that a run is reported once.
  private var lastBadEnd = -1

  /// Of the whole file, or of a part of it.
  init(_ source: SourceFile, file: FileID, within part: Range<Int>? = nil) {
    self.bytes = source.bytes
    self.file = file
    position = part?.lowerBound ?? 0
    limit = part?.upperBound ?? source.bytes.count
  }

  /// Reads to the end; the last token is always `endOfFile`.
  mutating func run() {
    tokens.reserveCapacity((limit - position) / 4)
    while position < limit { step() }
    tokens.append(
      Token(kind: .endOfFile, start: Int32(clamping: limit), end: Int32(clamping: limit)))
  }

  private mutating func step() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0B, 0x0C:
      position += 1
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): word()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): lineComment()
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): blockComment()
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): foreignComment()
    case UInt8(ascii: "\""): string(openerLength: 1)
    case 0xE2 where starts(with: Self.openingQuote): string(openerLength: 3)
    case UInt8(ascii: ".") where isDigit(peek(1)): real()
    default: symbol()
    }
  }

  // MARK: Kinds of tokens

  private mutating func word() {
    let start = position
    while position < limit, isWordByte(bytes[position]) { position += 1 }
    var kind = TokenKind.identifier
    if position - start <= 13 {
      let lower = String(decoding: bytes[start..<position].map { $0 | 0x20 }, as: UTF8.self)
      kind = TokenKind.keywords[lower] ?? .identifier
      if lower == "real" {
        report(.realNumber, "real numbers are not supported", start, position)
        kind = .boolean
      }
    }
    append(kind, from: start)
  }

  private mutating func number() {
    let start = position
    if bytes[position] == UInt8(ascii: "0"), isLetter(peek(1), "x"), isHexDigit(peek(2)) {
      position += 2
      while position < limit, isHexDigit(bytes[position]) { position += 1 }
    } else {
      while position < limit, isDigit(bytes[position]) { position += 1 }
      if peek(0) == UInt8(ascii: "."), isDigit(peek(1)) {
        real(from: start)
        return
      }
    }
    append(.number, from: start)
  }

  private mutating func real(from start: Int? = nil) {
    let start = start ?? position
    position += 1
    while position < limit, isDigit(bytes[position]) { position += 1 }
    report(.realNumber, "real numbers are not supported", start, position)
    append(.number, from: start)
  }

  /// A string may span lines and may be closed by either kind of quote.
  ///
  /// A plain opener prefers a plain closer, so that a smart quote can stand inside.
  private mutating func string(openerLength: Int) {
    let start = position
    let content = position + openerLength
    let end =
      openerLength == 3
      ? closer(from: content, smart: true, plain: true, withinLine: false)
      : closer(from: content, smart: false, plain: true, withinLine: true)
        ?? closer(from: content, smart: true, plain: false, withinLine: true)
        ?? closer(from: content, smart: false, plain: true, withinLine: false)
    if let end {
      position = end
    } else {
      position = content
      while position < limit, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      report(.unterminatedString, "this string has no closing quote", start, position)
    }
    append(.string, from: start)
  }

  /// The offset after the first closing quote of a wanted kind.
  private func closer(from start: Int, smart: Bool, plain: Bool, withinLine: Bool) -> Int? {
    var index = start
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "\n") where withinLine: return nil
      case UInt8(ascii: "\"") where plain: return index + 1
      case 0xE2 where smart && matches(Self.closingQuote, at: index): return index + 3
      default: break
      }
      index += 1
    }
    return nil
  }

  private mutating func lineComment() {
    let start = position
    while position < limit, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    guard start + 2 < position, bytes[start + 2] == UInt8(ascii: "@") else { return }
    let text = String(decoding: bytes[(start + 3)..<position], as: UTF8.self)
    // About the mutants of the next line, whatever that is, and for `mutate` to read.
    if text.hasPrefix(" unnoticed ") { return }
    annotations.append(
      AnnotationComment(text: text, start: start, end: position, nextToken: tokens.count))
  }

  /// A comment that is not closed would silently take the rest of the file, or what stands before the next comment's end.
  private mutating func blockComment() {
    let start = position
    position += 2
    var inner: Int?
    while position < limit {
      if bytes[position] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        position += 2
        if let inner { warnOfNested(inner, in: start) }
        return
      }
      if inner == nil, bytes[position] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") { inner = position }
      position += 1
    }
    report(
      .unterminatedComment, "this comment has no closing `*/`", start, start + 2,
      help: "close it, or everything to the end of the file is part of it")
  }

  private mutating func warnOfNested(_ inner: Int, in outer: Int) {
    diagnostics.append(
      Diagnostic(
        .warning, .nestedComment, "`/*` within a comment", at: range(inner, inner + 2),
        labels: [Label(range(outer, outer + 2), "the comment begins here")],
        help: "comments do not nest; close the first one where it should end"))
  }

  /// `// text`: nothing else in the language begins so.
  private mutating func foreignComment() {
    let start = position
    while position < limit, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    report(
      .foreignSpelling, "`//` does not begin a comment", start, start + 2, help: "write `--`, or `/* ... */`")
  }

  private mutating func symbol() {
    let start = position
    for (text, kind) in TokenKind.longOperators where text[0] == bytes[position] && starts(with: text) {
      position += text.count
      append(kind, from: start)
      return
    }
    if let kind = TokenKind.shortOperators[bytes[position]] {
      position += 1
      append(kind, from: start)
      return
    }
    skipUnknown()
  }

  private mutating func skipUnknown() {
    let start = position
    position += 1
    while position < limit, bytes[position] & 0xC0 == 0x80 { position += 1 }
    if lastBadEnd != start {
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      report(.unexpectedCharacter, "unexpected character `\(text)`", start, position)
    }
    lastBadEnd = position
  }

  // MARK: Small things

  private static let openingQuote = Array("“".utf8)
  private static let closingQuote = Array("”".utf8)

  private mutating func append(_ kind: TokenKind, from start: Int) {
    tokens.append(Token(kind: kind, start: Int32(clamping: start), end: Int32(clamping: position)))
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ start: Int, _ end: Int, help: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: range(start, end), help: help))
  }

  private func range(_ start: Int, _ end: Int) -> SourceRange {
    SourceRange(file: file, start: start, end: end)
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < limit ? bytes[position + distance] : nil
  }

  private func starts(with text: [UInt8]) -> Bool { matches(text, at: position) }

  private func matches(_ text: [UInt8], at index: Int) -> Bool {
    guard index + text.count <= limit else { return false }
    for offset in text.indices where bytes[index + offset] != text[offset] { return false }
    return true
  }

  private func isDigit(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private func isHexDigit(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"))
  }

  private func isLetter(_ byte: UInt8?, _ letter: Unicode.Scalar) -> Bool {
    guard let byte else { return false }
    return byte | 0x20 == UInt8(ascii: letter)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_")
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }
}
