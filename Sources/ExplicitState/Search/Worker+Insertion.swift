import CSuccessor

/// How successors enter the visited table: the inner loop.
extension Worker {
  /// Inserts the gathered successors at `indices`, at most a slice; returns the source of the last one, to go on with.
  ///
  /// In three passes, so that the cache misses of a slice overlap: fetch the home slots; find the slots that decide,
  /// and fetch the states they name; compare and insert. Slots are only ever filled, so where a pass stops looking
  /// the next one goes on. Afterwards `positions` has the successors' states.
  func insert(_ indices: Range<Int>, firstSource: Int) -> Int {
    let table = context.space.table
    let (slots, bits, mask) = unsafe (table.slots, table.bits, table.capacity &- 1)
    let store = context.space.store
    let width = store.width
    let (states, parents) = unsafe (store.words, store.parents)
    let (start, count) = (indices.lowerBound, indices.count)
    let hashes = unsafe output.pointee.hashes + start
    let successors = unsafe output.pointee.words + start &* width
    let (positions, sources, ends) = unsafe (positions, sources, ends)

    // Its own while it is at work: accesses to a class's properties are checked at run time.
    var reserve = IndexReserve()
    swap(&reserve, &self.reserve)
    defer { swap(&reserve, &self.reserve) }

    for index in 0..<count {
      let position = unsafe VisitedTable.home(ofTag: hashes[index] &>> 32, bits: bits)
      unsafe positions[index] = position
      unsafe p2p_prefetch(slots + position)
    }
    for index in 0..<count {
      var position = unsafe positions[index]
      let tag = unsafe hashes[index] &>> 32
      var entry = unsafe p2p_slot_load(slots + position)
      while entry != 0, entry &>> 32 != tag {
        position = (position &+ 1) & mask
        entry = unsafe p2p_slot_load(slots + position)
      }
      if entry != 0 { unsafe p2p_prefetch(states + VisitedTable.state(in: entry) &* width) }
      unsafe positions[index] = position
    }
    var source = firstSource
    for index in 0..<count {
      while unsafe ends[source] <= start &+ index { source &+= 1 }
      let words = unsafe successors + index &* width
      let tag = unsafe hashes[index] &>> 32
      var position = unsafe positions[index]
      while true {
        var entry = unsafe p2p_slot_load(slots + position)
        if entry == 0 {
          let state = reserve.next
          unsafe Self.copy(words, to: states + Int(state) &* width, width)
          unsafe parents[Int(state)] = sources[source]
          entry = unsafe p2p_slot_claim(slots + position, tag &<< 32 | UInt64(state &+ 1))
          if entry == 0 {
            reserve.advance()
            unsafe positions[index] = Int(state)
            break
          }
        }
        if entry &>> 32 == tag {
          let state = VisitedTable.state(in: entry)
          if unsafe Self.equal(words, states + state &* width, width) {
            unsafe positions[index] = state
            break
          }
        }
        position = (position &+ 1) & mask
      }
    }
    return source
  }

  @inline(__always)
  private static func equal(
    _ left: UnsafeMutablePointer<UInt64>, _ right: UnsafeMutablePointer<UInt64>, _ width: Int
  ) -> Bool {
    var index = 0
    while index < width {
      if unsafe left[index] != right[index] { return false }
      index &+= 1
    }
    return true
  }

  @inline(__always)
  private static func copy(
    _ source: UnsafeMutablePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>, _ width: Int
  ) {
    var index = 0
    while index < width {
      unsafe target[index] = source[index]
      index &+= 1
    }
  }
}
