/// A set of states that grows by all from which it can be reached.
///
/// The search stores one edge to each state, from its parent; the others are recomputed. Going through the states that
/// are left a few times, the last ones first, is nearly always enough. Where it is not, the edges between them are stored.
struct BackwardClosure {
  private let worker: Worker
  private let states: [Range<UInt32>]
  private var isInside: [Bool]
  private static let passes = 4

  /// The empty set, among the stored states of a search.
  init(_ worker: Worker, _ states: [Range<UInt32>]) {
    self.worker = worker
    self.states = states
    isInside = Array(repeating: false, count: worker.context.space.allocated)
  }

  func contains(_ state: UInt32) -> Bool { isInside[Int(state)] }

  /// Adds a state, and the path on which the search found it.
  mutating func insert(_ state: UInt32) {
    let store = worker.context.space.store
    var state = state
    while state != StateStore.root, !isInside[Int(state)] {
      isInside[Int(state)] = true
      state = store.parent(of: state)
    }
  }

  /// Adds whatever leads to the set; false, with the watch stopped, when time or memory do not suffice.
  mutating func close() -> Bool {
    for _ in 0..<Self.passes {
      guard let isClosed = passThrough() else { return false }
      if isClosed { return true }
    }
    guard let edges = ReverseEdges(worker, states, among: { !isInside[Int($0)] }) else { return false }
    // What leads to the set directly begins the queue; the stored edges lead on from there.
    var queue: [UInt32] = []
    let goesOn = worker.visitEdges(from: states, where: { !isInside[Int($0)] }) { source, target in
      if isInside[Int(target)], !isInside[Int(source)] {
        isInside[Int(source)] = true
        queue.append(source)
      }
    }
    while let state = queue.popLast() {
      edges.forEachPredecessor(of: state) { predecessor in
        if !isInside[Int(predecessor)] {
          isInside[Int(predecessor)] = true
          queue.append(predecessor)
        }
      }
    }
    return goesOn
  }

  /// Looks at the successors of every state outside once; whether nothing was added, nil if the search is to end.
  private mutating func passThrough() -> Bool? {
    var isClosed = true
    let goesOn = worker.visitEdges(from: states, where: { !isInside[Int($0)] }) { source, target in
      if isInside[Int(target)] {
        insert(source)
        isClosed = false
      }
    }
    return goesOn ? isClosed : nil
  }
}
