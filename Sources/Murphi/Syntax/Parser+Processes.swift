import Diagnostics

/// Sequential processes: labelled steps, between which everybody else may run (as in PlusCal, Lamport: The PlusCal Algorithm Language).
///
/// A process is read as what it stands for: its program counter and locals are global variables, a label is a rule. None of its words
/// is a keyword: `process` is known by the name behind it, where no name of the model can stand.
extension Parser {
  /// `process p: T at pc` or `process at pc`.
  var isAtProcess: Bool {
    isAt("process") && following == .identifier
      && [.colon, .assign, .identifier, .var, .begin].contains(kind(behind: 2))
  }

  mutating func parseProcess() -> [ItemSyntax] {
    dropAnnotations()
    let start = currentRange
    advance()
    var quantifier: QuantifierSyntax?
    if following == .colon || following == .assign { quantifier = parseQuantifier() }
    if case .interval = quantifier?.domain {
      report(
        .unexpectedToken, "a process is there for every value of a type", at: quantifier?.range ?? start,
        help: "write `p: 0 .. N`")
      quantifier = nil
    }
    guard isAt("at") else {
      reportUnexpected("`at` and the name of the program counter")
      skip { $0.startsItem }
      return []
    }
    advance()
    guard let counter = parseName("the name of the program counter") else { return [] }
    skipSemicolons()
    var header = ProcessHeader(quantifier: quantifier, counter: counter, range: range(from: start))
    let locals = parseDeclarations()
    header.addLocals(of: locals)
    expect(.begin)
    openProcess = header
    let steps = parseLabelledSteps()
    openProcess = nil
    expectEnd(.end)
    skipSemicolons()
    dropAnnotations()
    return ProcessExpansion(header, locals: locals, steps: steps, range: range(from: start)).items
  }

  private mutating func parseLabelledSteps() -> [LabelledStep] {
    var steps: [LabelledStep] = []
    if !isAtLabel, !current.isEnd { reportUnexpected("a label and `:`") }
    while current != .endOfFile, !current.isEnd, !current.startsItem {
      let before = index
      if isAtLabel {
        if let step = nested(nil, { $0.parseLabelledStep() }) { steps.append(step) }
      } else {
        // Only behind a mistake: steps end at labels.
        reportUnexpected("a label and `:`")
        skip { $0 == .semicolon || $0.endsStatements }
        skipSemicolons()
      }
      if index == before { advance() }
    }
    return steps
  }

  /// `label "title" (x: T): await c; declarations statements`.
  private mutating func parseLabelledStep() -> LabelledStep? {
    let annotations = takeAnnotations()
    let start = currentRange
    guard let label = parseName("a label") else { return nil }
    let title = parseTitle()
    let head = range(from: start)
    var quantifiers: [QuantifierSyntax] = []
    if accept(.leftParenthesis) {
      quantifiers = parseQuantifiers()
      expect(.rightParenthesis)
    }
    expect(.colon)
    var conditions: [ExpressionSyntax] = []
    while isAtAwait {
      advance()
      conditions.append(parseExpression())
      if current != .semicolon, !current.isEnd, !isAtLabel { reportUnexpected("`;`") }
      skipSemicolons()
    }
    let declarations = parseDeclarations()
    let body = parseStatements()
    return LabelledStep(
      label: label, title: title, quantifiers: quantifiers, conditions: conditions,
      declarations: declarations,
      body: body, head: head, range: range(from: start), annotations: annotations)
  }

  // MARK: - Names of a process

  /// A designator as it is outside of the process: `x` is `x[p]`.
  func outsideOfProcess(_ name: Name, _ steps: [ExpressionSyntax.Step]) -> ExpressionSyntax.Kind {
    guard let header = openProcess, header.locals.contains(name.text) else { return .designator(name, steps) }
    var name = name
    name.depth = 0
    return .designator(name, (header.index.map { [.index($0)] } ?? []) + steps)
  }

  /// Whether a section of declarations goes on: in a step statements follow without a word in between, and what is declared has names
  /// and a colon.
  func isAtEntry(isFirst: Bool) -> Bool {
    guard isAtDeclaredName else { return current == .colon }
    guard openProcess != nil, !isFirst else { return true }
    var distance = 1
    while kind(behind: distance) == .comma, kind(behind: distance + 1) == .identifier { distance += 2 }
    return kind(behind: distance) == .colon
  }

  // MARK: - Words of a process

  /// `name:`, `name "title":` or `name (x: T):`.
  var isAtLabel: Bool {
    guard openProcess != nil, current == .identifier, !isAtLeadsTo else { return false }
    let next = following == .string ? kind(behind: 2) : following
    let distance = following == .string ? 2 : 1
    if next == .colon { return true }
    return next == .leftParenthesis && kind(behind: distance + 1) == .identifier
      && [.colon, .assign].contains(kind(behind: distance + 2)) && !isAtElementRemoval
  }

  var isAtAwait: Bool {
    guard openProcess != nil, isAt("await") else { return false }
    return following.startsExpression
  }

  var isAtGoto: Bool { isAt("goto") && following == .identifier }

  /// `goto label`: the counter is set, and the step ends.
  mutating func parseGoto() -> [StatementSyntax] {
    let start = currentRange
    if openProcess == nil { report(.unexpectedToken, "`goto` stands outside of a process", at: start) }
    advance()
    guard let label = parseName("a label"), let header = openProcess else { return [] }
    return header.jump(to: label, range: range(from: start), ends: true)
  }

  /// A label that does not stand between steps.
  mutating func skipInnerLabel() {
    report(
      .unexpectedToken, "a label within a statement", at: currentRange,
      help: "let the statement go to a step that begins with it, by `goto`")
    skip { $0 == .colon }
    _ = accept(.colon)
  }

  /// Where a step has begun already.
  mutating func reportLateAwait() {
    report(
      .unexpectedToken, "`await` stands behind the beginning of a step", at: currentRange,
      help: "others run where a step ends: put a label before it")
  }
}
