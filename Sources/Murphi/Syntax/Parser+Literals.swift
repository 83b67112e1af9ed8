import Diagnostics

/// Literals of records and arrays: no other expression has a brace.
extension Parser {
  /// `T{`, unless what is between the braces are statements, as other languages write them.
  var isAtNamedLiteral: Bool {
    guard current == .identifier, following == .leftBrace else { return false }
    switch kind(behind: 2) {
    case .for, .rightBrace, .dot, .dots: return true
    case .identifier where kind(behind: 3) == .colon: return true
    case .identifier where kind(behind: 3) == .assign: return false
    case let first where !first.startsExpression: return false
    default: break
    }
    // Statements end with a semicolon, and values do not.
    var depth = 0
    var distance = 1
    while kind(behind: distance) != .endOfFile {
      switch kind(behind: distance) {
      case .leftBrace: depth += 1
      case .rightBrace: depth -= 1
      default: break
      }
      if depth == 0 { return kind(behind: distance - 1) != .semicolon }
      distance += 1
    }
    return false
  }

  /// Behind the name of its type, at the brace.
  mutating func parseLiteral(of type: Name?) -> LiteralSyntax {
    expect(.leftBrace)
    skipForeignSpread()
    let content: LiteralSyntax.Content
    if current == .for {
      content = parseEach()
    } else if isAtPartName || current == .rightBrace || current == .dot {
      content = .parts(parseParts { $0.parsePart() })
    } else {
      let first = parseExpression()
      if isAtWith {
        advance()
        if current == .rightBrace { reportUnexpected("what is different: `name: value`") }
        content = .change(first, parseParts { $0.parseChange() })
      } else {
        var parts = [LiteralSyntax.Part(name: nil, value: first)]
        if acceptPartSeparator() { parts += parseParts { $0.parsePart() } }
        content = .parts(parts)
      }
    }
    expect(.rightBrace)
    return LiteralSyntax(type: type, content: content)
  }

  /// `with` is a word only behind the value that is changed.
  private var isAtWith: Bool { isAt("with") }

  /// `{for i: T do value end}`.
  private mutating func parseEach() -> LiteralSyntax.Content {
    advance()
    let quantifier = parseQuantifier()
    expect(.do)
    let value = parseExpression()
    skipSemicolons()
    expectEnd(.endfor)
    return quantifier.map { .each($0, value) } ?? .parts([])
  }

  /// Parts up to the brace, which may have a comma before it.
  private mutating func parseParts<Part>(_ parse: (inout Parser) -> Part?) -> [Part] {
    var parts: [Part] = []
    while current != .rightBrace, current != .endOfFile {
      guard let part = parse(&self) else { break }
      parts.append(part)
      guard acceptPartSeparator() else { break }
    }
    return parts
  }

  private mutating func acceptPartSeparator() -> Bool {
    if accept(.comma) { return true }
    guard current == .semicolon else { return false }
    report(.foreignSpelling, "`;` between the parts of a value", at: currentRange, help: "write `,`")
    skipSemicolons()
    return true
  }

  private var isAtPartName: Bool {
    current == .identifier && (following == .colon || following == .assign || isAtForeignMapping)
  }

  private mutating func parsePart() -> LiteralSyntax.Part? {
    skipForeignDot()
    guard isAtPartName else { return LiteralSyntax.Part(name: nil, value: parseExpression()) }
    guard let name = parseOwnName("a field's name") else { return nil }
    expectPartColon()
    return LiteralSyntax.Part(name: name, value: parseExpression())
  }

  /// `f.g[i]: value` or `[i].f: value`.
  private mutating func parseChange() -> LiteralSyntax.Change? {
    skipForeignDot()
    let start = currentRange
    var path: [ExpressionSyntax.Step] = []
    if current == .identifier, let name = parseOwnName("a field's name") { path.append(.field(name)) }
    while current == .leftBracket || current == .dot && !path.isEmpty {
      if accept(.dot) {
        guard let name = parseOwnName("a field's name") else { break }
        path.append(.field(name))
      } else {
        advance()
        path.append(.index(parseExpression()))
        expect(.rightBracket)
      }
    }
    guard !path.isEmpty else {
      reportUnexpected("a field's name or `[`")
      return nil
    }
    let whole = range(from: start)
    expectPartColon()
    return LiteralSyntax.Change(path: path, value: parseExpression(), range: whole)
  }

  // MARK: - What others write

  /// `f = e`, `f := e` and `f |-> e`.
  private mutating func expectPartColon() {
    guard !accept(.colon) else { return }
    let isMapping = current == .bar && following == .implies
    guard isMapping || current == .assign || current == .equal else {
      reportUnexpected("`:`")
      return
    }
    let start = currentRange
    advance()
    if isMapping { advance() }
    report(
      .foreignSpelling, "`\(source.slice(start.start..<range(from: start).end))` behind the name of a part",
      at: range(from: start), help: "write `:`")
  }

  private var isAtForeignMapping: Bool { following == .bar && kind(behind: 2) == .implies }

  /// `.f`, as C writes it.
  private mutating func skipForeignDot() {
    guard current == .dot, following == .identifier else { return }
    report(
      .foreignSpelling, "`.` before the name of a part", at: currentRange,
      help: "write `name: value`")
    advance()
  }

  /// `...r`, as Quint and others write it.
  private mutating func skipForeignSpread() {
    guard current == .dots, following == .dot else { return }
    report(
      .foreignSpelling, "`...` does not name what a value is made from",
      at: currentRange, help: "write `{value with name: other}`")
    advance()
    advance()
  }
}
