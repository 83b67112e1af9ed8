import CSuccessor
import Checking

/// Edges of an explored state graph, backwards: for each of some states those of them from which one firing leads to it.
@safe
struct ReverseEdges: ~Copyable {
  /// Where the predecessors of each state begin; one more entry than states.
  private let offsets: UnsafeMutablePointer<UInt64>
  private let predecessors: UnsafeMutablePointer<UInt32>
  private let offsetMemory: Reservation
  private let edgeMemory: Reservation

  /// Expands the states of interest twice, first to count and then to store; nil, with the watch stopped, when time or
  /// memory do not suffice.
  init?(_ worker: Worker, _ states: [Range<UInt32>], among isOfInterest: (UInt32) -> Bool) {
    let context = worker.context
    let space = context.space
    let stateCount = space.allocated
    // Offsets, and a flag and a place in the queue for each state.
    let fixed = (stateCount + 1) * 8 + stateCount * 5
    guard space.memory + fixed <= space.budget,
      let offsetMemory = Reservation(byteCount: (stateCount + 1) * 8)
    else {
      context.watch.stop(.memory)
      return nil
    }
    let offsets = unsafe offsetMemory.base.bindMemory(to: UInt64.self, capacity: stateCount + 1)
    let counted = worker.visitEdges(from: states, where: isOfInterest) { _, target in
      if isOfInterest(target) { unsafe offsets[Int(target)] += 1 }
    }
    guard counted else { return nil }
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
    let stored = worker.visitEdges(from: states, where: isOfInterest) { source, target in
      guard isOfInterest(target) else { return }
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
  /// Calls `body` for every edge between different stored states that leaves one of interest, the last states first;
  /// false, with the watch stopped, if the search is to end.
  ///
  /// What is of interest is asked just before a state is expanded.
  func visitEdges(
    from states: [Range<UInt32>], where isOfInterest: (UInt32) -> Bool, _ body: (UInt32, UInt32) -> Void
  ) -> Bool {
    let (store, table) = (context.space.store, context.space.table)
    let width = store.width
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
