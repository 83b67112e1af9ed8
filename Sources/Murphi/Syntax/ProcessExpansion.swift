import Diagnostics

/// `process p: T at pc`.
struct ProcessHeader: Sendable {
  /// Nil if there is one such process only.
  var quantifier: QuantifierSyntax?
  /// The program counter.
  var counter: Name
  var range: SourceRange

  /// The variables of each process.
  private(set) var locals: Set<String> = []

  init(quantifier: QuantifierSyntax?, counter: Name, range: SourceRange) {
    self.quantifier = quantifier
    self.counter = counter
    self.range = range
  }

  mutating func addLocals(of declarations: [DeclarationSyntax]) {
    for case .variable(let entry) in declarations { locals.formUnion(entry.names.map(\.text)) }
  }

  /// Which process it is, in its steps; nil if there is one only.
  var index: ExpressionSyntax? { (quantifier?.name).map { .name($0, declaredAt: 1) } }

  /// `pc[p]`, or `pc`.
  private func place(_ index: ExpressionSyntax?) -> ExpressionSyntax {
    .name(counter, declaredAt: 0, index)
  }

  /// Whether the process is there.
  func isAt(_ label: Name) -> ExpressionSyntax {
    ExpressionSyntax(
      kind: .chain(
        place(index), [ExpressionSyntax.Link(symbol: .equal, operand: .name(label, declaredAt: 0))]),
      range: label.range, height: 3)
  }

  /// Where a process is that has come to its end; members of two enumerations have different names.
  var end: Name { Name(text: counter.text + "_done", range: counter.range) }

  /// `pc[p] := label`, and `return` if the step `ends` there.
  func jump(to label: Name, range: SourceRange, ends: Bool) -> [StatementSyntax] {
    let assignment = jump(to: label, of: index, range)
    return ends ? [assignment, StatementSyntax(kind: .leave(nil), range: range)] : [assignment]
  }

  /// `for p: T do pc[p] := label end`.
  func begin(at label: Name) -> StatementSyntax {
    let begin = jump(to: label, of: (quantifier?.name).map { .name($0, declaredAt: nil) }, range)
    return quantifier.map { StatementSyntax(kind: .forLoop($0, [begin]), range: range) } ?? begin
  }

  private func jump(to label: Name, of index: ExpressionSyntax?, _ range: SourceRange) -> StatementSyntax {
    StatementSyntax(kind: .assign(place(index), .name(label, declaredAt: 0)), range: range)
  }
}

struct LabelledStep: Sendable {
  var label: Name
  var title: StringSyntax?
  var quantifiers: [QuantifierSyntax]
  /// What is waited for.
  var conditions: [ExpressionSyntax]
  var declarations: [DeclarationSyntax]
  var body: [StatementSyntax]
  var head: SourceRange
  var range: SourceRange
  var annotations: [Annotation]
}

/// What a process stands for: variables and rules, and what start states do for it.
struct ProcessExpansion {
  private(set) var items: [ItemSyntax] = []

  init(_ header: ProcessHeader, locals: [DeclarationSyntax], steps: [LabelledStep], range: SourceRange) {
    guard let first = steps.first?.label else { return }
    var labels: [Name] = []
    for step in steps where !labels.contains(where: { $0.text == step.label.text }) {
      labels.append(step.label)
    }

    var rules: [RuleSyntax] = []
    var comesToEnd = false
    for (index, step) in steps.enumerated() {
      let next = steps[index...].first { $0.label.text != step.label.text }?.label
      if next == nil, !step.endsByItself { comesToEnd = true }
      let following = next ?? header.end
      rules.append(Self.rule(of: step, of: header, following: following))
    }
    if comesToEnd, !labels.contains(where: { $0.text == header.end.text }) { labels.append(header.end) }

    let counterType = TypeSyntax(kind: .enumeration(labels), range: header.counter.range)
    let counter = TypedNamesSyntax(names: [header.counter], type: counterType)
    for declaration in locals + [.variable(counter)] {
      guard case .variable(let entry) = declaration, let parameter = header.quantifier,
        case .type(let index) = parameter.domain
      else {
        items.append(.declaration(declaration))
        continue
      }
      var array = entry
      array.type = TypeSyntax(kind: .array(index: index, element: entry.type), range: entry.type.range)
      items.append(.declaration(.variable(array)))
    }
    if let quantifier = header.quantifier { rules = [.ruleset([quantifier], rules, range)] }
    items += rules.map(ItemSyntax.rule)

    items.append(.processStart([header.begin(at: first)], header.range))
  }

