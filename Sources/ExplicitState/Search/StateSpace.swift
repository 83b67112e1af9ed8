import CSuccessor
import Checking
import Foundation
import Synchronization

/// The memory of a search: the stored states and the table that finds them, under one budget.
///
/// Indices are handed out in blocks, and a block is also the right to insert that many entries into the table: the
/// table therefore never fills up, and the budget is looked at once per block.
final class StateSpace: Sendable {
  static let blockSize = 1024

  let store: StateStore
  let table: VisitedTable
  let safepoint = Safepoint()
  /// Bytes that states, parents and table may take.
  let budget: Int
  private let next: Atomic<Int>
  private let limit: Atomic<Int>

  /// Indices handed out so far; those below were used, or are some worker's reserve.
  var allocated: Int { next.load(ordering: .relaxed) }

  /// Bytes that states, parents and table take now.
  var memory: Int { allocated * StateStore.bytesPerState(width: store.width) + table.byteCount }

  init(width: Int, budget: Int?) throws(EngineFailure) {
    let physical = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    let budget = max(min(budget ?? physical / 10 * 9, physical), 0)
    var capacity = min(budget / StateStore.bytesPerState(width: width) + Self.blockSize, Int(UInt32.max) - 1)
    while true {
      let bits = Self.tableBits(for: capacity)
      if let store = StateStore(width: width, capacity: capacity), let table = VisitedTable(maximumBits: bits)
      {
        self.store = store
        self.table = table
        break
      }
      // Address space is limited: take half of what there is, the rest of the process needs some too.
      capacity /= 4
      guard capacity >= Self.blockSize else {
        throw EngineFailure(
          .inputOutput, "the system refuses the memory to store even \(Self.blockSize) states")
      }
    }
    self.budget = budget
    next = Atomic(0)
    limit = Atomic(0)
    limit.store(
      Self.limit(bits: table.bits, load: .comfortable, budget: budget, store: store), ordering: .relaxed)
  }

  /// Indices nobody else has, at least `minimum` of them; nil if there is no memory left within the budget.
  ///
  /// May let the other workers rest to grow the table.
  func allocate(atLeast minimum: Int) -> Range<UInt32>? {
    var start = next.load(ordering: .relaxed)
    while true {
      let end = min(start + Self.blockSize, limit.load(ordering: .acquiring))
      if end - start < minimum {
        guard makeRoom(beyond: start + minimum) else { return nil }
        start = next.load(ordering: .relaxed)
        continue
      }
      let (exchanged, seen) = next.weakCompareExchange(expected: start, desired: end, ordering: .relaxed)
      if exchanged { return UInt32(start)..<UInt32(end) }
      start = seen
    }
  }

  /// Makes the first indices those of restored states; false if the budget does not allow so many.
  func restore(allocated: Int) -> Bool {
    guard allocated == 0 || makeRoom(beyond: allocated) else { return false }
    next.store(allocated, ordering: .relaxed)
    return true
  }

  /// Grows until at least `needed` states fit; false if the budget does not allow it.
  private func makeRoom(beyond needed: Int) -> Bool {
    var fits = true
    safepoint.alone {
      while limit.load(ordering: .relaxed) < needed, fits { fits = raiseLimit() }
    }
    return fits
  }

  private func raiseLimit() -> Bool {
    let crowded = Self.limit(bits: table.bits, load: .crowded, budget: budget, store: store)
    var doubled = 0
    if table.bits < table.maximumBits {
      doubled = Self.limit(bits: table.bits + 1, load: .comfortable, budget: budget, store: store)
    }
    guard max(crowded, doubled) > limit.load(ordering: .relaxed) else { return false }
    if doubled > crowded {
      table.grow(safepoint.share)
      if table.bits >= Self.largeTableBits { p2p_release_program_pages() }
    }
    limit.store(max(crowded, doubled), ordering: .releasing)
    return true
  }

  /// From this size on memory matters more than the time to map the program's own code again.
  private static let largeTableBits = 15

  private enum Load {
    /// Probes are short.
    case comfortable
    /// There is no memory for a larger table.
    case crowded
  }

  /// How many states are allowed while the table has 2^bits slots.
  private static func limit(bits: Int, load: Load, budget: Int, store: StateStore) -> Int {
    let slots = 1 << bits
    let filled =
      switch load {
      case .comfortable: slots / 4 * 3
      case .crowded: slots / 16 * 15
      }
    let affordable = (budget - slots * 8) / StateStore.bytesPerState(width: store.width)
    return max(min(filled, affordable, store.capacity), 0)
  }

  /// The size of the table in which `capacity` states are comfortable.
  private static func tableBits(for capacity: Int) -> Int {
    var bits = VisitedTable.initialBits
    while bits < 32, (1 << bits) / 4 * 3 < capacity { bits += 1 }
    return bits
  }
}
