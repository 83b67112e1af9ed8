import Checking
import ExplicitState
import ModelIR

/// Visits the reachable states of a design, and holds every step against the abstract model.
///
/// Used by one thread at a time; it pauses where somebody else has to decide about a step.
final class RefinementSearch: @unchecked Sendable {
  /// A pair of abstract states by their numbers; without the first, a start state.
  struct Pair: Hashable {
    var from: Int?
    var to: Int
  }

  enum Pause {
    /// Everything was visited.
    case finished
    /// Nobody knows yet whether this pair is a step; `resolve` goes on.
    case asks(Pair)
    /// A step that is none of the abstract model: its end, and its beginning unless it starts there.
    case strays(from: Int?, to: [UInt64], Pair)
    /// A state that has no counterpart.
    case missing(from: Int?, to: [UInt64], Mapping.Missing)
    case stopped
    case outOfMemory
  }

  let steps: AbstractSteps
  let abstraction: Abstraction
  private let design: Interpreter
  private let stepper: Stepper
  /// The same, interpreted.
  private let judge: Stepper
  private let stop: StopFlag
  private let memory: Int
  private(set) var visited: PackedSet
  private var parents: [Int32] = []
  private var numbers: [Int32] = []
  private var position = 0
  private var hasStarted = false
  private var words: [UInt64]
  private var successors: [UInt64] = []

  /// What pairs of different states are; a pair that is asked about is none until that is resolved.
  private(set) var answers: [Pair: AbstractSteps.Answer] = [:]
  private(set) var firings: UInt64 = 0
  private(set) var failures: UInt64 = 0

  /// Of so many states one is expanded again by the interpreter.
  private static let auditInterval = 512

  init(
    _ design: TransitionSystem, _ stepper: Stepper, _ abstraction: Abstraction, _ steps: AbstractSteps,
    memory: Int, stop: StopFlag
  ) {
    self.design = Interpreter(design, stop: stop)
    self.stepper = stepper
    judge = stepper.interpreted()
    self.abstraction = abstraction
    self.steps = steps
    self.memory = memory
    self.stop = stop
    visited = PackedSet(width: stepper.width)
    words = Array(repeating: 0, count: stepper.width)
  }

  var states: Int { visited.count }
  var queued: Int { visited.count - position }

  /// Goes on until there is something to say; `progress` is called now and then.
  func run(_ progress: (RefinementSearch) -> Void) throws(EngineFailure) -> Pause {
    if !hasStarted {
      if let pause = try start() { return pause }
      hasStarted = true
    }
    while position < visited.count {
      if stop.isRaised { return .stopped }
      if let pause = try expand() { return pause }
      position += 1
      if position % 4096 == 0 {
        progress(self)
        if visited.memory + (parents.capacity + numbers.capacity) * 4 > memory { return .outOfMemory }
      }
    }
    return .finished
  }

  /// Says what a pair is about which the search has asked.
  func resolve(_ pair: Pair, _ answer: AbstractSteps.Answer) { answers[pair] = answer }

  /// The states of the design on the way to one of them, itself included.
  func way(to number: Int) -> [State] {
    var way: [State] = []
    var current: Int32 = Int32(number)
    while current >= 0 {
      visited.copy(Int(current), into: &words)
      way.append(stepper.layout.unpack(words))
      current = parents[Int(current)]
    }
    return way.reversed()
  }

  /// What one of the design's states is in the abstract model.
  func abstractState(of number: Int) -> State { abstraction.states[Int(numbers[number])] }

  func state(_ words: [UInt64]) -> State { stepper.layout.unpack(words) }

  // MARK: - One state

  private func start() throws(EngineFailure) -> Pause? {
    failures = 0
    for firing in design.startFirings {
      if stop.isRaised { return .stopped }
      switch design.start(firing) {
      case .next(let state, _):
        let packed = stepper.layout.pack(state)
        if let pause = try arrive(packed, 0, from: nil) { return pause }
      case .failed: if !stop.isRaised { failures += 1 }
      case .dropped, .excluded: break
      }
    }
    return nil
  }

  private func expand() throws(EngineFailure) -> Pause? {
    visited.copy(position, into: &words)
    successors.removeAll(keepingCapacity: true)
    let expansion = stepper.expand(words, into: &successors)
    if stop.isRaised || stepper.isOver { return .stopped }
    if position % Self.auditInterval == 0 { try audit(expansion) }
    for index in 0..<expansion.count {
      if let pause = try arrive(successors, index * stepper.width, from: position) { return pause }
    }
    // A pause comes back to this state, which is counted once.
    firings += UInt64(expansion.count)
    failures += expansion.failures
    return nil
  }

  /// Looks at a step, from a state or to a start state.
  private func arrive(_ packed: [UInt64], _ offset: Int, from: Int?) throws(EngineFailure) -> Pause? {
    let end = packed[offset..<offset + stepper.width]
    let (index, isNew) = visited.insert(packed, at: offset)
    if isNew {
      switch try abstraction.number(of: end) {
      case .state(let number):
        parents.append(from.map(Int32.init) ?? -1)
        numbers.append(Int32(number))
      case .missing(let missing): return .missing(from: from, to: Array(end), missing)
      case .stopped: return .stopped
      }
    }
    let pair = Pair(from: from.map { Int(numbers[$0]) }, to: Int(numbers[index]))
    // None of its steps.
    if pair.from == pair.to { return nil }
    if answers[pair] == nil {
      let last = abstraction.states[pair.to]
      let answer =
        pair.from.map { steps.explanation(from: abstraction.states[$0], to: last) } ?? steps.starts(in: last)
      if stop.isRaised { return .stopped }
      if answer == .undecided { return .asks(pair) }
      answers[pair] = answer
    }
    return answers[pair] == .unexplained ? .strays(from: from, to: Array(end), pair) : nil
  }

  private func audit(_ expansion: Stepper.Expansion) throws(EngineFailure) {
    var again: [UInt64] = []
    let other = judge.expand(words, into: &again)
    if stop.isRaised { return }
    guard again == successors, other.failures == expansion.failures else {
      throw EngineFailure(.disagreement, "compiled code and the interpreter make different steps")
    }
  }
}
