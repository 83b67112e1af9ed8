/// A set of states that grows by all from which it can be reached.
///
/// The search stores one edge to each state, from its parent; the others are recomputed. Where most states are in the set
/// already, going through those that are left a few times, the last ones first, is enough. Otherwise all edges are stored,
/// once for all sets of an analysis; without memory for them the passes go on until nothing is added.
struct BackwardClosure {
  private let crew: WorkerCrew
  private let states: [Range<UInt32>]
  private var isInside: [Bool]
  /// While fewer states than one in so many are left, a pass is cheaper than all edges.
  private static let largePart = 16

  /// The empty set, among the stored states of a search.
  init(_ crew: WorkerCrew, _ states: [Range<UInt32>]) {
    self.crew = crew
    self.states = states
    isInside = Array(repeating: false, count: crew.context.space.allocated)
  }

  func contains(_ state: UInt32) -> Bool { isInside[Int(state)] }

  /// Adds a state, and the path on which the search found it.
  mutating func insert(_ state: UInt32) {
    let store = crew.context.space.store
    var state = state
    while state != StateStore.root, !isInside[Int(state)] {
      isInside[Int(state)] = true
      state = store.parent(of: state)
    }
  }

  /// Adds whatever leads to the set; false, with the watch stopped, when the search is to end.
  mutating func close(_ stored: StoredEdges) -> Bool {
    while true {
      if stored.edges != nil || isMuchLeft, let edges = stored.made(crew, states) {
        spread(edges)
        return true
      }
      guard let isClosed = passThrough() else { return false }
      if isClosed { return true }
    }
  }

  private var isMuchLeft: Bool {
    let left = states.joined().count { !isInside[Int($0)] }
    return left > isInside.count / Self.largePart
  }

  private mutating func spread(_ edges: ReverseEdges) {
    var queue = states.joined().filter { isInside[Int($0)] }
    while let state = queue.popLast() {
      edges.forEachPredecessor(of: state) { predecessor in
        if !isInside[Int(predecessor)] {
          isInside[Int(predecessor)] = true
          queue.append(predecessor)
        }
      }
    }
  }

  /// Looks at the successors of every state outside once; whether nothing was added, nil if the search is to end.
  private mutating func passThrough() -> Bool? {
    var isClosed = true
    var goesOn = true
    crew.runAlone { worker in
      goesOn = worker.visitEdges(from: states, where: { !isInside[Int($0)] }) { source, target in
        if isInside[Int(target)] {
          insert(source)
          isClosed = false
        }
      }
    }
    return goesOn ? isClosed : nil
  }
}

/// The edges of the whole graph, from when they were worth storing on.
final class StoredEdges {
  private(set) var edges: ReverseEdges?
  private var fits = true

  /// The edges, stored now if they were not; nil if there is no memory for them, or the watch has stopped.
  func made(_ crew: WorkerCrew, _ states: [Range<UInt32>]) -> ReverseEdges? {
    if edges == nil, fits {
      edges = ReverseEdges(crew, states)
      fits = edges != nil
    }
    return edges
  }
}
