import ModelIR

/// Whether a model lacks a sequence of calls that another has, by enumeration: for each state of the one all states in which
/// the other can be after the same calls.
struct Inclusion {
  private let interpreter: Interpreter
  private var outcomes: [State: [(label: [Value?], next: State)]] = [:]
  private let endsAlways: Bool
  private let observed: [(name: String, cells: Range<Int>)]

  private init(_ system: TransitionSystem) {
    interpreter = Interpreter(system)
    endsAlways = !system.rules.contains { $0.callReturn != nil || $0.operation.contains("return") }
    var address = 0
    var observed: [(String, Range<Int>)] = []
    for variable in system.variables {
      let size = interpreter.map.size(of: variable.type)
      if let name = variable.observed, system[variable.type].shape.isSimple {
        observed.append((name, address..<address + size))
      }
      address += size
    }
    self.observed = observed
  }

  /// Nil if that takes more pairs than `limit`.
  static func lacks(_ system: TransitionSystem, of other: TransitionSystem, limit: Int) -> Bool? {
    var (mine, theirs) = (Inclusion(system), Inclusion(other))
    struct Pair: Hashable {
      var state: State
      var states: Set<State>
    }
    let starts = Set(mine.starts)
    var open = theirs.starts.map { Pair(state: $0, states: starts) }
    var seen = Set(open)
    while let pair = open.popLast() {
      if seen.count > limit { return nil }
      for (label, next) in theirs.calls(from: pair.state) {
        var states: Set<State> = []
        for state in pair.states {
          for (other, next) in mine.calls(from: state) where other == label { states.insert(next) }
        }
        if states.isEmpty { return true }
        let following = Pair(state: next, states: states)
        if seen.insert(following).inserted { open.append(following) }
      }
    }
    return false
  }

  private var starts: [State] {
    interpreter.startFirings.compactMap {
      if case .next(let state, _) = interpreter.start($0) { state } else { nil }
    }
  }

  private enum Role { case hidden, begins, ends, both }

  private func role(_ rule: Rule) -> Role {
    let begins = rule.operation.first.map { !["return", "fail", "read_only"].contains($0) } ?? false
    let ends = rule.callReturn != nil || rule.operation.contains("return")
    if begins { return ends || endsAlways ? .both : .begins }
    return ends ? .ends : .hidden
  }

  /// All states after steps that no log tells of.
  private func closure(_ states: Set<State>) -> Set<State> {
    var all = states
    var open = Array(states)
    while let state = open.popLast() {
      for (firing, next) in steps(from: state) where role(interpreter.system.rule(of: firing)) == .hidden {
        if all.insert(next).inserted { open.append(next) }
      }
    }
    return all
  }

  private func steps(from state: State) -> [(Firing, State)] {
    interpreter.ruleFirings.compactMap { firing in
      if case .next(let next, _)? = interpreter.fireIfEnabled(firing, in: state) {
        (firing, next)
      } else {
        nil
      }
    }
  }

  /// Whole calls, one at a time: what a log says of them, and the state in which that was seen.
  private mutating func calls(from state: State) -> [(label: [Value?], next: State)] {
    if let known = outcomes[state] { return known }
    var found: [(label: [Value?], next: State)] = []
    func finish(_ label: [Value?], _ firing: Firing, before: State, after: State) {
      guard let result = result(of: firing, in: before) else { return }
      for seen in closure([after]) {
        found.append((label + result + observed.flatMap { Array(seen.cells[$0.cells]) }, seen))
      }
    }
    for waiting in closure([state]) {
      for (firing, next) in steps(from: waiting) {
        let rule = interpreter.system.rule(of: firing)
        let label = label(firing, rule)
        switch role(rule) {
        case .hidden, .ends: break
        case .both: finish(label, firing, before: waiting, after: next)
        case .begins:
          for underway in closure([next]) {
            for (ending, last) in steps(from: underway) {
              let other = interpreter.system.rule(of: ending)
              guard role(other) == .ends, ending.arguments.first == firing.arguments.first else { continue }
              finish(label, ending, before: underway, after: last)
            }
          }
        }
      }
    }
    outcomes[state] = found
    return found
  }

  /// The call and its arguments: rules with the same words are the same call.
  private func label(_ firing: Firing, _ rule: Rule) -> [Value?] {
    let words = rule.operation.map { word in
      rule.parameters.lastIndex { $0.name == word }.map { firing.arguments[$0] } ?? Self.number(word)
    }
    let named = Set(rule.operation)
    let actor = zip(rule.parameters, firing.arguments).first { !named.contains($0.0.name) }?.1
    return [actor] + words + [nil]
  }

  /// A text as a value; nil if the result cannot be evaluated.
  private func result(of firing: Firing, in state: State) -> [Value?]? {
    let rule = interpreter.system.rule(of: firing)
    switch rule.callReturn {
    case .value(let expression):
      guard
        let value = try? interpreter.evaluate(
          expression, locals: rule.locals, parameters: rule.parameters, arguments: firing.arguments, in: state
        )
      else { return nil }
      return [value]
    case .text(let text): return [Self.number(text)]
    case .nothing, nil: return [nil]
    }
  }

  private static func number(_ text: String) -> Value { text.utf8.reduce(1 << 40) { $0 &* 31 &+ Value($1) } }
}
