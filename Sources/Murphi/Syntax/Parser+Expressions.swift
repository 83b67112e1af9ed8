import Diagnostics
import ModelIR

/// Expressions, by precedence climbing.
extension Parser {
  mutating func parseExpression() -> ExpressionSyntax {
    let missing = ExpressionSyntax(kind: .missing, range: currentRange, height: 1)
    return nested(missing) { $0.parseConditional() }
  }

  /// Level 1, not associative.
  private mutating func parseConditional() -> ExpressionSyntax {
    let condition = parseBinary(2)
    guard accept(.question) else { return condition }
    let first = parseExpression()
    expect(.colon)
    let second = parseBinary(2)
    let result = node(
      .conditional(condition, first, second), from: condition.range,
      height: max(condition.height, first.height, second.height))
    if current == .question {
      report(
        .notAssociative, "`?:` cannot be chained", at: currentRange,
        help: "put the inner one into parentheses")
      advance()
      _ = parseExpression()
      if accept(.colon) { _ = parseExpression() }
      return ExpressionSyntax(kind: .missing, range: range(from: condition.range), height: 1)
    }
    return result
  }

  /// Binary operators of at least `minimum`.
  private mutating func parseBinary(_ minimum: Int) -> ExpressionSyntax {
    var left = parseUnary()
    acceptForeignInfix()
    while let symbol = BinarySymbol(current), symbol.level >= minimum, !isAtForeignArrow {
      left = parseChain(left, level: symbol.level)
    }
    return left
  }

  private mutating func parseChain(_ first: ExpressionSyntax, level: Int) -> ExpressionSyntax {
    var links: [ExpressionSyntax.Link] = []
    var height = first.height
    var isWrong = false
    while let symbol = BinarySymbol(current), symbol.level == level, !isAtForeignArrow {
      if !symbol.isAssociative, !links.isEmpty {
        report(
          .notAssociative, "`\(symbol.rawValue)` cannot be chained", at: currentRange,
          help: "put one of the two into parentheses")
        isWrong = true
      }
      advance()
      let operand = parseBinary(level + 1)
      height = max(height, operand.height)
      links.append(ExpressionSyntax.Link(symbol: symbol, operand: operand))
    }
    if isWrong { return ExpressionSyntax(kind: .missing, range: range(from: first.range), height: 1) }
    if let symbol = links.first?.symbol, symbol.isBalanced {
      height += Int.bitWidth - links.count.leadingZeroBitCount
    } else {
      height += links.count - 1
    }
    return node(.chain(first, links), from: first.range, height: height)
  }

  private mutating func parseUnary() -> ExpressionSyntax {
    acceptForeignPrefix()
    let start = currentRange
    let operation: ExpressionSyntax.Unary?
    let level: Int
    switch current {
    // `!` binds looser than comparisons, the other prefixes tighter than `*`.
    case .not: (operation, level) = (.not, 9)
    case .minus: (operation, level) = (.negate, 13)
    case .plus: (operation, level) = (nil, 13)
    case .tilde: (operation, level) = (.complement, 14)
    default: return parsePrimed()
    }
    advance()
    let missing = ExpressionSyntax(kind: .missing, range: start, height: 1)
    var operand = nested(missing) { $0.parseBinary(level) }
    guard let operation else {
      operand.range = range(from: start)
      return operand
    }
    return node(.unary(operation, operand), from: start, height: operand.height)
  }

  /// `e'`.
  private mutating func parsePrimed() -> ExpressionSyntax {
    let start = currentRange
    var expression = parsePrimary()
    guard accept(.prime) else { return expression }
    expression = node(.primed(expression), from: start, height: expression.height)
    skipBehindPrime()
    return expression
  }

  /// Nothing of a place stands behind its prime.
  private mutating func skipBehindPrime() {
    let (start, first) = (currentRange, index)
    var isPart = false
    while current == .prime || current == .leftBracket || current == .dot && following == .identifier {
      if accept(.leftBracket) {
        _ = parseExpression()
        expect(.rightBracket)
        isPart = true
      } else if accept(.dot) {
        advance()
        isPart = true
      } else {
        advance()
      }
    }
    guard index > first else { return }
    let range = range(from: start)
    let text = source.slice(start.start..<range.end)
    report(
      .misplacedPrime, "`\(text)` behind a `'`", at: range,
      help: isPart ? "the prime stands last: write `x.f'` for the part `f` of `x` in the state after" : nil)
  }

  private mutating func parsePrimary() -> ExpressionSyntax {
    let start = currentRange
    if let kind = foldAhead { return parseFold(kind) }
    switch current {
    case .number:
      let value = parseNumber()
      return node(.number(value), from: start, height: 0)
    case .leftParenthesis:
      advance()
      var inner = parseExpression()
      expect(.rightParenthesis)
      inner.range = range(from: start)
      return inner
    case .forall, .exists:
      return parseQuantified()
    case .ismember:
      advance()
      expect(.leftParenthesis)
      let value = parseExpression()
      expect(.comma)
      let type = parseType()
      expect(.rightParenthesis)
      return node(.isMember(value, type), from: start, height: value.height)
    case .isundefined:
      advance()
      expect(.leftParenthesis)
      let place = parseDesignator()
      if current == .prime {
        report(
          .misplacedPrime, "`'` behind what may be undefined", at: currentRange,
          help: "write `isundefined(x)'`")
        while accept(.prime) {}
      }
      expect(.rightParenthesis)
      return node(.isUndefined(place), from: start, height: place.height)
    case .identifier where isAtElementCount:
      guard let (element, condition) = parseElementPredicate() else {
        return ExpressionSyntax(kind: .missing, range: start, height: 1)
      }
      return node(
        .countElements(element, where: condition), from: start,
        height: max(element.multiset.height, condition.height) + 2)
    case .identifier where isAtNamedLiteral:
      return parseLiteral(of: parseName("a type"), from: start)
    case .leftBrace:
      return parseLiteral(of: nil, from: start)
    case .identifier where following == .leftParenthesis:
      let name = parseName("a function") ?? Name(text: currentText, range: start)
      advance()
      let arguments = parseList(until: .rightParenthesis) { $0.parseExpression() }
      return node(.call(name, arguments), from: start, height: arguments.map(\.height).max() ?? 0)
    case .identifier:
      return parseDesignator()
    default:
      let help = current == .leftBracket ? "write a record or an array in braces, such as `{1, 2}`" : nil
      reportUnexpected("an expression", help: help)
      return ExpressionSyntax(kind: .missing, range: start, height: 1)
    }
  }

