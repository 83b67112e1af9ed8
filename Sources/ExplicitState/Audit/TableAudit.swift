import CSuccessor
import Synchronization

/// Looks up every slot of the visited table: each names a stored state under that state's own hash.
///
/// Two slots with the same state would have met in the same row of slots when the second one was filled; so no state is
/// counted twice, and none is missing.
struct TableAudit: Sendable {
  private let space: StateSpace
  /// How many slots there are.
  private let capacity: Int
  /// A power of two; the last ones may be empty.
  private let pieces: Int
  private let next = CountedPieces()
  private static let piece = 1 << 12

  init(_ space: StateSpace) {
    self.space = space
    capacity = space.store.compact?.root.slots ?? space.table.capacity
    var pieces = 1
    while pieces * Self.piece < capacity { pieces *= 2 }
    self.pieces = pieces
  }

  private final class CountedPieces: Sendable {
    let taken = Atomic(0)
    let filled = Atomic(0)
    let looked = Atomic(0)
  }

  /// Slots that were looked up, by all threads together.
  var lookups: Int { next.filled.load(ordering: .relaxed) }

  /// Whether every slot was looked up.
  var isComplete: Bool { next.looked.load(ordering: .relaxed) == pieces }

  /// One thread's part of the work, pieces spread over the table so that it may end at any time.
  func work(within share: AuditBudget.Share) throws(Discrepancy) {
    while share.goesOn {
      let (number, _) = next.taken.add(1, ordering: .relaxed)
      guard number < pieces else { return }
      // An odd factor visits every piece once.
      let piece = number &* 0x2545_f491 & (pieces - 1)
      let slots = min(piece * Self.piece, capacity)..<min((piece + 1) * Self.piece, capacity)
      if let compact = space.store.compact {
        try check(slots, of: compact.root)
      } else {
        try check(slots)
      }
      next.looked.add(1, ordering: .relaxed)
    }
  }

  /// Keys are looked up by a hash computed anew, and found where the slot says.
  private func check(_ slots: Range<Int>, of states: KeySet) throws(Discrepancy) {
    var filled = 0
    for slot in slots {
      guard let entry = states.look(atSlot: slot) else { continue }
      guard entry.isSound else {
        throw Discrepancy("a visited state is stored under another hash than its own")
      }
      filled += 1
    }
    next.filled.add(filled, ordering: .relaxed)
  }

  private func check(_ slots: Range<Int>) throws(Discrepancy) {
    let (table, store) = (space.table, space.store)
    for slot in slots {
      let entry = unsafe table.slots[slot]
      if entry != 0 { unsafe p2p_prefetch(store.words + VisitedTable.state(in: entry) * store.width) }
    }
    var filled = 0
    for slot in slots {
      let entry = unsafe table.slots[slot]
      guard entry != 0 else { continue }
      guard store.hash(of: UInt32(VisitedTable.state(in: entry))) &>> 32 == entry &>> 32 else {
        throw Discrepancy("a visited state is stored under another hash than its own")
      }
      filled += 1
    }
    next.filled.add(filled, ordering: .relaxed)
  }
}
