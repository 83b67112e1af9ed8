import CSuccessor
import Checking
import Foundation
import Synchronization

/// The memory of a search: the stored states and the table that finds them, under one budget.
///
/// Indices are handed out in blocks, and a block is also the right to insert that many entries into the table: the
/// table therefore never fills up, and the budget is looked at once per block. From some number of states on, `Compaction`
/// permitting, they move to `CompactStates`, under the same indices.
final class StateSpace: Sendable {
  static let blockSize = 1024

  let store: StateStore
  let table: VisitedTable
  let levels = LevelHistory()
  let safepoint = Safepoint()
  /// Bytes that states, parents and table may take.
  let budget: Int
  private let compaction: Compaction?
  private let next: Atomic<Int>
  private let limit: Atomic<Int>

  /// Indices handed out so far; those below were used, or are some worker's reserve.
  var allocated: Int { next.load(ordering: .relaxed) }

  /// Bytes that states, parents and table take now.
  var memory: Int {
    if let compact = store.compact { return compact.byteCount(states: allocated) + levels.byteCount }
    return allocated * StateStore.bytesPerState(width: store.width) + table.byteCount
  }

  /// States stay as they are if `compaction` is nil.
  init(width: Int, budget: Int?, compaction: Compaction? = nil) throws(EngineFailure) {
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
    self.compaction = compaction
    next = Atomic(0)
    limit = Atomic(0)
    let first = Self.limit(bits: table.bits, load: .comfortable, budget: budget, store: store)
    limit.store(min(first, compaction?.threshold ?? first), ordering: .relaxed)
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

  /// Where states that are stored have room for their parts, before a worker enters a slice of them; false if there is no memory.
  func prepare(_ compact: CompactStates) -> Bool {
    guard let compaction, compact.isCramped(compaction.margin) else { return true }
    var fits = true
    safepoint.alone {
      fits = compact.prepare(
        compaction.margin, states: allocated, budget: compactBudget, safepoint.share)
      // Rows may have become wider, and memory less.
      if fits { limit.store(max(compact.limit(budget: compactBudget), allocated), ordering: .releasing) }
    }
    return fits
  }

  /// What compact states may take: depths of levels to come take some, too.
  private var compactBudget: Int { budget - 2 * levels.byteCount - 4096 }

  /// Gives all memory back: the states are elsewhere.
  func release() {
    store.release()
    table.release()
    levels.removeAll()
  }

  /// Notes the depth of states, where somebody will ask for it.
  ///
  /// Between levels.
  func note(_ states: [Range<UInt32>], depth: Int) {
    guard let compaction, compaction.isOpen else { return }
    levels.append(states, depth: depth)
    // Where levels are small, states are many words for their depths: they stay as they are.
    guard store.compact == nil, levels.byteCount > max(allocated, Self.fewBytes) else { return }
    compaction.close()
    levels.removeAll()
  }

  /// The index of a stored state; nil if the state is not stored.
  ///
  /// For times at which no worker is at work.
  func find(_ words: UnsafePointer<UInt64>, hash: UInt64) -> UInt32? {
    guard let compact = store.compact else { return unsafe table.find(words, hash: hash, in: store) }
    return unsafe compact.find(words)
  }

  /// Moves the states to less memory if it is time; false if it is not, or they stay.
  private func compactIfDue() -> Bool {
    guard let compaction, compaction.isOpen, store.compact == nil, allocated > 0 else { return false }
    let soon = (table.byteCount + allocated * StateStore.bytesPerState(width: store.width)) * 2
    // Both have to fit for a while.
    guard allocated >= compaction.threshold || soon > budget / 2 else { return false }
    let states = CompactStates.compacting(
      store, table, allocated: allocated, budget: budget, compaction, safepoint.share)
    guard let states else {
      compaction.close()
      return false
    }
    store.become(states)
    table.release()
    return true
  }

  private func raiseLimit() -> Bool {
    if compactIfDue(), let compact = store.compact {
      // Not below what was handed out.
      limit.store(max(compact.limit(budget: compactBudget), allocated), ordering: .releasing)
      return true
    }
    if let compact = store.compact {
      guard compact.raise(states: allocated, budget: compactBudget, safepoint.share) else {
        return false
      }
      limit.store(max(compact.limit(budget: compactBudget), allocated), ordering: .releasing)
      return true
    }
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

  /// Depths may take so much in any case.
  private static let fewBytes = 1 << 16

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
    let limit = max(min(filled, affordable, store.capacity), 0)
    return limit / CompactStates.alignment * CompactStates.alignment
  }

  /// The size of the table in which `capacity` states are comfortable.
  private static func tableBits(for capacity: Int) -> Int {
    var bits = VisitedTable.initialBits
    while bits < 32, (1 << bits) / 4 * 3 < capacity { bits += 1 }
    return bits
  }
}
