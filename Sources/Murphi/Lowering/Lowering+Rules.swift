import Diagnostics
import ModelIR

/// Functions, rules, start states, rulesets and properties.
extension Lowering {
  mutating func lowerProcedure(_ syntax: ProcedureSyntax) {
    frame = []
    scopes.open()
    // Types first: no parameter's name may hide what another parameter's type needs.
    var isBroken = false
    var entries: [(Name, TypeID?, Bool)] = []
    for parameter in syntax.parameters {
      for name in parameter.names {
        let type = lower(parameter.type)
        if let type, !checkLocalSize(type, at: parameter.type.range) { isBroken = true }
        if type == nil { isBroken = true }
        entries.append((name, type, parameter.isReference))
      }
    }
    var result: TypeID?
    if let syntax = syntax.result {
      result = lower(syntax)
      if result == nil { isBroken = true }
    }
    let id = FunctionID(system.functions.count)
    declare(syntax.name, isBroken ? .broken : .function(id))
    for (name, type, isReference) in entries {
      guard let type else {
        declare(name, .broken)
        continue
      }
      let valueType = types.valueType(of: type)
      let local = addLocal(name.text, valueType, isReference ? .reference : .parameter)
      declare(name, .local(local, valueType, isReadOnly: !isReference), .parameter)
    }
    system.functions.append(
      Function(
        name: syntax.name.text, locals: frame, parameterCount: frame.count, result: result, body: [],
        range: syntax.name.range, anchor: kernelAnchor(syntax.annotations, of: .function)))
    effects.append(Effects())
    returns = result.map { .value($0) } ?? .nothing
    openFunction = id
    for declaration in syntax.declarations { lowerLocal(declaration) }
    // Without a result type every `return` would be a mistake.
    let body = syntax.result != nil && result == nil ? [] : lower(syntax.body)
    scopes.close()
    returns = .nothing
    openFunction = nil
    system.functions[id.index].body = body
    system.functions[id.index].locals = frame
    findEffects(of: id)
    declare(syntax.name, isBroken ? .broken : .function(id), .function)
    system.functions[id.index].observed = observedName(syntax.annotations, of: syntax.name)
    checkObserved(system[id], effects[id.index], syntax.annotations)
    system.functions[id.index].abstracts = abstractedPlace(syntax.annotations, of: syntax.name)
    checkAbstracting(system[id], effects[id.index])
  }

  /// A function may call itself, so its effects are collected until they no longer grow.
  private mutating func findEffects(of id: FunctionID) {
    let function = system[id]
    while true {
      var collector = EffectCollector(functions: effects)
      collector.visit(function.body)
      let written = collector.writtenLocals.filter { function.locals[$0.index].role == .reference }
      let before = effects[id.index]
      effects[id.index] = Effects(writesState: collector.writesState, writtenParameters: written)
      if before.writesState == collector.writesState, before.writtenParameters == written { return }
    }
  }

  mutating func lowerRule(_ rule: RuleSyntax) {
    switch rule {
    case .step(let step): lowerStep(step)
    case .property(let property): lowerProperty(property)
    case .ruleset(let quantifiers, let rules, _):
      scopes.open()
      let count = parameters.count
      let frameCount = outerFrame.count
      for quantifier in quantifiers { lowerParameter(quantifier) }
      for rule in rules { lowerRule(rule) }
      parameters.removeLast(parameters.count - count)
      outerFrame.removeLast(outerFrame.count - frameCount)
      scopes.close()
    case .choose(let element, let rules, let range): lowerChoose(element, rules, at: range)
    case .alias(let aliases, let rules, _):
      scopes.open()
      frame = outerFrame
      let count = ruleAliases.count
      let frameCount = outerFrame.count
      ruleAliases.append(contentsOf: declareAliases(aliases))
      outerFrame = frame
      for rule in rules { lowerRule(rule) }
      ruleAliases.removeLast(ruleAliases.count - count)
      outerFrame.removeLast(outerFrame.count - frameCount)
      scopes.close()
    }
  }

