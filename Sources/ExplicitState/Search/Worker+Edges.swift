import CSuccessor

/// Edges, while states are inserted and afterwards.
extension Worker {
  /// Logs the edges to successors that were just inserted, if edges are logged.
  func log(_ indices: Range<Int>, firstSource: Int) {
    guard let edges, edges.isWhole else { return self.edges = nil }
    var source = firstSource
    for index in indices {
      while unsafe ends[source] <= index { source &+= 1 }
      let edge = unsafe Edge(
        source: sources[source], target: UInt32(truncatingIfNeeded: positions[index - indices.lowerBound]))
      if edge.source != edge.target, edge.source != StateStore.root { edges.append(edge) }
    }
  }

  /// Calls `body` for every edge between different stored states that leaves one of interest, the last states first;
  /// false, with the watch stopped, if the search is to end.
  ///
  /// What is of interest is asked just before a state is expanded.
  func visitEdges(
    from states: [Range<UInt32>], where isOfInterest: (UInt32) -> Bool, _ body: (UInt32, UInt32) -> Void
  ) -> Bool {
    let space = context.space
    let width = space.store.width
    unsafe output.pointee.only_fires = 1
    defer { unsafe output.pointee.only_fires = 0 }
    for range in states.reversed() {
      for source in range.reversed() {
        if source % UInt32(Self.unit) == 0, !context.goesOn(phase: "liveness", queued: 0) { return false }
        guard isOfInterest(source) else { continue }
        unsafe space.store.withWords(of: source) { unsafe context.successor.expand($0, into: output) }
        if context.watch.stop.isRaised {
          forgetExpansion(keeping: 0)
          return false
        }
        for index in 0..<(unsafe output.pointee.count) {
          let words = unsafe output.pointee.words + index * width
          let hash = unsafe output.pointee.hashes[index]
          if let target = unsafe space.find(words, hash: hash), target != source {
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
