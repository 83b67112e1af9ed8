import CSuccessor
import Checking
import Synchronization

/// The edges between different states of an explored graph, backwards: of each state those from which one firing leads
/// to it.
@safe
final class ReverseEdges {
  /// Where the predecessors of each state begin; one more entry than states.
  private let offsets: UnsafeMutablePointer<UInt64>
  private let predecessors: UnsafeMutablePointer<UInt32>
  private let offsetMemory: Reservation
  private let edgeMemory: Reservation

  /// Expands every state once more; nil when the memory does not suffice, or when the watch has stopped.
  init?(_ crew: WorkerCrew, _ states: [Range<UInt32>]) {
    let space = crew.context.space
    guard let lists = crew.edges(from: states) else { return nil }
    let total = lists.reduce(0) { $0 + $1.count }
    let offsetBytes = (space.allocated + 1) * MemoryLayout<UInt64>.size
    let edgeBytes = max(total, 1) * MemoryLayout<UInt32>.size
    guard space.memory + total * MemoryLayout<Edge>.size + offsetBytes + edgeBytes <= space.budget,
      let offsetMemory = Reservation(byteCount: offsetBytes),
      let edgeMemory = Reservation(byteCount: edgeBytes)
    else { return nil }
    let offsets = unsafe offsetMemory.base.bindMemory(to: UInt64.self, capacity: space.allocated + 1)
    let predecessors = unsafe edgeMemory.base.bindMemory(to: UInt32.self, capacity: max(total, 1))
    for edge in lists.joined() { unsafe offsets[Int(edge.target)] += 1 }
    // From counts to the end of each state's predecessors; storing moves it back to their beginning.
    var end: UInt64 = 0
    for state in 0...space.allocated {
      unsafe end += offsets[state]
      unsafe offsets[state] = end
    }
    for edge in lists.joined() {
      unsafe offsets[Int(edge.target)] -= 1
      unsafe predecessors[Int(offsets[Int(edge.target)])] = edge.source
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

private struct Edge {
  let source: UInt32
  let target: UInt32
}

extension WorkerCrew {
  /// The edges in a list of each worker; nil when the memory does not suffice, or when the watch has stopped.
  fileprivate func edges(from states: [Range<UInt32>]) -> [[Edge]]? {
    let chunks = states.flatMap { range in
      stride(from: range.lowerBound, to: range.upperBound, by: Worker.unit).map {
        $0..<min($0 + UInt32(Worker.unit), range.upperBound)
      }
    }
    let space = context.space
    // A list that grows is there twice for a moment.
    let most = (space.budget - space.memory) / (2 * workers.count * MemoryLayout<Edge>.size)
    let next = Atomic(0)
    let lists = Mutex<[[Edge]]?>([])
    run { worker in
      var edges: [Edge] = []
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < chunks.count else { break }
        let goesOn = worker.visitEdges(from: [chunks[number]], where: { _ in true }) {
          edges.append(Edge(source: $0, target: $1))
        }
        guard goesOn, edges.count <= most else { return lists.withLock { $0 = nil } }
      }
      lists.withLock { $0?.append(edges) }
    }
    return lists.withLock { $0 }
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
