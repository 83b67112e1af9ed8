import Encoding
import ModelIR
import TestSupport

/// Evaluates encoded start states, rules and properties on concrete states, and demands what the interpreter says.
struct EncodingComparison {
  private let system: TransitionSystem
  private let encoding: TransitionEncoding
  private let interpreter: Interpreter
  private var random: SplitMix64
  /// Comparisons made so far.
  private(set) var count = 0
  private(set) var difference: String?

  init(_ system: TransitionSystem, _ encoding: TransitionEncoding, seed: UInt64) {
    self.system = system
    self.encoding = encoding
    interpreter = Interpreter(system)
    random = SplitMix64(seed: seed)
  }

  /// States of runs, random states, and random contents of arrays.
  mutating func run(walk: Int, scattered: Int) {
    var reached: [State] = []
    for (index, start) in encoding.starts.enumerated() {
      for arguments in instances(of: system.startStates[index].parameters, limit: 4) {
        let firing = Firing(subject: .start(index), arguments: arguments)
        let expected = interpreter.start(firing)
        compare(start, arguments, [:], expected, "start \(firing)")
        if case .next(let state, _) = expected { reached.append(state) }
      }
    }
    var current = reached.randomElement(using: &random)
    for _ in 0..<walk {
      guard difference == nil, let state = current else { break }
      compareAll(in: state, encoding.assignment(of: state))
      current = successor(of: state) ?? reached.randomElement(using: &random)
    }
    for _ in 0..<scattered where difference == nil {
      var assignment = encoding.assignment(of: randomState())
      for leaf in encoding.leaves where !leaf.indices.isEmpty {
        assignment[leaf.constant] = randomValue(leaf.constant.sort)
      }
      let values = encoding.leaves.map { assignment[$0.constant] ?? TermValue(zeroOf: $0.constant.sort) }
      guard let state = encoding.state(from: values) else {
        difference = "a state cannot be written down"
        return
      }
      compareAll(in: state, assignment)
    }
  }

  /// Where a random firing leads, if one of those tried happens.
  private mutating func successor(of state: State) -> State? {
    for id in system.ruleIDs.shuffled(using: &random) {
      for arguments in instances(of: system[id].parameters, limit: 3) {
        let firing = Firing(subject: .rule(id), arguments: arguments)
        guard (try? interpreter.isEnabled(firing, in: state)) == true else { continue }
        if case .next(let next, _) = interpreter.fire(firing, in: state) { return next }
      }
    }
    return nil
  }

  private mutating func compareAll(in state: State, _ assignment: [Term: TermValue]) {
    var evaluator = TermEvaluator(assignment)
    if !evaluator.holds(encoding.ranges) { difference = "ranges do not hold in \(state.cells)" }
    let values = encoding.leaves.map { evaluator.value(of: $0.constant) }
    if encoding.state(from: values) != state { difference = "decoding does not give \(state.cells)" }
    for (index, rule) in encoding.rules.enumerated() {
      for arguments in instances(of: system.rules[index].parameters, limit: 3) {
        let firing = Firing(subject: .rule(RuleID(index)), arguments: arguments)
        var expected: Interpreter.Outcome?
        do throws(Failure) {
          if try interpreter.isEnabled(firing, in: state) { expected = interpreter.fire(firing, in: state) }
        } catch {
          expected = .failed(error)
        }
        compare(
          rule, arguments, assignment, expected, "\(system.rules[index].name) \(arguments) in \(state.cells)")
      }
    }
    for (index, property) in encoding.properties.enumerated() {
      guard let property else { continue }
      for arguments in instances(of: system.properties[index].parameters, limit: 3) {
        compare(property, PropertyID(index), arguments, assignment, state)
      }
    }
  }

  // MARK: - One comparison

