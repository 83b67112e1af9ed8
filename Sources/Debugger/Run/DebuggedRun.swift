import Checking
import ModelIR

/// A run of a model that is gone forward and back, and may leave the trace that it began as.
struct DebuggedRun {
  struct Step: Hashable {
    var firing: Firing
    /// Nil if the firing fails.
    var state: State?
  }

  /// Where a run is before it has a start state.
  static let beforeStart = -1

  private let trace: [Step]
  private(set) var steps: [Step]
  /// The step whose state is looked at, from `beforeStart` on.
  private(set) var position: Int
  /// The last step of the trace in a run that has left it; nil in the trace, and of a run without one.
  private(set) var departure: Int?

  let interpreter: Interpreter

  init(_ trace: Trace?, in interpreter: Interpreter) {
    self.interpreter = interpreter
    self.trace = trace?.steps.map { Step(firing: $0.firing, state: $0.state) } ?? []
    steps = self.trace
    position = steps.isEmpty ? Self.beforeStart : 0
    if steps.isEmpty { takeOnlyStart() }
  }

  /// What has but one start is there already.
  private mutating func takeOnlyStart() {
    let starts = FiringOptions(in: nil, interpreter)
    if starts.isComplete, starts.options.count == 1 { take(starts.options[0]) }
  }

  var hasTrace: Bool { !trace.isEmpty }

  var isInTrace: Bool { hasTrace && departure == nil }

  var isAtEnd: Bool { position == steps.count - 1 }

  /// The state before any start state: everything is undefined.
  private var emptyState: State {
    State(cells: Array(repeating: nil, count: interpreter.map.stateSize))
  }

  /// The state after a step; of one that fails, the state before it.
  func state(at position: Int) -> State {
    guard steps.indices.contains(position) else { return emptyState }
    return steps[position].state ?? state(at: position - 1)
  }

  func step(at position: Int) -> Step? { steps.indices.contains(position) ? steps[position] : nil }

  /// Why a step fails; nil if it does not.
  func failure(at position: Int) -> Failure? {
    guard let step = step(at: position), step.state == nil else { return nil }
    if case .failed(let failure) = interpreter.fire(step.firing, in: state(at: position - 1)) {
      return failure
    }
    return nil
  }

  /// What can happen after a step.
  func options(at position: Int) -> FiringOptions {
    let isStart = position == Self.beforeStart
    if let step = step(at: position), step.state == nil { return FiringOptions() }
    return FiringOptions(in: isStart ? nil : state(at: position), interpreter)
  }

  mutating func go(to position: Int) {
    self.position = min(max(position, first), steps.count - 1)
  }

  /// Where no step back leads any farther: without a trace, another start state can be chosen there.
  var first: Int { hasTrace ? 0 : Self.beforeStart }

  /// Goes on with a firing: as the run does already, or in another way, which ends what came after.
  mutating func take(_ option: FiringOptions.Option) {
    let next = Step(firing: option.firing, state: option.state)
    if step(at: position + 1) != next {
      if hasTrace { departure = min(departure ?? position, position) }
      steps = Array(steps.prefix(position + 1)) + [next]
    }
    position += 1
  }

  /// Back to the trace, where it was left.
  mutating func comeBack() {
    guard let departure else { return }
    steps = trace
    position = max(departure, 0)
    self.departure = nil
  }

  /// As it was at first.
  mutating func restart() {
    comeBack()
    guard hasTrace else {
      steps = []
      position = Self.beforeStart
      return takeOnlyStart()
    }
    go(to: 0)
  }
}
