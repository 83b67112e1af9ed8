import Diagnostics
import ModelIR

/// `step c`: what every firing of a rule must do, said of the state before it and, with primes, of the state after it (as TLA+ says
/// it of actions, Lamport: The Temporal Logic of Actions).
///
/// It is an assertion at the end of every rule, which keeps what the condition needs of the state before. Engines know assertions.
extension Lowering {
  /// What is being lowered of such a condition.
  enum StepSide {
    /// Names of variables stand for copies of them.
    case before
    case after
  }

  /// A property that waits for all rules to be known.
  struct StepProperty {
    var id: PropertyID
    var parameters: [Parameter]
    var locals: [Local]
    var condition: Expression
    /// The copies, of all variables in their order.
    var copies: Range<Int>
    var range: SourceRange
  }

  mutating func lowerStepProperty(_ syntax: PropertySyntax) {
    guard chosen.isEmpty else { return reportWithinChoose("`step`", at: syntax.range) }
    frame = outerFrame
    let first = frame.count
    for variable in system.variables {
      frame.append(
        Local(name: "\(variable.name) before", type: types.valueType(of: variable.type), role: .variable))
    }
    firstCopy = first
    stepSide = .before
    isInProperty = true
    defer { (stepSide, isInProperty) = (nil, false) }
    guard let operand = lower(syntax.condition), checkBoolean(operand, "a property") else { return }
    checkPure(operand.expression, "a property")
    let need = need(of: syntax)
    if operand.constant.map({ $0 != 0 }) == true, need?.isMet != false {
      warn(.alwaysTrue, "this property is always true", at: syntax.condition.range)
    }
    let id = PropertyID(system.properties.count)
    system.properties.append(
      Property(
        name: propertyName(syntax), kind: .assertion, parameters: [], locals: [], condition: nil,
        range: syntax.range, need: need))
    stepProperties.append(
      StepProperty(
        id: id, parameters: parameters, locals: frame, condition: operand.expression,
        copies: first..<first + system.variables.count, range: syntax.range))
  }

  /// `e'`: the value in the state after the step.
  mutating func lowerPrimed(_ syntax: ExpressionSyntax, at range: SourceRange) -> Operand? {
    guard stepSide == .before else {
      report(
        .misplacedPrime,
        stepSide == nil ? "`'` stands outside of a `step` property" : "`'` within an expression that has one",
        at: range, help: stepSide == nil ? "only `step` speaks of the state after a step" : nil)
      return nil
    }
    stepSide = .after
    defer { stepSide = .before }
    guard var operand = lower(syntax) else { return nil }
    operand.access = .value
    operand.expression.range = range
    return operand
  }

  // MARK: - The state before

  /// The copy that a variable of the model stands for where no prime is.
  func copy(of variable: VariableID) -> LocalID { LocalID(firstCopy + variable.index) }

  /// An expression of the state after, such as an alias stands for, as one of the state before.
  mutating func before(_ expression: Expression) -> Expression {
    var versions: [FunctionID: [VariableID]] = [:]
    BodyWalk(call: { versions[$0.function] = [] }).visit(expression)
    for function in versions.keys { versions[function] = stateReads(of: function) }
    let ids = versions.keys.sorted().reduce(into: [FunctionID: FunctionID]()) { $0[$1] = versionBefore($1) }
    return rewriting(ids, versions, copies: { [firstCopy] in LocalID(firstCopy + $0.index) })(expression)
  }

  /// A call whose function sees the state before.
  mutating func before(_ call: Call, at range: SourceRange) -> Call {
    let reads = stateReads(of: call.function)
    guard !reads.isEmpty else { return call }
    let copies = reads.map { variable in
      Call.Argument.reference(
        Place(
          root: .local(copy(of: variable)), type: types.valueType(of: system[variable].type), range: range))
    }
    return Call(function: versionBefore(call.function), arguments: call.arguments + copies)
  }

