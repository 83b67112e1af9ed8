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