  private static func rule(of step: LabelledStep, of header: ProcessHeader, following: Name) -> RuleSyntax {
    let isHere = header.isAt(step.label)
    let links = step.conditions.map { ExpressionSyntax.Link(symbol: .and, operand: $0) }
    let guardCondition =
      links.isEmpty
      ? isHere
      : ExpressionSyntax(
        kind: .chain(isHere, links), range: step.label.range,
        height: (step.conditions.map(\.height).max() ?? 0) + 4 + Int.bitWidth
          - links.count.leadingZeroBitCount)
    let goesOn =
      step.endsByItself ? [] : header.jump(to: following, range: step.label.range, ends: false)
    let rule = RuleSyntax.step(
      StepSyntax(
        isStart: false, name: step.title ?? StringSyntax(raw: step.label.text, range: step.label.range),
        guardCondition: guardCondition, declarations: step.declarations, body: step.body + goesOn,
        range: step.range, head: step.head, isLabelled: true, annotations: step.annotations))
    return step.quantifiers.isEmpty ? rule : .ruleset(step.quantifiers, [rule], step.range)
  }
}

extension ProcessExpansion {
  /// The items with every process in its first step in all start states; a model without a start state gets one.
  ///
  /// Start states follow what they start, for a name is used behind its declaration.
  static func starting(_ items: [ItemSyntax]) -> [ItemSyntax] {
    var beginnings: [StatementSyntax] = []
    var range: SourceRange?
    for case .processStart(let statements, let header) in items {
      beginnings += statements
      range = range ?? header
    }
    guard let range else { return items }
    var others: [ItemSyntax] = []
    var starts: [RuleSyntax] = []
    for item in items {
      switch item {
      case .processStart: break
      case .rule(let rule):
        let (start, other) = rule.parts
        if let start { starts.append(start) }
        if let other { others.append(.rule(other)) }
      case .declaration, .procedure, .version, .refinement, .include: others.append(item)
      }
    }
    if starts.isEmpty {
      starts = [
        .step(
          StepSyntax(
            isStart: true, name: StringSyntax(raw: "start", range: range), declarations: [], body: [],
            range: range, head: range, annotations: []))
      ]
    }
    return others + starts.map { .rule($0.starting(with: beginnings)) }
  }
}

extension ModelSyntax {
  /// The offsets at which labels stand, of models of one file.
  var labels: Set<Int> {
    func starts(of rule: RuleSyntax) -> [Int] {
      switch rule {
      case .step(let step): step.isLabelled ? [step.head.start] : []
      case .property: []
      case .ruleset(_, let rules, _), .alias(_, let rules, _), .choose(_, let rules, _): rules.flatMap(starts)
      }
    }
    return Set(items.flatMap { item in if case .rule(let rule) = item { starts(of: rule) } else { [Int]() } })
  }
}

extension LabelledStep {
  /// Whether its last statement says where it goes.
  fileprivate var endsByItself: Bool {
    switch body.last?.kind {
    case .leave, .error: true
    case .property, .assign, .change, .alias, .clear, .undefine, .forLoop, .whileLoop, .branch, .select,
      .putText,
      .put, .call, .removeElements, nil:
      false
    }
  }
}

extension RuleSyntax {
  /// The start states in it, and what else there is.
  fileprivate var parts: (start: RuleSyntax?, other: RuleSyntax?) {
    func parts(of rules: [RuleSyntax], _ around: ([RuleSyntax]) -> RuleSyntax) -> (RuleSyntax?, RuleSyntax?) {
      let parts = rules.map(\.parts)
      let (starts, others) = (parts.compactMap(\.start), parts.compactMap(\.other))
      return (
        starts.isEmpty ? nil : around(starts), others.isEmpty && !starts.isEmpty ? nil : around(others)
      )
    }
    switch self {
    case .step(let step): return step.isStart ? (self, nil) : (nil, self)
    case .property: return (nil, self)
    case .ruleset(let quantifiers, let rules, let range):
      return parts(of: rules) { .ruleset(quantifiers, $0, range) }
    case .alias(let aliases, let rules, let range): return parts(of: rules) { .alias(aliases, $0, range) }
    case .choose(let element, let rules, let range): return parts(of: rules) { .choose(element, $0, range) }
    }
  }

  /// Start states do this first.
  fileprivate func starting(with statements: [StatementSyntax]) -> RuleSyntax {
    switch self {
    case .step(var step):
      if step.isStart { step.beginning = statements + step.beginning }
      return .step(step)
    case .property: return self
    case .ruleset(let quantifiers, let rules, let range):
      return .ruleset(quantifiers, rules.map { $0.starting(with: statements) }, range)
    case .alias(let aliases, let rules, let range):
      return .alias(aliases, rules.map { $0.starting(with: statements) }, range)
    case .choose(let element, let rules, let range):
      return .choose(element, rules.map { $0.starting(with: statements) }, range)
    }
  }
}

extension ExpressionSyntax {
  fileprivate static func name(
    _ name: Name, declaredAt depth: Int?, _ index: ExpressionSyntax? = nil
  ) -> ExpressionSyntax {
    var name = name
    name.depth = depth
    let steps = index.map { [Step.index($0)] } ?? []
    return ExpressionSyntax(kind: .designator(name, steps), range: name.range, height: steps.count + 1)
  }
}
