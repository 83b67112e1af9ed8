import Diagnostics

/// Declarations, types, functions and rules.
extension Parser {
  /// A whole file.
  mutating func parseFile() -> [ItemSyntax] {
    var items: [ItemSyntax] = []
    while current != .endOfFile {
      if let heading = takeHeading() {
        items.append(heading)
      } else if isAtInclude {
        if let include = parseInclude() { items.append(include) }
      } else if current == .const || current == .type || current == .var {
        items.append(contentsOf: parseDeclarationSection().map(ItemSyntax.declaration))
      } else if current == .function || current == .procedure {
        if let procedure = parseProcedure() { items.append(.procedure(procedure)) }
        skipSemicolons()
      } else if isAtProcess {
        items.append(contentsOf: parseProcess())
      } else if isAtRule {
        if let rule = parseRule() { items.append(.rule(rule)) }
        skipSemicolons()
      } else {
        reportUnexpected("a declaration, function or rule")
        advance()
        skip { $0.startsItem }
      }
    }
    dropAnnotations()
    return items
  }

  /// `include` is not a keyword: it is one only before a string, where no name can stand.
  var isAtInclude: Bool {
    current == .identifier && following == .string && currentText.lowercased() == "include"
  }

  /// Nor is `leadsto`: it is a property unless it is declared, before a colon or a comma.
  var isAtLeadsTo: Bool {
    current == .identifier && following != .colon && following != .comma
      && currentText.lowercased() == PropertySyntax.Category.leadsto.rawValue
  }

  /// Nor is `step`: it is a property before its name or condition, where a variable that is declared has a colon or a comma.
  var isAtStep: Bool { isAt("step") && (following == .string || following.startsExpression) }

  private var isAtRule: Bool { current.startsRule || isAtChoose || isAtLeadsTo || isAtStep }

  /// A name that stands for itself, where one can be declared.
  var isAtDeclaredName: Bool {
    current == .identifier && !isAtInclude && !isAtChoose && !isAtLeadsTo && !isAtProcess && !isAtStep
  }

  mutating func parseDeclarations() -> [DeclarationSyntax] {
    var declarations: [DeclarationSyntax] = []
    while current == .const || current == .type || current == .var {
      declarations.append(contentsOf: parseDeclarationSection())
    }
    return declarations
  }

  private mutating func parseDeclarationSection() -> [DeclarationSyntax] {
    let section = current
    var pending = takeAnnotations()
    advance()
    var declarations: [DeclarationSyntax] = []
    if section == .const {
      return parseConstants().map(DeclarationSyntax.constant)
    }
    while isAtEntry(isFirst: declarations.isEmpty) {
      var entry = parseTypedNames(section == .type ? "a type's name" : "a variable's name")
      entry.annotations = pending + entry.annotations
      refuseNamesOfInstances(entry.names)
      pending = []
      declarations.append(section == .type ? .type(entry) : .variable(entry))
      if section == .var { skipForeignInitialValue() }
      skipSemicolons()
    }
    return declarations
  }

  /// `a, b : value; ...`, of constants and aliases.
  mutating func parseConstants() -> [ConstantSyntax] {
    var constants: [ConstantSyntax] = []
    while isAtEntry(isFirst: constants.isEmpty) {
      dropAnnotations()
      let names = parseNames("a constant's name", isLenient: true)
      refuseNamesOfInstances(names)
      expectDeclarationColon()
      constants.append(ConstantSyntax(names: names, value: parseExpression()))
      skipSemicolons()
    }
    return constants
  }

  private mutating func parseTypedNames(_ what: String, areFields: Bool = false) -> TypedNamesSyntax {
    let annotations = takeAnnotations()
    let names = parseNames(what, isLenient: true, areFields: areFields)
    expectDeclarationColon()
    return TypedNamesSyntax(names: names, type: parseType(), annotations: annotations)
  }

  // MARK: Types

  mutating func parseType() -> TypeSyntax {
    let start = currentRange
    return nested(TypeSyntax(kind: .missing, range: start)) { $0.parseTypeBody() }
  }

