import Diagnostics

/// Multisets: their types, `choose`, and what asks a predicate of elements.
///
/// None of their words is a keyword: each is known by what stands behind it, where no name of the model can stand.
extension Parser {
  var isAtMultiset: Bool { isAt("multiset") && following == .leftBracket }

  var isAtChoose: Bool { isAt("choose") && following == .identifier }

  var isAtEndChoose: Bool { isAt("endchoose") }

  var isAtElementCount: Bool { isAtPredicate("multisetcount") }

  var isAtElementRemoval: Bool { isAtPredicate("multisetremovepred") }

  func isAt(_ word: String) -> Bool { current == .identifier && currentText.lowercased() == word }

  /// No argument of a call has a colon.
  private func isAtPredicate(_ word: String) -> Bool {
    following == .leftParenthesis && kind(behind: 2) == .identifier && kind(behind: 3) == .colon && isAt(word)
  }

  /// `multiset [N] of T`.
  mutating func parseMultiset() -> TypeSyntax.Kind {
    advance()
    expect(.leftBracket)
    let capacity = parseExpression()
    expect(.rightBracket)
    expect(.of)
    return .multiset(capacity: capacity, element: parseType())
  }

  /// `choose i: m do ... end`, around rules.
  mutating func parseChoose() -> RuleSyntax? {
    dropAnnotations()
    let start = currentRange
    advance()
    let element = parseElement()
    expect(.do)
    let rules = parseRules()
    if isAtEndChoose { advance() } else { expectEnd(.end) }
    return element.map { .choose($0, rules, range(from: start)) }
  }

  /// `MultiSetCount(i: m, condition)` or `MultiSetRemovePred(i: m, condition)`.
  mutating func parseElementPredicate() -> (element: ElementSyntax, condition: ExpressionSyntax)? {
    advance()
    expect(.leftParenthesis)
    let element = parseElement()
    expect(.comma)
    let condition = parseExpression()
    expect(.rightParenthesis)
    return element.map { ($0, condition) }
  }

  private mutating func parseElement() -> ElementSyntax? {
    let start = currentRange
    guard let name = parseName("a name") else { return nil }
    refuseNamesOfInstances([name])
    expect(.colon)
    let multiset = parseDesignator()
    return ElementSyntax(name: name, multiset: multiset, range: range(from: start))
  }
}
