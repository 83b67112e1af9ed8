import CSuccessor
import Synchronization

/// The set of visited states: open addressing with linear probing over 8-byte slots.
///
/// A slot holds 32 bits of the state's hash and the state's index plus one; 0 is empty. The tag's top bits are the
/// state's home slot, so growing needs no look at any state, and its other bits spare nearly all useless comparisons.
/// Equality is always decided on whole states (see `Worker.insert`): two states are never confused.
///
/// Slots are only ever filled, by compare-and-exchange. `grow` alone moves entries and runs while all workers rest.
@safe
final class VisitedTable: @unchecked Sendable {
  static let initialBits = 12
  let slots: UnsafeMutablePointer<UInt64>
  /// The capacity's binary logarithm.
  private(set) var bits = VisitedTable.initialBits
  /// What the reservation allows `bits` to become.
  let maximumBits: Int
  private let memory: Reservation
  private var advised = false

  var capacity: Int { 1 << bits }
  var byteCount: Int { capacity * 8 }

  /// Nil when the system refuses that much address space.
  init?(maximumBits: Int) {
    guard let memory = Reservation(byteCount: 8 << maximumBits) else { return nil }
    unsafe slots = memory.base.bindMemory(to: UInt64.self, capacity: 1 << maximumBits)
    self.maximumBits = maximumBits
    self.memory = memory
  }

  /// Gives the memory back: nothing is looked up here any more.
  func release() { memory.release() }

  /// Where the search for a tag begins, in a table of 2^bits slots.
  static func home(ofTag tag: UInt64, bits: Int) -> Int {
    Int(truncatingIfNeeded: tag &>> UInt64(32 &- bits))
  }

  /// The index of the state a filled slot names.
  static func state(in entry: UInt64) -> Int { Int(truncatingIfNeeded: entry & 0xffff_ffff) &- 1 }

  /// Doubles the capacity in place; only while nobody else uses the table.
  ///
  /// `share` runs a piece of work for every number below a count, perhaps on several threads. The upper half of the
  /// slots moves to where nothing is yet, then the upper half of the rest to where that was, and so on: the pieces of
  /// one half neither read nor write what another one does.
  func grow(_ share: (_ count: Int, _ piece: @escaping @Sendable (Int) -> Void) -> Void) {
    if !advised, bits >= 18 {
      memory.preferHugePages(from: 0)
      advised = true
    }
    var rest = capacity
    bits += 1
    let waiting = Mutex<[UInt64]>([])
    while rest > 2 * Self.piece {
      let half = rest / 2
      share(half / Self.piece) { [self] number in
        let start = half + number * Self.piece
        let left = move(start..<start + Self.piece)
        waiting.withLock { $0 += left }
      }
      rest = half
    }
    for entry in move(0..<rest) + waiting.withLock({ $0 }) { placeAnywhere(entry) }
  }

  /// Slots that one thread moves at a time; a power of two.
  private static let piece = 1 << 14

  /// Moves the entries of some slots to where they belong in twice as many slots from twice the first one on, which no
  /// others use by now; returns the rare ones that belong elsewhere.
  ///
  /// Runs from the last slot to the first: an entry's new home is about twice its old slot, where everything was moved
  /// already.
  private func move(_ range: Range<Int>) -> [UInt64] {
    let (slots, bits) = unsafe (slots, bits)
    let (start, end) = (2 * range.lowerBound, 2 * range.upperBound)
    var waiting: [UInt64] = []
    var index = range.upperBound
    while index > range.lowerBound {
      index &-= 1
      let entry = unsafe slots[index]
      if entry == 0 { continue }
      unsafe slots[index] = 0
      var position = Self.home(ofTag: entry &>> 32, bits: bits)
      if position < start || position < index {
        waiting.append(entry)
        continue
      }
      while unsafe position < end && slots[position] != 0 { position &+= 1 }
      if position < end { unsafe slots[position] = entry } else { waiting.append(entry) }
    }
    return waiting
  }

  private func placeAnywhere(_ entry: UInt64) {
    let mask = capacity - 1
    var index = Self.home(ofTag: entry &>> 32, bits: bits)
    while unsafe slots[index] != 0 { index = (index &+ 1) & mask }
    unsafe slots[index] = entry
  }
}
