import CSuccessor
import Checking

/// The edges of an explored state graph, backwards: for each state those from which one firing leads to it.
@safe
struct ReverseEdges: ~Copyable {
  /// Where the predecessors of each state begin; one more entry than states.
  private let offsets: UnsafeMutablePointer<UInt64>
  private let predecessors: UnsafeMutablePointer<UInt32>
  private let offsetMemory: Reservation
  private let edgeMemory: Reservation

  /// Expands all states twice, first to count and then to store; nil, with the watch stopped, when time or memory
  /// do not suffice.
  init?(_ worker: Worker, _ states: [Range<UInt32>]) {
    let context = worker.context
    let space = context.space
    let stateCount = space.allocated
    // Offsets, and later for each property a flag and a place in the queue.
    let fixed = (stateCount + 1) * 8 + stateCount * 5
    guard space.memory + fixed <= space.budget,
      let offsetMemory = Reservation(byteCount: (stateCount + 1) * 8)
    else {
      context.watch.stop(.memory)
      return nil
    }
    let offsets = unsafe offsetMemory.base.bindMemory(to: UInt64.self, capacity: stateCount + 1)
    guard worker.visitEdges(from: states, { _, target in unsafe offsets[Int(target)] += 1 }) else {
      return nil
    }
    // From counts to the end of each state's predecessors; storing moves it back to their beginning.
    var total: UInt64 = 0
    for state in 0...stateCount {
      unsafe total += offsets[state]
      unsafe offsets[state] = total
    }
    let bytes = max(Int(total), 1) * 4
    guard space.memory + fixed + bytes <= space.budget,
      let edgeMemory = Reservation(byteCount: bytes)
    else {
      context.watch.stop(.memory)
      return nil
    }
    let predecessors = unsafe edgeMemory.base.bindMemory(to: UInt32.self, capacity: max(Int(total), 1))
    let stored = worker.visitEdges(from: states) { source, target in
      unsafe offsets[Int(target)] -= 1
      unsafe predecessors[Int(offsets[Int(target)])] = source
    }
    guard stored else { return nil }
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

extension Worker {
  /// Calls `body` for every edge between different stored states; false if the search is to end.
  fileprivate func visitEdges(from states: [Range<UInt32>], _ body: (UInt32, UInt32) -> Void) -> Bool {
    let (store, table) = (context.space.store, context.space.table)
    let width = store.width
    for range in states {
      for (position, source) in range.enumerated() {
        if position % Worker.unit == 0, !context.goesOn(phase: "liveness", queued: 0) { return false }
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
