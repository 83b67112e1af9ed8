import Synchronization

/// One firing leads from a state to another one.
struct Edge {
  let source: UInt32
  let target: UInt32
}

/// Edges in the order in which a worker found them, for the analysis of liveness.
///
/// In blocks, so that nothing is copied while it grows. Used by one thread at a time.
@safe
final class EdgeLog {
  private let quota: EdgeQuota
  private var blocks: [UnsafeMutablePointer<Edge>] = unsafe []
  /// Edges in the last block.
  private var filled = blockCount
  private static let blockCount = 1 << 16

  init(_ quota: EdgeQuota) { self.quota = quota }

  deinit {
    for index in unsafe blocks.indices { unsafe blocks[index].deallocate() }
  }

  /// False once some log found no memory for an edge: what logs hold is not all then.
  var isWhole: Bool { !quota.isExceeded }

  var count: Int { unsafe blocks.isEmpty ? 0 : (blocks.count - 1) * Self.blockCount + filled }

  func append(_ edge: Edge) {
    if filled == Self.blockCount {
      guard quota.take(Self.blockCount * MemoryLayout<Edge>.stride) else { return }
      unsafe blocks.append(.allocate(capacity: Self.blockCount))
      filled = 0
    }
    unsafe (blocks[blocks.count - 1] + filled).initialize(to: edge)
    filled &+= 1
  }

  func forEach(_ body: (Edge) -> Void) {
    for index in unsafe blocks.indices {
      let count = unsafe index == blocks.count - 1 ? filled : Self.blockCount
      for position in 0..<count { unsafe body(blocks[index][position]) }
    }
  }
}

/// The memory that the logs of all workers may take together: a part of what the states leave of their budget.
final class EdgeQuota: Sendable {
  private let space: StateSpace
  private let divisor: Int
  private let bytes = Atomic(0)
  private let exceeded = Atomic(false)

  /// One part of `divisor`, of what is left at the time of asking.
  init(_ space: StateSpace, divisor: Int) {
    self.space = space
    self.divisor = divisor
  }

  var isExceeded: Bool { exceeded.load(ordering: .relaxed) }

  fileprivate func take(_ count: Int) -> Bool {
    let taken = bytes.add(count, ordering: .relaxed).newValue
    if taken > (space.budget - space.memory) / divisor { exceeded.store(true, ordering: .relaxed) }
    return !isExceeded
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
