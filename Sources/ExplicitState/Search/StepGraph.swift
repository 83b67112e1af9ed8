import CSuccessor

/// One firing, from a state that is known: where it leads, and the number of the fair instance that fires, or 0.
struct GraphStep {
  let target: UInt32
  let fair: UInt32
}

/// The firings of the states of an explored graph, each state's found out when it is first asked for.
///
/// Unlike `StoredEdges` it has what changes nothing, several firings between the same states, and who fires. Used by one thread.
@safe
final class StepGraph {
  private let crew: WorkerCrew
  private let isFair: Bool
  private let steps: UnsafeMutablePointer<GraphStep>
  /// Where those of each state begin, plus 1, or 0 while they are not known; and how many there are.
  private let starts: UnsafeMutablePointer<UInt64>
  private let counts: UnsafeMutablePointer<UInt32>
  private let stepMemory, startMemory, countMemory: Reservation
  private let capacity: Int
  private var count = 0
  private var expansions = 0
  /// Why firings are not known, once that is so.
  private(set) var failure: Failure?
  /// Of the state that is being expanded.
  private var pending = 0

  enum Failure {
    /// The watch knows why.
    case stopped
    case memory
    /// A firing leads to a state that the search has not stored: nothing is said of such a graph.
    case unknownState
  }

  /// Nil if there is no memory for it within the budget of the search.
  init?(_ crew: WorkerCrew, isFair: Bool) {
    let space = crew.context.space
    let states = space.allocated
    // As much again is for what is made of the graph.
    let left = (space.budget - space.memory) / 2 - states * 12
    var capacity = left / MemoryLayout<GraphStep>.stride
    guard capacity > 0,
      let starts = Reservation(byteCount: max(states, 1) * MemoryLayout<UInt64>.size),
      let counts = Reservation(byteCount: max(states, 1) * MemoryLayout<UInt32>.size)
    else { return nil }
    unsafe self.starts = starts.base.bindMemory(to: UInt64.self, capacity: max(states, 1))
    unsafe self.counts = counts.base.bindMemory(to: UInt32.self, capacity: max(states, 1))
    while true {
      if let steps = Reservation(byteCount: capacity * MemoryLayout<GraphStep>.stride) {
        unsafe self.steps = steps.base.bindMemory(to: GraphStep.self, capacity: capacity)
        stepMemory = steps
        break
      }
      // Address space may be limited.
      capacity /= 4
      guard capacity > 0 else { return nil }
    }
    startMemory = starts
    countMemory = counts
    self.crew = crew
    self.isFair = isFair
    self.capacity = capacity
  }

  /// The places of a state's firings; nil, with `failure` set, if they cannot be known.
  func firings(of state: UInt32) -> Range<Int>? {
    if unsafe starts[Int(state)] == 0, !expand(state) { return nil }
    let start = unsafe Int(starts[Int(state)]) - 1
    return unsafe start..<(start + Int(counts[Int(state)]))
  }

  /// The same of a state that has been asked for.
  func known(_ state: UInt32) -> Range<Int> {
    let start = unsafe Int(starts[Int(state)]) - 1
    return unsafe start < 0 ? 0..<0 : start..<(start + Int(counts[Int(state)]))
  }

  subscript(place: Int) -> GraphStep { unsafe steps[place] }

  private func expand(_ state: UInt32) -> Bool {
    guard failure == nil else { return false }
    let context = crew.context
    if expansions % Worker.unit == 0, !context.goesOn(phase: "leadsto", queued: 0) {
      failure = .stopped
      return false
    }
    expansions += 1
    crew.runAlone { worker in failure = worker.fire(state, isFair: isFair) { append($0) } }
    guard failure == nil else { return false }
    let start = count - pending
    unsafe starts[Int(state)] = UInt64(start) + 1
    unsafe counts[Int(state)] = UInt32(pending)
    pending = 0
    return true
  }

  private func append(_ step: GraphStep) -> Bool {
    guard count < capacity else { return false }
    unsafe (steps + count).initialize(to: step)
    count += 1
    pending += 1
    return true
  }
}

extension Worker {
  /// Calls `body` for every firing of a stored state, until it has no room.
  fileprivate func fire(
    _ state: UInt32, isFair: Bool, _ body: (GraphStep) -> Bool
  ) -> StepGraph.Failure? {
    let (store, table) = (context.space.store, context.space.table)
    unsafe output.pointee.only_fires = 1
    defer {
      unsafe output.pointee.only_fires = 0
      unsafe output.pointee.count = 0
      unsafe output.pointee.finding_count = 0
    }
    unsafe context.successor.expand(store.pointer(to: state), into: output)
    if context.watch.stop.isRaised {
      forgetExpansion(keeping: 0)
      return .stopped
    }
    if unsafe output.pointee.failed != 0 {
      context.watch.end(because: .outOfMemory)
      return .stopped
    }
    for index in 0..<(unsafe output.pointee.count) {
      let words = unsafe output.pointee.words + index * store.width
      let hash = unsafe output.pointee.hashes[index]
      guard let target = unsafe table.find(words, hash: hash, in: store) else { return .unknownState }
      let fair = unsafe isFair ? output.pointee.fair[index] : 0
      if !body(GraphStep(target: target, fair: fair)) { return .memory }
    }
    return nil
  }
}