  /// The variables of the model that a function looks at, those that it calls included.
  private func stateReads(of function: FunctionID) -> [VariableID] {
    var seen: Set<FunctionID> = []
    var pending = [function]
    var found: Set<VariableID> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      BodyWalk(
        place: { if case .state(let variable) = $0.root { found.insert(variable) } },
        call: { pending.append($0.function) }
      ).visit(system[next].body)
    }
    return found.sorted()
  }

  /// The same function of copies of the variables that it looks at: they are further parameters of it.
  private mutating func versionBefore(_ id: FunctionID) -> FunctionID {
    let reads = stateReads(of: id)
    guard !reads.isEmpty else { return id }
    if let known = versionsBefore[id] { return known }
    let version = FunctionID(system.functions.count)
    versionsBefore[id] = version
    var function = system[id]
    system.functions.append(function)
    effects.append(effects[id.index])
    let callees = CallGraph(system).callees[id.index].sorted()
    var ids: [FunctionID: FunctionID] = [:]
    var all: [FunctionID: [VariableID]] = [:]
    for callee in callees {
      ids[callee] = versionBefore(callee)
      all[callee] = stateReads(of: callee)
    }
    let count = function.parameterCount
    let further = reads.map {
      Local(name: "\(system[$0].name) before", type: types.valueType(of: system[$0].type), role: .reference)
    }
    let places = Dictionary(uniqueKeysWithValues: reads.enumerated().map { ($1, LocalID(count + $0)) })
    // The function's own variables stand behind the further parameters.
    let moved = Rewriting.moving(
      Dictionary(
        uniqueKeysWithValues: (count..<function.locals.count).map { (LocalID($0), LocalID($0 + reads.count)) }
      ))
    function.locals.insert(contentsOf: further, at: count)
    function.parameterCount += reads.count
    function.body = rewriting(ids, all, copies: { places[$0] ?? LocalID(0) })(moved(function.body))
    (function.fold, function.literal, function.observed, function.abstracts) = (nil, nil, nil, nil)
    system.functions[version.index] = function
    return version
  }

  /// Variables of the model become their copies, and functions that look at them those that look at copies.
  private func rewriting(
    _ ids: [FunctionID: FunctionID], _ reads: [FunctionID: [VariableID]],
    copies: @escaping @Sendable (VariableID) -> LocalID
  ) -> Rewriting {
    let variables = system.variables.map { types.valueType(of: $0.type) }
    return Rewriting.replacing(
      root: { root in if case .state(let variable) = root { .local(copies(variable)) } else { root } },
      call: { call, range in
        let further = (reads[call.function] ?? []).map { variable in
          Call.Argument.reference(
            Place(root: .local(copies(variable)), type: variables[variable.index], range: range))
        }
        return Call(function: ids[call.function] ?? call.function, arguments: call.arguments + further)
      })
  }

  // MARK: - Rules

  /// Puts the properties into all rules.
  mutating func assertSteps() {
    guard !stepProperties.isEmpty else { return }
    let writes = WriteSets(system)
    for index in system.rules.indices {
      var rule = system.rules[index]
      let written = writes.variables(of: rule.body)
      var copies: [VariableID: LocalID] = [:]
      let checks = stepProperties.map { check($0, written, &rule.locals, &copies) }
      let kept = copies.sorted { $0.key < $1.key }.map {
        keep($0.key, in: $0.value, at: rule.range.emptyStart)
      }
      rule.body = kept + rule.body.ending(with: checks)
      system.rules[index] = rule
    }
  }

  /// A copy that has no value if the variable has none.
  private func keep(_ variable: VariableID, in copy: LocalID, at range: SourceRange) -> Statement {
    let type = types.valueType(of: system[variable].type)
    let source = Place(root: .state(variable), type: type, range: range)
    let assignment = Statement(
      .assign(Place(root: .local(copy), type: type, range: range), Expression(reading: source)), range: range)
    guard types.isSimple(type) else { return assignment }
    let isUndefined = Expression(.isUndefined(source), type: .boolean, range: range)
    let isKnown = Expression(.unary(.not, isUndefined), type: .boolean, range: range)
    return Statement(
      .branch([Statement.Branch(condition: isKnown, body: [assignment])], otherwise: []), range: range)
  }

  /// The property as a statement of a rule; a variable that the rule does not write is its own copy.
  private func check(
    _ property: StepProperty, _ written: Set<VariableID>, _ locals: inout [Local],
    _ copies: inout [VariableID: LocalID]
  ) -> Statement {
    let parameters = Set(property.parameters.map(\.local))
    var named: Set<LocalID> = parameters
    BodyWalk(
      expression: { if case .quantified(_, let binder, _) = $0.kind { named.insert(binder.local) } },
      place: { if case .local(let local) = $0.root { named.insert(local) } }
    ).visit(property.condition)
    var moved: [LocalID: LocalID] = [:]
    var kept: [LocalID: VariableID] = [:]
    for local in named.sorted() {
      var known = property.locals[local.index]
      if property.copies.contains(local.index) {
        let variable = VariableID(local.index - property.copies.lowerBound)
        guard written.contains(variable) else {
          kept[local] = variable
          continue
        }
        if copies[variable] == nil {
          copies[variable] = LocalID(locals.count)
          locals.append(known)
        }
        moved[local] = copies[variable]
        continue
      }
      if parameters.contains(local) { known.role = .bound }
      moved[local] = LocalID(locals.count)
      locals.append(known)
    }
    let places = Rewriting.replacing(
      root: { [kept] root in
        if case .local(let local) = root, let variable = kept[local] { .state(variable) } else { root }
      }, call: { call, _ in call })
    // First what is no local any more, for numbers of locals mean others afterwards.
    var condition = Rewriting.moving(moved)(places(property.condition))
    for parameter in property.parameters.reversed() {
      condition = Expression(
        .quantified(
          .forall, binder(of: parameter, moved[parameter.local] ?? parameter.local, property.range), condition
        ),
        type: .boolean, range: condition.range)
    }
    return Statement(.check(property.id, condition), range: property.range)
  }

  private func binder(of parameter: Parameter, _ local: LocalID, _ range: SourceRange) -> Binder {
    if case .declared(let type) = parameter.type, let domain = types.domain(of: type), parameter.step == 1,
      domain == parameter.first...max(parameter.first, parameter.last)
    {
      return Binder(local: local, domain: .type(type))
    }
    if parameter.type == .boolean, parameter.first == 0, parameter.last == 1 {
      return Binder(local: local, domain: .type(TypeID(0)))
    }
    func number(_ value: Value) -> Expression { Expression(.constant(value), type: .integer, range: range) }
    return Binder(
      local: local,
      domain: .interval(
        from: number(parameter.first), to: number(parameter.last), by: number(parameter.step)))
  }
}

extension SourceRange {
  /// No text, where this begins.
  fileprivate var emptyStart: SourceRange { SourceRange(file: file, start: start, end: start) }
}