  /// `expected` is nil if the guard does not hold.
  private mutating func compare(
    _ transition: EncodedTransition, _ arguments: [Value], _ assignment: [Term: TermValue],
    _ expected: Interpreter.Outcome?, _ name: String
  ) {
    count += 1
    let constants = assignment.merging(encoding.assignment(of: arguments, to: transition.parameters)) { $1 }
    var evaluator = TermEvaluator(constants)
    func differs(_ text: String) {
      difference = difference ?? "\(name): \(text), interpreter: \(expected as Any)"
    }
    if !evaluator.holds(transition.domain) { return differs("outside the domain") }
    if TransitionEncoding.arguments(of: transition.parameters, from: { evaluator.value(of: $0) }) != arguments
    {
      return differs("the arguments do not come back")
    }
    let isTaken = evaluator.holds(transition.isTaken)
    let failures = transition.failures.filter { evaluator.holds($0.condition) }.map(\.failure)
    let covers = transition.covers.filter { evaluator.holds($0.value) }.keys
    switch expected {
    case .next(let state, let expectedCovers):
      guard isTaken, failures.isEmpty else { return differs("taken \(isTaken), failures \(failures)") }
      let next = transition.next.map { evaluator.value(of: $0) }
      if encoding.state(from: next) != state {
        return differs("next \(encoding.state(from: next)?.cells as Any)")
      }
      var after = TermEvaluator(Dictionary(uniqueKeysWithValues: zip(encoding.leaves.map(\.constant), next)))
      if !after.holds(encoding.ranges) { return differs("the next state is not within its ranges") }
      if Set(covers) != Set(expectedCovers) { return differs("covers \(covers)") }
    case .failed(let failure):
      guard !isTaken, failures.count == 1, failures[0].isAlike(failure), failures[0].range == failure.range
      else { return differs("taken \(isTaken), failures \(failures)") }
    case .dropped, .excluded, nil:
      guard !isTaken, failures.isEmpty else { return differs("taken \(isTaken), failures \(failures)") }
      if !covers.isEmpty { return differs("covers \(covers)") }
    }
  }

  private mutating func compare(
    _ property: EncodedProperty, _ id: PropertyID, _ arguments: [Value], _ assignment: [Term: TermValue],
    _ state: State
  ) {
    count += 1
    let constants = assignment.merging(encoding.assignment(of: arguments, to: property.parameters)) { $1 }
    var evaluator = TermEvaluator(constants)
    let holds = evaluator.holds(property.holds)
    let failures = property.failures.filter { evaluator.holds($0.condition) }.map(\.failure)
    let name = "\(system[id].name) \(arguments) in \(state.cells): holds \(holds), failures \(failures)"
    do throws(Failure) {
      let expected = try interpreter.holds(id, arguments: arguments, in: state)
      if expected != holds || !failures.isEmpty {
        difference = difference ?? "\(name), interpreter: \(expected)"
      }
    } catch {
      if holds || failures.count != 1 || !failures[0].isAlike(error) {
        difference = difference ?? "\(name), interpreter: \(error)"
      }
    }
  }

  // MARK: - Choices

  private mutating func instances(of parameters: [Parameter], limit: Int) -> [[Value]] {
    let count = parameters.instanceCount ?? UInt64(Int64.max)
    if count <= UInt64(limit) { return (0..<count).map { parameters.arguments(ofInstance: $0) } }
    return (0..<limit).map { _ in
      parameters.arguments(ofInstance: UInt64.random(in: 0..<count, using: &random))
    }
  }

  private mutating func randomState() -> State {
    let share = [0, 0, 10, 50].randomElement(using: &random) ?? 0
    let map = CellMap(system)
    let cells = system.variables.flatMap { map.components(of: $0.type) }.map { type -> Value? in
      guard !random.chance(share), let domain = system.domain(of: type) else { return nil }
      switch Int.random(in: 0...9, using: &random) {
      case 0: return domain.lowerBound
      case 1: return domain.upperBound
      default: return Value.random(in: domain, using: &random)
      }
    }
    return State(cells: cells)
  }

  private mutating func randomValue(_ sort: Sort) -> TermValue {
    switch sort {
    case .bool: return .bool(random.chance(70))
    case .bitVector(let width):
      return .bits(BitVector(Value(truncatingIfNeeded: random.next()), width: width))
    case .array(let index, let element):
      var result = TermValue.array(default: randomValue(element), entries: [:])
      for _ in 0..<3 { result = result.replacing(randomValue(index), by: randomValue(element)) }
      return result
    }
  }
}
