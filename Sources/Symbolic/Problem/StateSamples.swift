import Checking
import Encoding
import ModelIR

/// Reachable states, from walks that choose at random but always the same.
struct StateSamples {
  private let encoding: TransitionEncoding
  private let interpreter: Interpreter
  private var numbers = SeededNumbers(seed: 0x9e37_79b9_7f4a_7c15)

  private static let walks = 24
  private static let steps = 24
  /// Arguments that are tried for a rule before it counts as disabled.
  private static let attempts = 3
  /// States of more components are not worth their time.
  private static let maximumSize = 4096

  init(_ encoding: TransitionEncoding) {
    self.encoding = encoding
    interpreter = Interpreter(encoding.system)
  }

  /// The leaves' values in each state that was visited before `goesOn` says no.
  func collect(while goesOn: () -> Bool) -> [[Term: TermValue]] {
    guard encoding.canWriteStates, interpreter.map.stateSize <= Self.maximumSize else { return [] }
    var sampler = self
    var visited: Set<State> = []
    var samples: [[Term: TermValue]] = []
    for _ in 0..<Self.walks {
      guard var state = sampler.start() else { continue }
      for _ in 0..<Self.steps where goesOn() {
        if visited.insert(state).inserted { samples.append(encoding.assignment(of: state)) }
        guard let next = sampler.successor(of: state) else { break }
        state = next
      }
    }
    return samples
  }

  private mutating func start() -> State? {
    let starts = encoding.system.startStates
    guard !starts.isEmpty else { return nil }
    for _ in 0..<(Self.attempts * 4) {
      let index = below(starts.count)
      let firing = Firing(subject: .start(index), arguments: arguments(starts[index].parameters))
      if case .next(let state, _) = interpreter.start(firing) { return state }
    }
    return nil
  }

  private mutating func successor(of state: State) -> State? {
    let rules = encoding.system.rules
    guard !rules.isEmpty else { return nil }
    let first = below(rules.count)
    for offset in rules.indices {
      let id = RuleID((first + offset) % rules.count)
      for _ in 0..<Self.attempts {
        let firing = Firing(subject: .rule(id), arguments: arguments(encoding.system[id].parameters))
        if case .next(let next, _)? = interpreter.fireIfEnabled(firing, in: state) { return next }
      }
    }
    return nil
  }

  // MARK: - Choices

  /// Mostly small numbers, so that what counts down arrives.
  private mutating func arguments(_ parameters: [Parameter]) -> [Value] {
    parameters.map { parameter in
      let highest = UInt64(clamping: parameter.count - 1)
      let index =
        below(8) == 0 ? word() % (highest == .max ? highest : highest + 1) : min(word() % 8, highest)
      return parameter.value(at: Value(index))
    }
  }

  private mutating func below(_ count: Int) -> Int { Int(word() % UInt64(count)) }

  private mutating func word() -> UInt64 { numbers.next() }
}
