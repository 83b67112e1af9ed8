/// A set of states that grows by all from which it can be reached.
///
/// The search stores one edge to each state, from its parent, unless its states are compact, and logs all if there is memory for them. If not, and most
/// states are in the set already, going through those that are left a few times, the last ones first, is enough.
/// Otherwise all edges are stored, once for all sets of an analysis; without memory for them the passes go on until nothing
/// is added.
final class BackwardClosure {
  private let crew: WorkerCrew
  private let states: [Range<UInt32>]
  private let isInside: StateFlags
  /// While fewer states than one in so many are left, a pass is cheaper than all edges.
  private static let largePart = 16

  /// The empty set, among the stored states of a search.
  init(_ crew: WorkerCrew, _ states: [Range<UInt32>]) {
    self.crew = crew
    self.states = states
    isInside = StateFlags(count: crew.context.space.allocated)
  }

  func contains(_ state: UInt32) -> Bool { isInside[state] }

  /// Adds a state, and the path on which the search found it if it is stored.
  func insert(_ state: UInt32) {
    let store = crew.context.space.store
    guard store.compact == nil else { return isInside[state] = true }
    var state = state
    while state != StateStore.root, !isInside[state] {
      isInside[state] = true
      state = store.parent(of: state)
    }
  }

  /// Adds whatever leads to the set; false, with the watch stopped, when the search is to end.
  func close(_ stored: StoredEdges) -> Bool {
    while true {
      if let edges = stored.ready() ?? (isMuchLeft ? stored.made(from: states) : nil) {
        return spread(edges)
      }
      guard let isClosed = passThrough() else { return false }
      if isClosed { return true }
    }
  }

  private var isMuchLeft: Bool {
    let left = states.joined().count { !isInside[$0] }
    return left > crew.context.space.allocated / Self.largePart
  }

  private func spread(_ edges: ReverseEdges) -> Bool {
    var queue = states.joined().filter { isInside[$0] }
    while let state = queue.popLast() {
      if crew.context.watch.stop.isRaised { return false }
      edges.forEachPredecessor(of: state) { predecessor in
        if !isInside[predecessor] {
          isInside[predecessor] = true
          queue.append(predecessor)
        }
      }
    }
    return true
  }

  /// Looks at the successors of every state outside once; whether nothing was added, nil if the search is to end.
  private func passThrough() -> Bool? {
    var isClosed = true
    var goesOn = true
    crew.runAlone { worker in
      goesOn = worker.visitEdges(from: states, where: { !isInside[$0] }) { source, target in
        if isInside[target] {
          insert(source)
          isClosed = false
        }
      }
    }
    return goesOn ? isClosed : nil
  }
}
