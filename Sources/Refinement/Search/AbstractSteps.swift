import Checking
import ModelIR

/// The steps of the abstract model: which of them lead from one state to another.
///
/// An explanation is always one that the interpreter has gone. That there is none is known only if all instances of all rules
/// were tried; of rules with more than can be, those are tried whose arguments stand in the two states or differ by what does.
final class AbstractSteps {
  let interpreter: Interpreter
  /// So many steps may be one of the design.
  let most: Int
  private let narrow: [RuleID]
  private let wide: [RuleID]
  private var known: [State: [(firing: Firing, state: State)]] = [:]
  private let stop: StopFlag

  /// Instances of a rule that are tried one by one, and of a wider one those that are guessed.
  private let mostInstances: UInt64
  private static let mostGuesses = 4096
  /// States between the two ends of several steps.
  private static let mostStates = 20_000

  enum Answer: Hashable {
    /// The firings, at least one.
    case explained([Firing])
    case unexplained
    /// What was tried explains nothing, and not everything was tried.
    case undecided
  }

  init(_ model: TransitionSystem, most: Int, instances: UInt64, stop: StopFlag) {
    mostInstances = instances
    interpreter = Interpreter(model, stop: stop)
    self.most = most
    self.stop = stop
    narrow = model.ruleIDs.filter { (model[$0].parameters.instanceCount ?? .max) <= instances }
    wide = model.ruleIDs.filter { (model[$0].parameters.instanceCount ?? .max) > instances }
  }

  private var model: TransitionSystem { interpreter.system }

  /// Whether some start state is this one.
  func starts(in state: State) -> Answer {
    var isComplete = true
    for index in model.startStates.indices {
      let parameters = model.startStates[index].parameters
      if !isNarrow(parameters) { isComplete = false }
      for arguments in some(parameters, toward: state) {
        let firing = Firing(subject: .start(index), arguments: arguments)
        if case .next(state, _) = interpreter.start(firing) { return .explained([firing]) }
      }
    }
    return isComplete && !stop.isRaised ? .unexplained : .undecided
  }

  /// Whether some steps, at most `most`, lead from one state to another.
  func explanation(from first: State, to last: State) -> Answer {
    var frontier: [(state: State, firings: [Firing])] = [(first, [])]
    var seen: Set<State> = [first]
    for depth in 1...most {
      var next: [(state: State, firings: [Firing])] = []
      for (state, firings) in frontier {
        for (firing, successor) in successors(of: state) + guesses(of: state, toward: last) {
          if successor == last { return .explained(firings + [firing]) }
          if depth < most, seen.insert(successor).inserted { next.append((successor, firings + [firing])) }
        }
        if stop.isRaised || seen.count > Self.mostStates { return .undecided }
      }
      frontier = next
    }
    return wide.isEmpty ? .unexplained : .undecided
  }

  /// Start states that are tried on the way to a state.
  func startAttempts(toward state: State) -> [Firing] {
    model.startStates.indices.flatMap { index in
      some(model.startStates[index].parameters, toward: state).map {
        Firing(subject: .start(index), arguments: $0)
      }
    }
  }

  private func isNarrow(_ parameters: [Parameter]) -> Bool {
    (parameters.instanceCount ?? .max) <= mostInstances
  }

  private func some(_ parameters: [Parameter], toward state: State) -> [[Value]] {
    isNarrow(parameters) ? all(parameters) : guesses(parameters, from: state, to: state)
  }

  /// Every firing that is tried from a state on the way to another, whether or not it is enabled.
  func attempts(from state: State, toward last: State) -> [Firing] {
    firings(narrow) { all($0) } + firings(wide) { guesses($0, from: state, to: last) }
  }

  /// Whether somebody else's firings lead from one state to another, or start there.
  func confirms(_ firings: [Firing], from first: State, to last: State) -> Bool {
    var state = first
    for firing in firings {
      guard case .next(let next, _)? = interpreter.fireIfEnabled(firing, in: state) else { return false }
      state = next
    }
    return !firings.isEmpty && firings.count <= most && state == last
  }

  /// Whether somebody else's firing is a start state, and this one.
  func starts(with firings: [Firing], in state: State) -> Bool {
    guard firings.count == 1, let firing = firings.first, case .start = firing.subject else { return false }
    guard case .next(state, _) = interpreter.start(firing) else { return false }
    return true
  }

  // MARK: - Instances

  private func successors(of state: State) -> [(firing: Firing, state: State)] {
    if let found = known[state] { return found }
    let found = steps(firings(narrow) { all($0) }, from: state)
    if !stop.isRaised { known[state] = found }
    return found
  }

  private func guesses(of state: State, toward last: State) -> [(firing: Firing, state: State)] {
    wide.isEmpty ? [] : steps(firings(wide) { guesses($0, from: state, to: last) }, from: state)
  }

  private func steps(_ firings: [Firing], from state: State) -> [(firing: Firing, state: State)] {
    firings.compactMap { firing in
      guard case .next(let next, _)? = interpreter.fireIfEnabled(firing, in: state) else { return nil }
      return (firing, next)
    }
  }

  private func firings(_ rules: [RuleID], _ arguments: ([Parameter]) -> [[Value]]) -> [Firing] {
    rules.flatMap { rule in
      arguments(model[rule].parameters).map { Firing(subject: .rule(rule), arguments: $0) }
    }
  }

  private func all(_ parameters: [Parameter]) -> [[Value]] {
    (0..<(parameters.instanceCount ?? 0)).map { parameters.arguments(ofInstance: $0) }
  }

  /// Arguments that may lead from one state to the other: their values, and what is added or taken away.
  private func guesses(_ parameters: [Parameter], from state: State, to last: State) -> [[Value]] {
    var values: Set<Value> = [0, 1]
    for (before, after) in zip(state.cells, last.cells) {
      if let before { values.insert(before) }
      if let after { values.insert(after) }
      if let before, let after {
        values.insert(after - before)
        values.insert(before - after)
      }
    }
    var rows: [[Value]] = [[]]
    for parameter in parameters {
      let column =
        parameter.count <= 16
        ? (0..<parameter.count).map { parameter.value(at: $0) }
        : (values.union([parameter.first, parameter.last])).sorted().filter { [parameter].admits([$0]) }
      rows = rows.flatMap { row in column.map { row + [$0] } }
      if rows.count > Self.mostGuesses { return [] }
    }
    return rows
  }
}
