import Diagnostics
import ModelIR

/// Rules, start states and properties.
extension Encoder {
  private static let maximumInstances = 256

  mutating func encodeRule(_ id: RuleID) throws(UnsupportedConstruct) -> EncodedTransition {
    try encode(system[id], .rule(id), named: "rule\(id.index)", from: current)
  }

  mutating func encodeStart(_ index: Int) throws(UnsupportedConstruct) -> EncodedTransition {
    let nothing = system.variables.flatMap { slots.undefined(.declared($0.type)) }
    return try encode(system.startStates[index], .start(index), named: "start\(index)", from: nothing)
  }

  private mutating func encode(
    _ rule: Rule, _ subject: Firing.Subject, named name: String, from state: [Slot]
  ) throws(UnsupportedConstruct) -> EncodedTransition {
    let (parameters, domain, values) = encode(rule.parameters, of: name)
    var execution = Execution(self, memory: state)
    execution.path.assume(domain)
    if let condition = rule.guardCondition {
      let holds = try execution.test(condition, rule.locals, rule.parameters, values)
      execution.path.assume(holds)
    }
    let isEnabled = execution.path.term
    execution.memory = state
    (execution.steps, execution.fuel) = (0, 0)
    execution.openRegion()
    execution.enter(rule.locals, result: nil)
    for (parameter, value) in zip(rule.parameters, values) { execution.bind(parameter.local, to: value) }
    // What a guard covers counts for nothing.
    execution.covers = [:]
    try execution.execute(rule.body)
    _ = execution.finish(fallsThrough: true, mark: state.count, "", at: rule.range)
    let covers = execution.covers
    try applyAssumptions(&execution)
    let isTaken = execution.path.term
    return EncodedTransition(
      subject: subject, parameters: parameters, domain: domain, isEnabled: isEnabled,
      isTaken: isTaken,
      next: next(execution.memory), failures: grouped(execution.failures),
      covers: covers.mapValues { bank.and(isTaken, $0) }.filter { !$0.value.isFalse })
  }

  /// The memory in the leaves' representations.
  private func next(_ memory: [Slot]) -> [Term] {
    zip(memory, current).flatMap { slot, target -> [Term] in
      guard !slot.isArray, !slot.value.isTruth else { return [slot.value.term, slot.isDefined] }
      return [slots.numbers.bits(slot.value, in: target.value.low, target.value.high), slot.isDefined]
    }
  }

  /// The next state must satisfy every global assumption, one instance after the other.
  private func applyAssumptions(_ execution: inout Execution) throws(UnsupportedConstruct) {
    for id in system.propertyIDs where system[id].kind == .assumption {
      let property = system[id]
      guard let condition = property.condition else { continue }
      let count = property.parameters.instanceCount ?? .max
      guard count <= UInt64(Self.maximumInstances) else {
        throw UnsupportedConstruct(
          "an assumption for more than \(Self.maximumInstances) combinations of parameters: "
            + "put it into the guards of the rules", at: property.range)
      }
      for instance in 0..<count where !execution.path.isDead {
        let values = property.parameters.arguments(ofInstance: instance).map(slots.numbers.constant)
        let holds = try execution.test(condition, property.locals, property.parameters, values)
        execution.path.assume(holds)
      }
    }
  }

  /// Nil for a property that is a statement, and for assumptions.
  mutating func encodeProperty(_ id: PropertyID) throws(UnsupportedConstruct) -> EncodedProperty? {
    try encodeProperty(system[id], named: "property\(id.index)")
  }

  mutating func encodeProperty(
    _ property: Property, named name: String
  ) throws(UnsupportedConstruct) -> EncodedProperty? {
    guard let condition = property.condition, property.kind != .assumption else { return nil }
    let (parameters, domain, values) = encode(property.parameters, of: name)
    var execution = Execution(self, memory: current)
    execution.path.assume(domain)
    let holds = try execution.test(condition, property.locals, property.parameters, values)
    return EncodedProperty(
      parameters: parameters, domain: domain, holds: bank.and(execution.path.term, holds),
      failures: grouped(execution.failures))
  }

  /// Equal failures of several iterations as one.
  private func grouped(_ failures: [EncodedFailure]) -> [EncodedFailure] {
    var order: [Failure] = []
    var conditions: [Failure: [Term]] = [:]
    for failure in failures {
      if conditions[failure.failure] == nil { order.append(failure.failure) }
      conditions[failure.failure, default: []].append(failure.condition)
    }
    return order.map { EncodedFailure(failure: $0, condition: bank.or(conditions[$0] ?? [])) }
  }
}

extension Execution {
  /// Evaluates a condition over the current state without changing it; where an assumption in a called function does
  /// not hold, it is false.
  mutating func test(
    _ condition: Expression, _ locals: [Local], _ parameters: [Parameter], _ values: [SymbolicValue]
  ) throws(UnsupportedConstruct) -> Term {
    let state = memory
    (steps, fuel) = (0, 0)
    enter(locals, result: nil)
    for (parameter, value) in zip(parameters, values) { bind(parameter.local, to: value) }
    let holds = try truth(of: condition)
    memory = state
    return holds
  }
}
