package import ModelIR

/// Which steps of a trace its ending needs: tries what happens without each, and what happens if it comes later.
///
/// No search: the other steps keep their order, and the interpreter says whether they are possible and end alike. The
/// trace must be one that `Confirmation` makes.
package struct Necessity {
  /// What a step is to the ending.
  package enum Role: Hashable, Sendable {
    case start
    /// Without it, and with it at the end, the ending is another or a later step is impossible.
    ///
    /// `before` is the first step right after which it comes too late; nil for the last step.
    case needed(before: Int?)
    /// It may as well come last.
    case delayable
    /// The trace ends alike without it.
    case dispensable
    /// The trace has shown by then what it shows.
    case afterwards
    /// There were too many steps to try.
    case unknown
  }

  /// Firings that are tried in all.
  private static let mostFirings = 2_000_000
  /// How long they may take.
  private static let patience: Duration = .seconds(20)

  private let confirmation: Confirmation
  private let trace: Trace
  /// The step with which the ending is decided.
  private let last: Int
  private var firings = 0

  /// The role of each step.
  package static func roles(in trace: Trace, of system: TransitionSystem, deadlock: DeadlockMode) -> [Role] {
    let stop = StopFlag(after: patience)
    var necessity = Necessity(trace, Confirmation(system, deadlock: deadlock, stop: stop))
    return trace.steps.indices.map { step in
      let role = necessity.role(of: step)
      return stop.isRaised ? .unknown : role
    }
  }

  private init(_ trace: Trace, _ confirmation: Confirmation) {
    self.trace = trace
    self.confirmation = confirmation
    if case .starves(let from, _, _) = trace.ending { last = from } else { last = trace.steps.count - 1 }
  }

  private mutating func role(of step: Int) -> Role {
    if step == 0 { return .start }
    if step > last { return .afterwards }
    guard firings < Self.mostFirings, let before = trace.steps[step - 1].state else { return .unknown }
    if step < last || !failsAtTheEnd, ends(from: before, step + 1) { return .dispensable }
    guard step < last else { return .needed(before: nil) }
    // The later steps happen one after the other without this one, which is tried after each.
    let end = failsAtTheEnd ? last - 1 : last
    var state = before
    var obstacle: Int?
    for other in step + 1..<end + 1 {
      guard let next = fire(other, in: state) else { return .needed(before: obstacle ?? other) }
      state = next
      let moved = fire(step, in: next)
      let isAlike = other < last && moved == trace.steps[other].state
      if isAlike || moved.map({ ends(from: $0, other + 1) }) ?? false {
        if other == end { return .delayable }
      } else if obstacle == nil {
        obstacle = other
      }
    }
    return .needed(before: obstacle ?? last)
  }

  /// True if the last firing is what fails; nothing can come after it.
  private var failsAtTheEnd: Bool { trace.steps[last].state == nil }

  /// The state after a step of the trace, if it is possible in another state.
  private mutating func fire(_ step: Int, in state: State) -> State? {
    if case .next(let next, _) = outcome(of: step, in: state) { next } else { nil }
  }

  private mutating func outcome(of step: Int, in state: State) -> Interpreter.Outcome? {
    firings += 1
    return confirmation.interpreter.fireIfEnabled(trace.steps[step].firing, in: state)
  }

  /// Whether the steps from `first` to the last lead from a state to the same ending.
  private mutating func ends(from state: State, _ first: Int) -> Bool {
    var state = state
    var covers: [PropertyID] = []
    for step in first..<max(first, last + 1) {
      switch outcome(of: step, in: state) {
      case .next(let next, let reached):
        state = next
        covers = reached
      case .failed(let failure):
        guard step == last, case .fails(let expected, nil) = trace.ending else { return false }
        return expected.isAlike(failure)
      case .dropped, .excluded, nil:
        return false
      }
    }
    switch trace.ending {
    // Hope ends with a state, not with the way to it.
    case .starves: return state == trace.steps[last].state
    case .fails(_, nil): return false
    case .violates, .fails, .guardFails, .deadlock, .reaches, .explains:
      return confirmation.ends(like: trace, in: state, covers: covers)
    }
  }
}