  private mutating func parseTypeBody() -> TypeSyntax {
    let start = currentRange
    let kind: TypeSyntax.Kind
    switch current {
    case .boolean:
      advance()
      kind = .boolean
    case .enum:
      advance()
      expect(.leftBrace)
      let members = parseNames("a member's name", isLenient: true)
      expect(.rightBrace)
      kind = .enumeration(members)
    case .record:
      advance()
      var fields: [TypedNamesSyntax] = []
      while current == .colon || current == .identifier {
        fields.append(parseTypedNames("a field's name", areFields: true))
        skipSemicolons()
      }
      expectEnd(.endrecord)
      kind = .record(fields)
    case .array:
      advance()
      expect(.leftBracket)
      let index = parseType()
      expect(.rightBracket)
      expect(.of)
      kind = .array(index: index, element: parseType())
    case .scalarset:
      advance()
      expect(.leftParenthesis)
      let size = parseExpression()
      expect(.rightParenthesis)
      kind = .scalarset(size)
    case .union:
      advance()
      expect(.leftBrace)
      kind = .union(parseList(until: .rightBrace) { $0.parseType() })
    default:
      kind = parseNamedOrInterval()
    }
    return TypeSyntax(kind: kind, range: range(from: start))
  }

  private mutating func parseNamedOrInterval() -> TypeSyntax.Kind {
    let isName = current == .identifier
    if skipForeignSet() { return .missing }
    guard current.startsExpression, current != .leftBrace else {
      reportUnexpected("a type", help: current == .leftBrace ? "write `enum {...}` for names of values" : nil)
      return .missing
    }
    if isAtMultiset { return parseMultiset() }
    let low = parseExpression()
    if accept(.dots) { return .interval(low, parseExpression()) }
    if isName, case .designator(let name, let steps) = low.kind, steps.isEmpty { return .named(name.text) }
    // A number without value, such as a real one, was reported.
    if case .number(nil) = low.kind { return .missing }
    if current == .rightBracket { reportArraySize(low) } else { reportUnexpected("`..`") }
    return .missing
  }

  /// Elements separated by commas, possibly with one at the end, and the closing token.
  mutating func parseList<Element>(until close: TokenKind, _ parse: (inout Parser) -> Element) -> [Element] {
    var elements: [Element] = []
    while current != close, current != .endOfFile {
      elements.append(parse(&self))
      if !accept(.comma) { break }
    }
    expect(close)
    return elements
  }

  // MARK: Functions and rules

  private mutating func parseProcedure() -> ProcedureSyntax? {
    let annotations = takeAnnotations()
    let start = currentRange
    advance()
    guard let name = parseName("the function's name") else {
      skip { $0.startsItem }
      return nil
    }
    refuseNamesOfInstances([name])
    expect(.leftParenthesis)
    var parameters: [ParameterSyntax] = []
    while current == .var || current == .identifier {
      let isReference = accept(.var)
      let names = parseNames("a parameter's name", isLenient: false)
      refuseNamesOfInstances(names)
      expect(.colon)
      parameters.append(ParameterSyntax(isReference: isReference, names: names, type: parseType()))
      skipSemicolons()
    }
    expect(.rightParenthesis)
    let result = accept(.colon) ? parseType() : nil
    skipSemicolons()
    let declarations = parseDeclarations()
    _ = accept(.begin)
    let body = parseStatements()
    expectEnd(.endfunction, .endprocedure)
    dropAnnotations()
    return ProcedureSyntax(
      name: name, parameters: parameters, result: result, declarations: declarations, body: body,
      range: range(from: start), annotations: annotations)
  }

  mutating func parseRule() -> RuleSyntax? {
    switch current {
    case .rule, .startstate:
      return .step(parseStep())
    case .invariant, .assert, .assume, .cover, .liveness:
      return .property(parseProperty())
    case .ruleset:
      return nested(nil) { $0.parseRuleset() }
    case .alias:
      return nested(nil) { $0.parseAliasRule() }
    case .identifier where isAtLeadsTo || isAtStep:
      return .property(parseProperty())
    case .identifier where isAtChoose:
      return nested(nil) { $0.parseChoose() }
    default:
      return nil
    }
  }

  private mutating func parseStep() -> StepSyntax {
    let annotations = takeAnnotations()
    let start = currentRange
    let isStart = current == .startstate
    advance()
    if current == .number, following == .string {
      report(
        .unsupportedConstruct, "priorities of rules are not supported", at: currentRange,
        help: "put into the guards what must not be possible before")
      advance()
    }
    let name = parseTitle() ?? title(ofUnnamed: isStart ? "start state" : "rule", at: start)
    let head = range(from: start)
    let guardCondition = isStart ? nil : parseGuard()
    let declarations = parseDeclarations()
    if !accept(.begin), !declarations.isEmpty { reportUnexpected("`begin`") }
    let body = parseStatements()
    expectEnd(isStart ? .endstartstate : .endrule)
    dropAnnotations()
    return StepSyntax(
      isStart: isStart, name: name, guardCondition: guardCondition, declarations: declarations, body: body,
      range: range(from: start), head: head, annotations: annotations)
  }

