import CSuccessor

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

  /// Where the search for a tag begins, in a table of 2^bits slots.
  static func home(ofTag tag: UInt64, bits: Int) -> Int {
    Int(truncatingIfNeeded: tag &>> UInt64(32 &- bits))
  }

  /// The index of the state a filled slot names.
  static func state(in entry: UInt64) -> Int { Int(truncatingIfNeeded: entry & 0xffff_ffff) &- 1 }

  /// Doubles the capacity in place; only while nobody else uses the table.
  ///
  /// Runs from the last slot to the first: an entry's new home is about twice its old slot, where everything was moved
  /// already. The rare entry whose new home is not yet behind us waits until the end.
  func grow() {
    if !advised, bits >= 18 {
      memory.preferHugePages(from: 0)
      advised = true
    }
    var index = capacity
    bits += 1
    let (slots, bits, end) = unsafe (slots, bits, capacity)
    var waiting: [UInt64] = []
    while index > 0 {
      index &-= 1
      let entry = unsafe slots[index]
      if entry == 0 { continue }
      unsafe slots[index] = 0
      var position = Self.home(ofTag: entry &>> 32, bits: bits)
      if position < index {
        waiting.append(entry)
        continue
      }
      while unsafe position < end && slots[position] != 0 { position &+= 1 }
      if position < end { unsafe slots[position] = entry } else { waiting.append(entry) }
    }
    for entry in waiting { placeAnywhere(entry) }
  }

  private func placeAnywhere(_ entry: UInt64) {
    let mask = capacity - 1
    var index = Self.home(ofTag: entry &>> 32, bits: bits)
    while unsafe slots[index] != 0 { index = (index &+ 1) & mask }
    unsafe slots[index] = entry
  }
}
