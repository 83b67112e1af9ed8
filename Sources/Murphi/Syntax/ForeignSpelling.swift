import Diagnostics

/// What other languages call things that are spelt differently here, for people who write Murphi rarely.
enum ForeignSpelling {
  /// Operators that elsewhere are words.
  static let operators: [String: TokenKind] = [
    "and": .ampersand, "or": .bar, "not": .not, "xor": .caret, "mod": .percent, "div": .slash,
    "implies": .implies,
  ]

  /// What to write instead of a name that is not declared.
  static func help(for name: String) -> String? {
    let name = name.lowercased()
    if let kind = operators[name] { return "write \(kind.description)" }
    switch name {
    case "bool": return "write `boolean`"
    case "int", "integer", "unsigned", "nat", "byte": return "write a range, such as `0..255`"
    default: return nil
    }
  }
}

/// Mistakes of people who know other languages: each is reported with what is written here, and read as it was meant.
extension Parser {
  /// Takes `and` between operands for `&`, and the like.
  ///
  /// No name can stand there, so a model may still have a variable called `and`.
  mutating func acceptForeignInfix() {
    guard let kind = foreignOperator, kind != .not else { return }
    replaceForeignOperator(kind)
  }

  /// Takes `not` before an operand for `!`; before a parenthesis it may be a function's name.
  mutating func acceptForeignPrefix() {
    guard foreignOperator == .not, following != .leftParenthesis else { return }
    replaceForeignOperator(.not)
  }

  private var foreignOperator: TokenKind? {
    guard current == .identifier, following.startsExpression else { return nil }
    return ForeignSpelling.operators[currentText.lowercased()]
  }

  private mutating func replaceForeignOperator(_ kind: TokenKind) {
    report(
      .foreignSpelling, "`\(currentText)` is not an operator", at: currentRange,
      help: "write \(kind.description)")
    replaceCurrent(with: kind)
  }

  /// Whether here is a `=>`, which no expression has.
  var isAtForeignArrow: Bool { current == .equal && following == .greater }

  /// Takes `=>` after a guard for `==>`.
  mutating func acceptForeignArrow() -> Bool {
    guard isAtForeignArrow else { return false }
    reportForeignArrow(help: "write `==>` after a guard")
    return true
  }

  /// Takes `=>` between two conditions for `->`.
  mutating func skipForeignImplication() {
    guard isAtForeignArrow else { return }
    reportForeignArrow(help: "write `->` for an implication")
    _ = parseExpression()
  }

  private mutating func reportForeignArrow(help: String) {
    let start = currentRange
    advance()
    advance()
    report(.foreignSpelling, "`=>` is nothing here", at: range(from: start), help: help)
  }

  /// The `:` of a declaration, for which others write `=`.
  mutating func expectDeclarationColon() {
    guard !accept(.colon) else { return }
    reportUnexpected("`:`", help: "a declaration is written `name: ...`")
    if current == .equal || current == .assign { advance() }
  }

  /// `var x: type := value`, which is not possible.
  mutating func skipForeignInitialValue() {
    guard current == .assign || current == .equal else { return }
    report(
      .foreignSpelling, "a declaration gives a variable no value", at: currentRange,
      help: "assign it in a start state")
    advance()
    _ = parseExpression()
  }

  /// `set of type`; true if it was there.
  mutating func skipForeignSet() -> Bool {
    guard current == .identifier, following == .of, currentText.lowercased() == "set" else { return false }
    report(
      .unsupportedConstruct, "sets are not supported", at: currentRange,
      help: "write `array [...] of boolean`, true for what is in the set")
    advance()
    advance()
    _ = parseType()
    return true
  }

  /// `array [3]`, whose index is a size instead of a type.
  mutating func reportArraySize(_ size: ExpressionSyntax) {
    let text = source.slice(size.range.start..<size.range.end)
    var last = "\(text) - 1"
    if case .number(let value?) = size.kind, value > 0 { last = "\(value - 1)" }
    report(
      .foreignSpelling, "an array is indexed by a type, not by a size", at: size.range,
      help: "write `0..\(last)`")
  }
}