  private mutating func lowerParameter(_ quantifier: QuantifierSyntax) {
    frame = outerFrame
    guard let parameter = makeParameter(quantifier) else {
      declare(quantifier.name, .broken)
      return
    }
    parameters.append(parameter)
    outerFrame.append(Local(name: parameter.name, type: parameter.type, role: .parameter))
    declare(quantifier.name, .local(parameter.local, parameter.type, isReadOnly: false))
  }

  private mutating func makeParameter(_ quantifier: QuantifierSyntax) -> Parameter? {
    let local = LocalID(outerFrame.count)
    switch quantifier.domain {
    case .type(let syntax):
      guard let type = lowerSimpleType(syntax), let domain = types.domain(of: type) else { return nil }
      return Parameter(
        local: local, name: quantifier.name.text, type: types.valueType(of: type), first: domain.lowerBound,
        last: domain.upperBound, step: 1)
    case .interval(let from, let to, let by):
      guard let bounds = lowerInterval(from, to, by) else { return nil }
      let first = requireConstant(bounds.from)
      let last = requireConstant(bounds.to)
      let step = bounds.by.map { requireConstant($0) } ?? 1
      guard let first, let last, let step, checkBound(first, at: from.range), checkBound(last, at: to.range)
      else {
        return nil
      }
      let type = types.add(
        TypeDefinition(
          name: nil, shape: .integers(low: min(first, last), high: max(first, last)), range: quantifier.range)
      )
      return Parameter(
        local: local, name: quantifier.name.text, type: .declared(type), first: first,
        last: first + (last - first) / step * step, step: step)
    }
  }

  /// A parameter that the body writes to is, from there on, a variable that begins with it: nobody else may change a parameter.
  private mutating func withOwnParameters(_ body: [Statement]) -> [Statement] {
    let written = WrittenLocals.of(body)
    return parameters.reduce(body) { body, parameter in
      guard written.contains(parameter.local) else { return body }
      let (old, range) = (frame[parameter.local.index], body[0].range)
      let local = addLocal(old.name, old.type, .variable)
      func place(_ local: LocalID) -> Place { Place(root: .local(local), type: old.type, range: range) }
      return [Statement(.assign(place(local), Expression(reading: place(parameter.local))), range: range)]
        + Rewriting.replacing(parameter.local, by: local)(body)
    }
  }

  private mutating func lowerStep(_ syntax: StepSyntax) {
    frame = outerFrame
    if syntax.isLabelled { reportTakenWord() }
    let need = syntax.isStart ? nil : need(syntax.annotations)
    let condition = whereChosen(
      syntax.guardCondition.flatMap { lowerGuard($0, isNeeded: need?.isMet != false) })
    if syntax.isStart { reportWithinChoose("a start state", at: syntax.head) }
    let callReturn = syntax.isStart ? nil : callReturn(syntax.annotations)
    let body = lowerBody(syntax.declarations, beginning: syntax.beginning, syntax.body)
    checkChosen(in: body)
    let ownBody = withOwnParameters(body)
    let index = syntax.isStart ? system.startStates.count : system.rules.count
    let rule = Rule(
      name: syntax.name?.text.visible ?? "\(syntax.isStart ? "Startstate" : "Rule") \(index + 1)",
      parameters: parameters, locals: frame, guardCondition: condition, body: ownBody, range: syntax.head,
      anchor: kernelAnchor(syntax.annotations, of: syntax.isStart ? .other : .rule),
      operation: syntax.isStart ? [] : operation(syntax.annotations),
      need: need, callReturn: callReturn,
      fairness: syntax.isStart ? nil : fairness(syntax.annotations))
    if syntax.isStart { system.startStates.append(rule) } else { system.rules.append(rule) }
  }

  /// `await (b)` waits in a step, and would be the call of a function.
  private mutating func reportTakenWord() {
    guard let symbol = scopes.symbol(named: "await"), case .function = symbol.meaning,
      let range = symbol.range,
      !diagnostics.contains(where: { $0.code == .duplicateName && $0.range == range })
    else { return }
    report(
      .duplicateName, "`await` is a word of processes, and no function beside them", at: range,
      help: "choose another name")
  }