  /// The condition before `==>`.
  ///
  /// What begins like an expression is one: a rule without guard whose first statement begins with a name
  /// needs `begin`.
  private mutating func parseGuard() -> ExpressionSyntax? {
    guard current.startsExpression else { return nil }
    let condition = parseExpression()
    if accept(.arrow) || acceptForeignArrow() { return condition }
    if current == .assign || current == .semicolon || current.isEnd {
      reportUnexpected("`==>`", help: "write `begin` before the first statement of a rule without guard")
      skip { $0 == .semicolon || $0.endsStatements }
      skipSemicolons()
      return nil
    }
    reportUnexpected("`==>` after the guard")
    return condition
  }

  mutating func parseProperty() -> PropertySyntax {
    let annotations = takeAnnotations()
    let start = currentRange
    let category = PropertySyntax.Category(rawValue: currentText.lowercased()) ?? .invariant
    advance()
    var message = parseTitle()
    let condition = parseExpression()
    skipForeignImplication()
    var goal: ExpressionSyntax?
    if category == .leadsto, expect(.leadsTo, ", and what `leadsto` leads to") { goal = parseExpression() }
    if message == nil { message = parseTitle() ?? title(ofUnnamed: category.rawValue, at: start) }
    return PropertySyntax(
      category: category, message: message, condition: condition, goal: goal, range: range(from: start),
      annotations: annotations)
  }

  private mutating func parseRuleset() -> RuleSyntax {
    dropAnnotations()
    let start = currentRange
    advance()
    let quantifiers = parseQuantifiers()
    expect(.do)
    let rules = parseRules()
    expectEnd(.endruleset)
    return .ruleset(quantifiers, rules, range(from: start))
  }

  /// `i: T; j: U`, the outer one first.
  mutating func parseQuantifiers() -> [QuantifierSyntax] {
    var quantifiers = [parseQuantifier()]
    while current == .semicolon {
      skipSemicolons()
      quantifiers.append(parseQuantifier())
    }
    return quantifiers.compactMap { $0 }
  }

  private mutating func parseAliasRule() -> RuleSyntax {
    dropAnnotations()
    let start = currentRange
    advance()
    let aliases = parseConstants()
    expect(.do)
    let rules = parseRules()
    expectEnd(.endalias)
    return .alias(aliases, rules, range(from: start))
  }

  mutating func parseRules() -> [RuleSyntax] {
    var rules: [RuleSyntax] = []
    while current != .endOfFile {
      if isAtRule {
        if let rule = parseRule() { rules.append(rule) }
        skipSemicolons()
      } else if current.isEnd || current.startsItem || isAtEndChoose {
        break
      } else {
        reportUnexpected("a rule or `end`")
        skip { $0.isEnd || $0.startsItem }
      }
    }
    return rules
  }

  mutating func parseQuantifier() -> QuantifierSyntax? {
    let start = currentRange
    guard let name = parseName("a name") else { return nil }
    refuseNamesOfInstances([name])
    if accept(.colon) {
      return QuantifierSyntax(name: name, domain: .type(parseType()), range: range(from: start))
    }
    guard expect(.assign, " or `:`") else { return nil }
    let from = parseExpression()
    expect(.to)
    let to = parseExpression()
    let by = accept(.by) ? parseExpression() : nil
    return QuantifierSyntax(
      name: name, domain: .interval(from: from, to: to, by: by), range: range(from: start))
  }

  /// `end` or the given longer spelling; another one is reported and taken for it.
  mutating func expectEnd(_ kind: TokenKind, _ other: TokenKind? = nil) {
    if accept(.end) || accept(kind) { return }
    if let other, accept(other) { return }
    reportUnexpected(kind == .end ? "`end`" : "`end` or \(kind.description)")
    if current.isEnd { advance() }
  }
}

extension TokenKind {
  /// True for the tokens that begin a rule, start state, property, ruleset or alias rule.
  var startsRule: Bool {
    switch self {
    case .rule, .startstate, .ruleset, .alias, .invariant, .assert, .assume, .cover, .liveness: true
    default: false
    }
  }

  /// True for the keywords that begin a declaration, function or rule and nothing else: safe places to go on.
  var startsItem: Bool {
    switch self {
    case .rule, .startstate, .ruleset, .invariant, .function, .procedure, .const, .type, .var: true
    default: false
    }
  }

  var isEnd: Bool {
    switch self {
    case .end, .endalias, .endexists, .endfor, .endforall, .endfunction, .endif, .endprocedure, .endrecord,
      .endrule, .endruleset, .endstartstate, .endswitch, .endwhile:
      true
    default: false
    }
  }
}
