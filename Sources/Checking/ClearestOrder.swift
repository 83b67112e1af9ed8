package import ModelIR

/// The order of a trace's steps that is easiest to follow: fewest changes from one process to another.
///
/// All orders are tried in which each process makes its own steps one after the other and which end as the trace does. A
/// shortest trace stays one: it has the same steps.
package struct ClearestOrder {
  private let system: TransitionSystem
  private let interpreter: Interpreter
  private let confirmation: Confirmation
  private let stop: StopFlag
  /// More beginnings of one length are not followed; those with many changes are left out.
  private static let mostBeginnings = 256

  /// A trace is soon told in the order in which it was found; only firings that take long make a difference.
  private static let patience: Duration = .milliseconds(500)

  package init(_ system: TransitionSystem, deadlock: DeadlockMode) {
    self.system = system
    stop = StopFlag(after: Self.patience)
    interpreter = Interpreter(system, stop: stop)
    confirmation = Confirmation(system, deadlock: deadlock, stop: stop)
  }

  /// The trace itself if no order is clearer.
  ///
  /// Runs that never come to something are left alone: what they return to depends on their order.
  package func clearest(_ trace: Trace) -> Trace {
    if case .starves = trace.ending { return trace }
    let lanes = Lanes(trace, in: system)
    guard lanes.count > 1, let first = trace.steps.first, let start = first.state else { return trace }
    var layer = [Beginning(progress: [Int](repeating: 0, count: lanes.count), state: start)]
    let fails = trace.steps.last?.state == nil
    // A step that fails is the last one.
    for number in 1..<trace.steps.count where !(fails && number == trace.steps.count - 1) {
      layer = next(layer, lanes, failing: fails ? trace.steps.count - 1 : nil)
      if stop.isRaised { return trace }
    }
    var best = (changes: lanes.changes(in: Array(trace.steps.indices.dropFirst())), trace: trace)
    for beginning in layer {
      let order = beginning.order + (fails ? [trace.steps.count - 1] : [])
      let changes = lanes.changes(in: order)
      guard changes < best.changes else { continue }
      var candidate = trace
      candidate.steps =
        [first] + zip(order, beginning.states).map { Trace.Step(firing: trace.steps[$0].firing, state: $1) }
      if fails, let last = trace.steps.last { candidate.steps.append(last) }
      if confirmation.objection(to: candidate) == nil { best = (changes, candidate) }
    }
    return stop.isRaised ? trace : best.trace
  }

  /// Some of the steps in some order.
  private struct Beginning {
    /// Of each process, how many of its steps.
    var progress: [Int]
    var state: State
    var order: [Int] = []
    var states: [State] = []
    var changes = 0
  }

  private func next(_ layer: [Beginning], _ lanes: Lanes, failing: Int?) -> [Beginning] {
    struct Key: Hashable {
      var progress: [Int]
      var last: Int
      var state: State
    }
    var best: [Key: Int] = [:]
    var result: [Beginning] = []
    for beginning in layer {
      for lane in 0..<lanes.count {
        guard let step = lanes.step(lane, beginning.progress[lane]), step != failing,
          let state = state(after: lanes.firings[step], in: beginning.state)
        else { continue }
        var longer = beginning
        longer.progress[lane] += 1
        longer.state = state
        longer.order.append(step)
        longer.states.append(state)
        if let last = beginning.order.last, lanes.lane[last] != lane { longer.changes += 1 }
        let key = Key(progress: longer.progress, last: lane, state: state)
        if let known = best[key] {
          if longer.changes < result[known].changes { result[known] = longer }
        } else {
          best[key] = result.count
          result.append(longer)
        }
      }
    }
    guard result.count > Self.mostBeginnings else { return result }
    return Array(result.sorted { $0.changes < $1.changes }.prefix(Self.mostBeginnings))
  }

  private func state(after firing: Firing, in state: State) -> State? {
    guard case .next(let next, _)? = interpreter.fireIfEnabled(firing, in: state) else { return nil }
    return next
  }
}

/// Who makes which steps of a trace.
private struct Lanes {
  /// Of each step, the start state included, who makes it.
  let lane: [Int]
  let firings: [Firing]
  /// Of each process, its steps in order.
  private var steps: [[Int]] = []

  /// The acting process by rule parameter and value; the system's own steps are one more.
  init(_ trace: Trace, in system: TransitionSystem) {
    var numbers: [Value?: Int] = [:]
    firings = trace.steps.map(\.firing)
    lane = firings.map { firing in
      let actor = system.actor(of: system.rule(of: firing)).map { firing.arguments[$0] }
      let number = numbers[actor] ?? numbers.count
      numbers[actor] = number
      return number
    }
    steps = numbers.values.sorted().map { number in
      lane.indices.dropFirst().filter { lane[$0] == number }
    }
  }

  var count: Int { steps.count }

  func step(_ lane: Int, _ number: Int) -> Int? {
    steps[lane].indices.contains(number) ? steps[lane][number] : nil
  }

  func changes(in order: [Int]) -> Int { zip(order, order.dropFirst()).count { lane[$0] != lane[$1] } }
}