  /// One that is false for want of what the rule needs is not worth a warning.
  private mutating func lowerGuard(_ syntax: ExpressionSyntax, isNeeded: Bool) -> Expression? {
    guard let operand = lower(syntax) else { return nil }
    var condition = operand.expression
    if operand.type != .boolean {
      guard types.isSimple(operand.type) else {
        _ = checkBoolean(operand, "a guard")
        return nil
      }
      warn(
        .nonBooleanGuard, "the guard is \(types.describe(operand.type)), not boolean", at: condition.range,
        help: "compare it, for example with `!= 0`")
      let zero = Expression(.constant(0), type: operand.type, range: condition.range)
      condition = Expression(.binary(.notEqual, condition, zero), type: .boolean, range: condition.range)
    }
    checkPure(condition, "a guard")
    if operand.constant == 0, isNeeded {
      warn(.neverEnabled, "this guard is always false", at: syntax.range)
    }
    return condition
  }

  mutating func checkPure(_ condition: Expression, _ what: String) {
    var collector = EffectCollector(functions: effects)
    collector.visit(condition)
    guard collector.writesState, let range = collector.firstWriter else { return }
    report(
      .impureCondition, "\(what) must not change the state, but this call does", at: range,
      help: "call it in a rule's body instead")
  }

  /// Likewise, and no variable of a rule or function either; false after reporting that something does.
  mutating func checkChangesNothing(_ expression: Expression, _ what: String, at range: SourceRange) -> Bool {
    let errors = diagnostics.count
    checkPure(expression, what)
    var collector = EffectCollector(functions: effects)
    collector.visit(expression)
    if !collector.writtenLocals.isEmpty {
      report(
        .impureCondition, "\(what) must not change variables", at: range,
        help: "call what does in a statement of its own")
    }
    return diagnostics.count == errors
  }

  private mutating func lowerProperty(_ syntax: PropertySyntax) {
    if syntax.category == .step { return lowerStepProperty(syntax) }
    frame = outerFrame
    isInProperty = true
    defer { isInProperty = false }
    guard let (condition, value) = lowerCondition(of: syntax) else { return }
    let kind: Property.Kind
    switch syntax.category {
    case .invariant, .assert, .step: kind = .invariant
    case .assume: kind = .assumption
    case .cover: kind = .cover
    case .liveness: kind = .liveness
    case .leadsto: kind = .leadsTo
    }
    switch kind {
    case .liveness, .leadsTo: reportWithinChoose("`\(kind.rawValue)`", at: syntax.range)
    case .invariant, .assertion, .assumption, .cover: break
    }
    let need = need(of: syntax)
    if let value, value != 0, need?.isMet != false {
      warn(.alwaysTrue, "this property is always true", at: syntax.condition.range)
    }
    system.properties.append(
      Property(
        name: propertyName(syntax), kind: kind, parameters: parameters, locals: frame,
        condition: kind == .leadsTo ? condition : whereChosen(condition, kind), range: syntax.range,
        need: need))
  }

  /// What must be true, and its value if that is known; of `leadsto P ~> Q`, what `Property.leadsTo` makes of both.
  private mutating func lowerCondition(of syntax: PropertySyntax) -> (Expression, Value?)? {
    guard let operand = lower(syntax.condition), checkBoolean(operand, "a property") else { return nil }
    checkPure(operand.expression, "a property")
    guard syntax.category == .leadsto else { return (operand.expression, operand.constant) }
    guard let goal = syntax.goal.flatMap({ lower($0) }), checkBoolean(goal, "a property") else { return nil }
    checkPure(goal.expression, "a property")
    let isNever = operand.constant == 0 || goal.constant.map { $0 != 0 } == true
    return (Property.leadsTo(operand.expression, goal.expression), isNever ? 1 : nil)
  }

  func propertyName(_ syntax: PropertySyntax) -> String {
    if let text = syntax.message?.text, !text.isEmpty { return text.visible }
    return "\(syntax.category.rawValue) at line \(line(of: syntax.range))"
  }
}