  private mutating func parseLiteral(of type: Name?, from start: SourceRange) -> ExpressionSyntax {
    let missing = LiteralSyntax(type: type, content: .parts([]))
    let literal = nested(missing) { $0.parseLiteral(of: type) }
    return node(.literal(literal), from: start, height: literal.height)
  }

  private mutating func parseQuantified() -> ExpressionSyntax {
    let isForall = current == .forall
    return parseBound(endedBy: isForall ? .endforall : .endexists) { quantifier, body, _ in
      .quantified(isForall: isForall, quantifier, body)
    }
  }

  /// `count`, `sum`, `min` and `max` are words only before a name, where nothing else has a meaning.
  private var foldAhead: Function.Fold.Kind? {
    guard current == .identifier, following == .identifier else { return nil }
    return Function.Fold.Kind(rawValue: currentText.lowercased())
  }

  /// What is counted within another quantifier is added up.
  private mutating func parseFold(_ kind: Function.Fold.Kind) -> ExpressionSyntax {
    parseBound(endedBy: .end) { quantifier, body, isInnermost in
      .folded(kind == .count && !isInnermost ? .sum : kind, quantifier, body)
    }
  }

  /// A word, quantifiers, each within the one before it, and what it is said of.
  private mutating func parseBound(
    endedBy end: TokenKind,
    _ kind: (QuantifierSyntax, ExpressionSyntax, _ isInnermost: Bool) -> ExpressionSyntax.Kind
  ) -> ExpressionSyntax {
    let start = currentRange
    advance()
    let quantifiers = parseQuantifiers()
    expect(.do)
    let missing = ExpressionSyntax(kind: .missing, range: start, height: 1)
    let body = nested(levels: quantifiers.count - 1, missing) { $0.parseExpression() }
    expectEnd(end)
    guard !quantifiers.isEmpty else { return missing }
    var result = body
    for (depth, quantifier) in quantifiers.reversed().enumerated() {
      result = node(
        kind(quantifier, result, depth == 0), from: start,
        height: max(result.height, quantifier.domain.height))
    }
    return result
  }

  /// `name`, `name.field`, `name[index]` and so on.
  mutating func parseDesignator() -> ExpressionSyntax {
    let start = currentRange
    guard let name = parseName("a name") else {
      return ExpressionSyntax(kind: .missing, range: start, height: 1)
    }
    var steps: [ExpressionSyntax.Step] = []
    var height = 0
    while true {
      if accept(.dot) {
        guard let field = parseOwnName("a field's name") else { break }
        steps.append(.field(field))
      } else if accept(.leftBracket) {
        let index = parseExpression()
        expect(.rightBracket)
        height = max(height, index.height)
        steps.append(.index(index))
      } else {
        break
      }
    }
    return node(outsideOfProcess(name, steps), from: start, height: height)
  }

  /// Decimal, `0x` hexadecimal, or octal when it starts with another `0`.
  private mutating func parseNumber() -> Int128? {
    let text = currentText
    let range = currentRange
    advance()
    guard !text.contains(".") else { return nil }
    var digits = Substring(text)
    var radix = 10
    if text.hasPrefix("0x") || text.hasPrefix("0X") {
      digits = digits.dropFirst(2)
      radix = 16
    } else if text.hasPrefix("0"), text.count > 1 {
      digits = digits.dropFirst()
      radix = 8
      if digits.contains(where: { $0 > "7" }) {
        report(
          .malformedNumber, "invalid octal number", at: range,
          help: "a leading 0 means octal; drop it for a decimal number")
        return nil
      }
    }
    if let value = Int128(digits, radix: radix) { return value }
    report(.malformedNumber, "this number does not fit into 128 bits", at: range)
    return nil
  }

  private mutating func node(
    _ kind: ExpressionSyntax.Kind, from start: SourceRange, height: Int
  ) -> ExpressionSyntax {
    let whole = range(from: start)
    guard height < Self.heightLimit else {
      report(
        .nestingTooDeep, "this expression is too long: its operators nest more than \(Self.heightLimit) deep",
        at: whole, help: "split it with constants, functions or parentheses")
      return ExpressionSyntax(kind: .missing, range: whole, height: 1)
    }
    return ExpressionSyntax(kind: kind, range: whole, height: height + 1)
  }
}

extension QuantifierSyntax.Domain {
  var height: Int {
    switch self {
    case .type: 1
    case .interval(let from, let to, let by): max(from.height, to.height, by?.height ?? 0)
    }
  }
}

extension TokenKind {
  var startsExpression: Bool {
    switch self {
    case .identifier, .number, .leftParenthesis, .leftBrace, .not, .minus, .plus, .tilde, .forall, .exists,
      .ismember, .isundefined:
      true
    default: false
    }
  }
}
