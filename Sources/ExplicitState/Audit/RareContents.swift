import CSuccessor

/// States whose contents others do not have: a value of a variable, or a pair of values of two, that was not seen before.
///
/// What is wrong in few states is often wrong where something is seldom the case. Contents are told apart by a hash into a
/// bitmap: a collision makes a state look less rare than it is.
struct RareContents {
  private let layout: StateLayout
  private let pairs: [(Int, Int)]
  private var seen = [UInt64](repeating: 0, count: 1 << (Self.bits - 6))
  private var codes: [UInt64]

  private static let bits = 22
  private static let mostPairs = 512

  init(_ layout: StateLayout, using dice: inout Dice) {
    self.layout = layout
    codes = Array(repeating: 0, count: layout.fields.count)
    let count = layout.fields.count
    var pairs: [(Int, Int)] = []
    if count * (count - 1) / 2 <= Self.mostPairs {
      for left in 0..<count { for right in 0..<left { pairs.append((left, right)) } }
    } else {
      for _ in 0..<Self.mostPairs {
        pairs.append((Int.random(in: 0..<count, using: &dice), Int.random(in: 0..<count, using: &dice)))
      }
    }
    self.pairs = pairs
  }

  /// Whether a state shows what none has shown before; `pairwise` asks about pairs as well.
  mutating func isNew(_ words: UnsafePointer<UInt64>, pairwise: Bool) -> Bool {
    var isNew = false
    for (index, field) in layout.fields.enumerated() {
      let code = unsafe words[field.word] &>> UInt64(field.shift)
      codes[index] = field.bits == 64 ? code : code & (1 &<< UInt64(field.bits) &- 1)
      if note(UInt64(index), codes[index]) { isNew = true }
    }
    guard pairwise else { return isNew }
    for (number, pair) in pairs.enumerated() {
      let contents = codes[pair.0] &* 0x9e37_79b9_7f4a_7c15 &+ codes[pair.1]
      if note(UInt64(number) | 1 << 32, contents) { isNew = true }
    }
    return isNew
  }

  /// Whether this is the first time.
  private mutating func note(_ place: UInt64, _ contents: UInt64) -> Bool {
    let bit =
      p2p_fold(contents &+ 0xe703_7ed1_a0b4_28db, place &* 2 &+ 0xd6e8_feb8_6659_fd93)
      &>> UInt64(64 - Self.bits)
    let (word, mask) = (Int(bit &>> 6), UInt64(1) &<< (bit & 63))
    defer { seen[word] |= mask }
    return seen[word] & mask == 0
  }

  /// The states of a search with rare contents, the rarest first: what is new late is rare.
  static func states(
    of stored: StoredStates, in store: StateStore, _ layout: StateLayout, seed: UInt64,
    within share: AuditBudget.Share
  ) -> [UInt32] {
    var dice = Dice(seed: seed, stream: 2)
    var contents = RareContents(layout, using: &dice)
    var found: [UInt32] = []
    // Values are sooner looked at than pairs.
    for (pairwise, most) in [(true, 1 << 16), (false, 1 << 21)] {
      for number in 0..<min(most, stored.count) {
        if number % 1024 == 0, !share.goesOn { break }
        let state = stored[Int.random(in: 0..<stored.count, using: &dice)]
        let isNew = unsafe store.withWords(of: state) { unsafe contents.isNew($0, pairwise: pairwise) }
        if isNew { found.append(state) }
      }
    }
    return Array(found.reversed().prefix(AuditSample.size))
  }
}
