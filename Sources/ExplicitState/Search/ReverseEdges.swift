import CSuccessor

/// The edges between different states of an explored graph, backwards: of each state those from which one firing leads
/// to it.
@safe
final class ReverseEdges {
  /// Where the predecessors of each state begin; one more entry than states.
  private let offsets: UnsafeMutablePointer<UInt64>
  private let predecessors: UnsafeMutablePointer<UInt32>
  private let offsetMemory: Reservation
  private let edgeMemory: Reservation

  /// Takes the edges from logs that are whole; nil when the memory does not suffice.
  init?(_ logs: [EdgeLog], in space: StateSpace) {
    let total = logs.reduce(0) { $0 + $1.count }
    let offsetBytes = (space.allocated + 1) * MemoryLayout<UInt64>.size
    let edgeBytes = max(total, 1) * MemoryLayout<UInt32>.size
    guard space.memory + total * MemoryLayout<Edge>.size + offsetBytes + edgeBytes <= space.budget,
      let offsetMemory = Reservation(byteCount: offsetBytes),
      let edgeMemory = Reservation(byteCount: edgeBytes)
    else { return nil }
    let offsets = unsafe offsetMemory.base.bindMemory(to: UInt64.self, capacity: space.allocated + 1)
    let predecessors = unsafe edgeMemory.base.bindMemory(to: UInt32.self, capacity: max(total, 1))
    for log in logs { log.forEach { unsafe offsets[Int($0.target)] += 1 } }
    // From counts to the end of each state's predecessors; storing moves it back to their beginning.
    var end: UInt64 = 0
    for state in 0...space.allocated {
      unsafe end += offsets[state]
      unsafe offsets[state] = end
    }
    for log in logs {
      log.forEach { edge in
        unsafe offsets[Int(edge.target)] -= 1
        unsafe predecessors[Int(offsets[Int(edge.target)])] = edge.source
      }
    }
    unsafe self.offsets = offsets
    unsafe self.predecessors = predecessors
    self.offsetMemory = offsetMemory
    self.edgeMemory = edgeMemory
  }

  func forEachPredecessor(of state: UInt32, _ body: (UInt32) -> Void) {
    var index = unsafe offsets[Int(state)]
    while unsafe index < offsets[Int(state) + 1] {
      unsafe body(predecessors[Int(index)])
      index += 1
    }
  }
}

extension WorkerCrew {
  /// The edges that the search has logged; nil if it did not log them all.
  var loggedEdges: [EdgeLog]? {
    let logs = workers.compactMap(\.edges)
    return logs.count == workers.count && logs.allSatisfy(\.isWhole) ? logs : nil
  }

  /// Expands every state once more and logs the edges; false when the memory does not suffice, or when the watch has
  /// stopped.
  func logEdges(from states: [Range<UInt32>]) -> Bool {
    // What is made of the logs takes less than they do.
    let quota = EdgeQuota(context.space, divisor: 2)
    for worker in workers { worker.edges = EdgeLog(quota) }
    let isDone = share(states) { worker, chunk in
      guard let log = worker.edges, log.isWhole else { return false }
      return worker.visitEdges(from: [chunk], where: { _ in true }) {
        log.append(Edge(source: $0, target: $1))
      }
    }
    if !isDone || quota.isExceeded { forgetEdges() }
    return isDone && !quota.isExceeded
  }

  func forgetEdges() {
    for worker in workers { worker.edges = nil }
  }
}

extension Worker {
  /// Calls `body` for every edge between different stored states that leaves one of interest, the last states first;
  /// false, with the watch stopped, if the search is to end.
  ///
  /// What is of interest is asked just before a state is expanded.
  func visitEdges(
    from states: [Range<UInt32>], where isOfInterest: (UInt32) -> Bool, _ body: (UInt32, UInt32) -> Void
  ) -> Bool {
    let (store, table) = (context.space.store, context.space.table)
    let width = store.width
    unsafe output.pointee.only_fires = 1
    defer { unsafe output.pointee.only_fires = 0 }
    for range in states.reversed() {
      for source in range.reversed() {
        if source % UInt32(Self.unit) == 0, !context.goesOn(phase: "liveness", queued: 0) { return false }
        guard isOfInterest(source) else { continue }
        unsafe context.successor.expand(store.pointer(to: source), into: output)
        for index in 0..<(unsafe output.pointee.count) {
          let words = unsafe output.pointee.words + index * width
          let hash = unsafe output.pointee.hashes[index]
          if let target = unsafe table.find(words, hash: hash, in: store), target != source {
            body(source, target)
          }
        }
        unsafe output.pointee.count = 0
        unsafe output.pointee.finding_count = 0
      }
    }
    return true
  }
}
