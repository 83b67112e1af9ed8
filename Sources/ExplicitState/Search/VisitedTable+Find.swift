import CSuccessor

/// Finding and entering states while no worker is at work.
extension VisitedTable {
  /// The index of a stored state; nil if the state is not stored.
  ///
  /// For times at which no worker is at work.
  func find(_ words: UnsafePointer<UInt64>, hash: UInt64, in store: StateStore) -> UInt32? {
    let mask = capacity - 1
    var position = Self.home(ofTag: hash &>> 32, bits: bits)
    while true {
      let entry = unsafe slots[position]
      if entry == 0 { return nil }
      if entry &>> 32 == hash &>> 32 {
        let state = UInt32(Self.state(in: entry))
        let stored = unsafe store.pointer(to: state)
        var index = 0
        while index < store.width, unsafe stored[index] == words[index] { index &+= 1 }
        if index == store.width { return state }
      }
      position = (position &+ 1) & mask
    }
  }

  /// Enters a state that is known not to be there; the table must have room.
  func enter(_ state: UInt32, hash: UInt64) {
    let mask = capacity - 1
    var position = Self.home(ofTag: hash &>> 32, bits: bits)
    while unsafe slots[position] != 0 { position = (position &+ 1) & mask }
    unsafe slots[position] = (hash & ~0xffff_ffff) | UInt64(state &+ 1)
  }
}
