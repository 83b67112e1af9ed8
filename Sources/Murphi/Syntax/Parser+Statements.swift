import Diagnostics

/// Statements.
extension Parser {
  /// Statements up to a token that cannot begin one; the caller expects what ends the block.
  mutating func parseStatements() -> [StatementSyntax] {
    nested([]) { $0.parseStatementList() }
  }

  private mutating func parseStatementList() -> [StatementSyntax] {
    var statements: [StatementSyntax] = []
    var isSeparated = true
    while current != .endOfFile, !isAtLabel || statementDepth > 0 {
      if isAtLabel {
        skipInnerLabel()
      } else if current.startsStatement {
        if !isSeparated {
          reportUnexpected("`;`")
        }
        let before = index
        if isAtGoto {
          statements.append(contentsOf: parseGoto())
        } else if let statement = parseStatement() {
          statements.append(statement)
        }
        isSeparated = current == .semicolon
        skipSemicolons()
        if index == before { advance() }
      } else if current.endsStatements {
        break
      } else {
        reportUnexpected("a statement")
        skip { $0 == .semicolon || $0.endsStatements }
        isSeparated = true
        skipSemicolons()
      }
    }
    return statements
  }

  private mutating func parseStatement() -> StatementSyntax? {
    let start = currentRange
    statementDepth += 1
    defer { statementDepth -= 1 }
    guard let kind = parseStatementKind() else { return nil }
    return StatementSyntax(kind: kind, range: range(from: start))
  }

  private mutating func parseStatementKind() -> StatementSyntax.Kind? {
    switch current {
    case .invariant, .assert, .assume, .cover, .liveness:
      return .property(parseProperty())
    case .identifier where isAtLeadsTo && following == .string:
      return .property(parseProperty())
    case .alias:
      advance()
      let aliases = parseConstants()
      expect(.do)
      let body = parseStatements()
      expectEnd(.endalias)
      return .alias(aliases, body)
    case .error:
      advance()
      guard let message = parseString() else {
        reportUnexpected("a string")
        return nil
      }
      return .error(message)
    case .clear:
      advance()
      return .clear(parseDesignator())
    case .undefine:
      advance()
      return .undefine(parseDesignator())
    case .for:
      return parseFor()
    case .while:
      advance()
      let condition = parseExpression()
      expect(.do)
      let body = parseStatements()
      expectEnd(.endwhile)
      return .whileLoop(condition, body)
    case .if:
      return parseIf()
    case .switch:
      return parseSwitch()
    case .put:
      advance()
      if let text = parseString() { return .putText(text) }
      return .put(parseExpression())
    case .return:
      advance()
      return .leave(current.startsExpression ? parseExpression() : nil)
    default:
      return parseAssignmentOrCall()
    }
  }

  private mutating func parseFor() -> StatementSyntax.Kind? {
    let start = currentRange
    advance()
    let quantifiers = parseQuantifiers()
    expect(.do)
    let body = nested(levels: quantifiers.count - 1, []) { $0.parseStatements() }
    expectEnd(.endfor)
    guard let outer = quantifiers.first else { return nil }
    let range = range(from: start)
    let inner = quantifiers.dropFirst().reversed().reduce(body) { body, quantifier in
      [StatementSyntax(kind: .forLoop(quantifier, body), range: range)]
    }
    return .forLoop(outer, inner)
  }

  private mutating func parseIf() -> StatementSyntax.Kind {
    var branches: [StatementSyntax.Branch] = []
    repeat {
      advance()
      let condition = parseExpression()
      expect(.then)
      branches.append(StatementSyntax.Branch(condition: condition, body: parseStatements()))
    } while current == .elsif
    let otherwise = accept(.else) ? parseStatements() : nil
    expectEnd(.endif)
    return .branch(branches, otherwise: otherwise)
  }

  private mutating func parseSwitch() -> StatementSyntax.Kind {
    advance()
    let subject = parseExpression()
    var cases: [StatementSyntax.Case] = []
    while current == .case {
      let start = currentRange
      advance()
      let values = parseList(until: .colon) { $0.parseExpression() }
      let head = range(from: start)
      cases.append(StatementSyntax.Case(values: values, body: parseStatements(), range: head))
    }
    let otherwise = accept(.else) ? parseStatements() : nil
    expectEnd(.endswitch)
    return .select(subject, cases, otherwise: otherwise)
  }

  private mutating func parseAssignmentOrCall() -> StatementSyntax.Kind? {
    if isAtAwait {
      reportLateAwait()
      skip { $0 == .semicolon || $0.endsStatements }
      return nil
    }
    if isAtElementRemoval {
      return parseElementPredicate().map { .removeElements($0.element, where: $0.condition) }
    }
    if following == .leftParenthesis {
      guard let name = parseName("a procedure") else { return nil }
      advance()
      return .call(name, parseList(until: .rightParenthesis) { $0.parseExpression() })
    }
    let place = parseDesignator()
    if current == .equal {
      reportUnexpected("`:=`", help: "`=` compares, `:=` assigns")
      advance()
      return .assign(place, parseExpression())
    }
    if current == .addAssign || current == .subtractAssign {
      let symbol: BinarySymbol = current == .addAssign ? .add : .subtract
      advance()
      return .change(place, symbol, parseExpression())
    }
    guard expect(.assign) else {
      skip { $0 == .semicolon || $0.endsStatements }
      return nil
    }
    return .assign(place, parseExpression())
  }
}

extension TokenKind {
  var startsStatement: Bool {
    switch self {
    case .identifier, .alias, .invariant, .assert, .assume, .cover, .liveness, .error, .clear, .undefine,
      .for,
      .while, .if, .switch, .put, .return:
      true
    default: false
    }
  }

  /// True for tokens at which a block of statements can end, rightly or because its end is missing.
  var endsStatements: Bool {
    switch self {
    case .else, .elsif, .case, .rule, .ruleset, .startstate, .function, .procedure, .const, .type, .var,
      .endOfFile:
      true
    default: isEnd
    }
  }
}
