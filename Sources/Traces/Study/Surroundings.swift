import Checking
import ModelIR

/// The states around a trace: what can happen in each of its states, and in those that follow, nearest first, as many as a
/// page can hold.
///
/// Every step is one that the interpreter makes.
struct Surroundings: Sendable {
  /// How much of it there may be.
  struct Limits {
    var states = 3000
    /// Changed cells of all steps together, and the steps themselves.
    var size = 60_000
    var patience: Duration = .seconds(2)
    /// Instances of a rule that are tried.
    var instances: UInt64 = 2048
    /// What can happen in one state.
    var moves = 300
  }

  /// What can happen in a state.
  struct Move: Sendable {
    /// The position in `firings`.
    var firing: Int
    /// The position of the state after it; nil if it fails.
    var target: Int?
    /// The cells that it changes, with their new values.
    var changes: [(cell: Int, value: Value?)]
    /// Why it fails.
    var failure: String?
  }

  /// Each once.
  private(set) var firings: [Firing] = []
  /// Of each state, what can happen in it; nil if that was not looked at.
  private(set) var moves: [[Move]?] = []
  /// Of each step of the trace, its state; nil if it fails.
  private(set) var places: [Int?] = []
  /// The states in which the property of the trace is false, among the first `judged`; none if it says nothing of single
  /// states.
  private(set) var violating: [Int] = []
  private(set) var judged = 0
  /// So many steps away from the trace everything is here.
  private(set) var depth = 0
  /// Whether everything is here that can be reached from its states.
  private(set) var isComplete = false
  /// The states in which more can happen than is told.
  private(set) var cut: [Int] = []
  /// Whether of some rule there were too many instances to try.
  private(set) var leavesOutInstances = false

  private var states: [State] = []
  private var distances: [Int] = []
  private var positions: [State: Int] = [:]
  private var firingPositions: [Firing: Int] = [:]

  init(of trace: Trace, in context: TraceContext, limits: Limits = Limits()) {
    let stop = StopFlag(after: limits.patience)
    let interpreter = Interpreter(context.system, stop: stop)
    let instances = interpreter.ruleFirings(mostOfEach: limits.instances)
    leavesOutInstances = !instances.isComplete
    for step in trace.steps { places.append(step.state.map { position(of: $0, at: 0) }) }
    var size = 0
    var next = 0
    search: while next < states.count {
      let state = states[next]
      var found: [(Firing, Interpreter.Outcome)] = []
      for firing in instances.firings {
        let outcome = interpreter.attempt(firing, in: state)
        // What was stopped says nothing.
        if stop.isRaised { break search }
        if let outcome { found.append((firing, outcome)) }
      }
      // What happens in the states of the trace itself is what one looks for first.
      let isNear = distances[next] == 0
      if !isNear, size > limits.size || states.count > limits.states { break }
      if found.count > limits.moves {
        cut.append(next)
        found.removeLast(found.count - limits.moves)
      }
      let made = found.compactMap { move($0, $1, from: next) }
      size += made.reduce(0) { $0 + 4 + 2 * $1.changes.count }
      moves[next] = made
      next += 1
      if isNear, size > 4 * limits.size { break }
    }
    isComplete = next == states.count && cut.isEmpty && !leavesOutInstances
    depth = next < states.count ? distances[next] : (distances.max() ?? 0) + 1
    judge(TraceExploration(of: trace, in: context), until: StopFlag(after: limits.patience))
  }

  private mutating func judge(_ exploration: TraceExploration, until stop: StopFlag) {
    for state in states where !stop.isRaised {
      if exploration.isViolated(in: state) == true { violating.append(judged) }
      judged += 1
    }
  }

  private mutating func position(of state: State, at distance: Int) -> Int {
    if let known = positions[state] { return known }
    positions[state] = states.count
    states.append(state)
    distances.append(distance)
    moves.append(nil)
    return states.count - 1
  }

  /// Nil if an assumption forbids it.
  private mutating func move(_ firing: Firing, _ outcome: Interpreter.Outcome, from source: Int) -> Move? {
    let position = firingPositions[firing] ?? firings.count
    if position == firings.count {
      firingPositions[firing] = position
      firings.append(firing)
    }
    switch outcome {
    case .next(let state, _):
      let changes = zip(states[source].cells, state.cells).enumerated()
        .filter { $0.element.0 != $0.element.1 }.map { (cell: $0.offset, value: $0.element.1) }
      return Move(
        firing: position, target: self.position(of: state, at: distances[source] + 1), changes: changes)
    case .failed(let failure):
      return Move(firing: position, target: nil, changes: [], failure: failure.message)
    case .dropped, .excluded: return nil
    }
  }
}
