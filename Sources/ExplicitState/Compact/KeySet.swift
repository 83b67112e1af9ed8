import CSuccessor
import Glibc

/// A set of 64-bit keys with numbers that takes little more than the bits of the keys that differ; see `p2p_keys.h`.
///
/// Rows hold the keys in the order of their numbers; slots find them. Members are added by any number of threads, and never
/// removed. `grow` and `widen` run while all others rest.
@safe
package final class KeySet: @unchecked Sendable {
  let keys: UnsafeMutablePointer<p2p_keys>
  /// Numbers there is address space for.
  let capacity: Int
  private let rowMemory: Reservation
  private let slotMemory: Reservation
  private let next: UnsafeMutablePointer<UInt32>

  private static let bucket = Int(P2P_BUCKET)
  /// Parts of so many slots may be filled: buckets that are full cost one more look.
  private static let load = (filled: 29, of: 32)
  static let initialSlots = 256

  /// For keys with so many bits in use of their lower and upper 32; nil when the system refuses that much address space.
  package init?(lowBits: Int, highBits: Int, capacity: Int) {
    let capacity = min(capacity, Int(UInt32.max) - 1)
    let mostSlots = max(Self.slots(for: capacity), Self.initialSlots)
    guard let rowMemory = Reservation(byteCount: capacity * 8 + 64),
      let slotMemory = Reservation(byteCount: mostSlots * 4)
    else { return nil }
    rowMemory.preferHugePages(from: Self.smallBytes)
    slotMemory.preferHugePages(from: Self.smallBytes)
    unsafe next = Self.own(1)
    unsafe next.initialize(to: P2P_ZERO_PIECE + 1)
    unsafe keys = Self.own(1)
    unsafe keys.initialize(to: p2p_keys())
    unsafe keys.pointee.rows = rowMemory.base.bindMemory(to: UInt64.self, capacity: capacity + 8)
    unsafe keys.pointee.slots = slotMemory.base.bindMemory(to: UInt32.self, capacity: mostSlots)
    unsafe keys.pointee.low_bits = UInt32(lowBits)
    unsafe keys.pointee.row_bits = UInt32(lowBits + highBits)
    unsafe keys.pointee.next = unsafe next
    self.capacity = capacity
    self.rowMemory = rowMemory
    self.slotMemory = slotMemory
    setSlots(Self.initialSlots)
  }

  deinit {
    unsafe keys.deallocate()
    unsafe next.deallocate()
  }

  /// Small sets stay on small pages.
  private static let smallBytes = 4 << 20

  package var slots: Int { unsafe Int(keys.pointee.buckets) * Self.bucket }
  package var rowBits: Int { unsafe Int(keys.pointee.row_bits) }
  var lowBits: Int { unsafe Int(keys.pointee.low_bits) }
  var highBits: Int { rowBits - lowBits }

  /// Numbers handed out so far, by a set that does so itself; number 1 is left out.
  package var count: Int { unsafe Int(next.pointee) - 1 }

  /// The greatest number there are enough slots for.
  var roomiest: Int { min(slots / Self.load.of * Self.load.filled, capacity) }

  /// The greatest number that may be handed out: there are slots for it, and others have the bits to name it.
  package var limit: Int {
    get { unsafe Int(keys.pointee.limit) }
    set { unsafe keys.pointee.limit = UInt32(min(newValue, roomiest)) }
  }

  /// Bytes for so many numbers.
  func byteCount(numbers: Int) -> Int { (numbers * rowBits + 7) / 8 + slots * 4 }

  /// The least slots for so many numbers.
  static func slots(for numbers: Int) -> Int {
    let needed = (numbers * load.of + load.filled - 1) / load.filled
    return (needed + bucket - 1) / bucket * bucket
  }

  /// How many slots there are room for.
  private var mostSlots: Int { slotMemory.byteCount / 4 }

  /// Has so many slots from now on; rows for so many numbers are in use.
  ///
  /// Only while nobody else uses the set.
  /// All slots are filled anew from the rows, so that there is never a second table. `share` runs a piece of work for every
  /// number below a count, perhaps on several threads.
  package func grow(
    toSlots wanted: Int, numbers: Int,
    _ share: (_ count: Int, _ piece: @escaping @Sendable (Int) -> Void) -> Void
  ) {
    let old = slots
    setSlots(min(wanted, mostSlots))
    let piece = Self.piece
    share((old + piece - 1) / piece) { [self] number in
      let start = number * piece
      unsafe (keys.pointee.slots + start).update(repeating: 0, count: min(piece, old - start))
    }
    share((numbers + piece - 1) / piece) { [self] number in
      let start = number * piece
      unsafe p2p_keys_enter(keys, UInt64(start), UInt64(min(start + piece, numbers)))
    }
  }

  private static let piece = 1 << 14

  private func setSlots(_ count: Int) {
    unsafe keys.pointee.buckets = UInt64(max(count, Self.initialSlots) / Self.bucket)
    unsafe keys.pointee.number_bits = UInt32(Int.bitWidth - roomiest.leadingZeroBitCount)
    limit = roomiest
  }

  /// Stores more bits of each key from now on; rows for so many numbers are in use.
  ///
  /// Only while nobody else uses the set.
  package func widen(lowBits: Int, highBits: Int, numbers: Int) {
    precondition(lowBits >= self.lowBits && lowBits + highBits >= rowBits && highBits >= self.highBits)
    unsafe p2p_keys_widen(keys, UInt64(numbers), UInt32(lowBits), UInt32(lowBits + highBits))
  }

  /// The key of a number; 0 if it has none.
  package func key(of number: UInt32) -> UInt64 {
    unsafe p2p_key_of_row(
      p2p_row(keys.pointee.rows, UInt64(number) - 1, keys.pointee.row_bits), keys.pointee.low_bits)
  }

  /// The number of a key; nil if it is no member.
  package func find(_ key: UInt64) -> UInt32? {
    let number = unsafe p2p_keys_find(keys, key, p2p_key_hash(key))
    return number == 0 ? nil : number
  }

  /// The number of a key, which becomes a member if it is none.
  ///
  /// With the number `own`, whose words nobody else writes to meanwhile, or with the next one. There must be room.
  package func insert(_ key: UInt64, own: UInt32? = nil) -> UInt32 {
    unsafe p2p_keys_insert(keys, key, p2p_key_hash(key), own ?? 0)
  }

  /// What the slot names; nil if it is empty.
  ///
  /// `isSound`: under the key's own hash, and the key is found there.
  package func look(atSlot slot: Int) -> (number: UInt32, isSound: Bool)? {
    let entry = unsafe keys.pointee.slots[slot]
    guard entry != 0 else { return nil }
    let number = unsafe entry & UInt32(truncatingIfNeeded: p2p_low_mask(keys.pointee.number_bits))
    let key = key(of: number)
    return (number, key != 0 && find(key) == number)
  }

  /// Memory in cache lines of its own.
  private static func own<Element>(_ count: Int) -> UnsafeMutablePointer<Element> {
    let line = 128
    let size = (count * MemoryLayout<Element>.stride + line - 1) / line * line
    return unsafe UnsafeMutableRawPointer.allocate(byteCount: size, alignment: line)
      .bindMemory(to: Element.self, capacity: count)
  }
}
