import CSuccessor

/// How successors enter a set of compact states: the inner loop of large searches.
extension Worker {
  /// Inserts the gathered successors at `indices`, at most a slice; returns the source of the last one, to go on with.
  ///
  /// In three passes, so that the cache misses of a slice overlap: find the keys and fetch the buckets; find and fetch the
  /// rows that are likely to be equal; compare and insert. Afterwards `positions` has the successors' states.
  func insert(_ indices: Range<Int>, firstSource: Int, into states: CompactStates) -> Int {
    let finder = finder(for: states)
    let root = unsafe states.root.keys
    let width = states.width
    let (start, count) = (indices.lowerBound, indices.count)
    let hashes = unsafe output.pointee.hashes + start
    let (positions, sources, ends, keys) = unsafe (positions, sources, ends, finder.keys)

    unsafe finder.findKeys(output.pointee.words + start &* width, count: count)
    for index in 0..<count {
      let hash = unsafe p2p_key_hash(keys[index])
      unsafe hashes[index] = hash
      unsafe p2p_keys_prefetch(root, hash)
    }
    for index in 0..<count { unsafe positions[index] = Int(p2p_keys_guess(root, hashes[index])) }

    var reserve = IndexReserve()
    swap(&reserve, &self.reserve)
    defer { swap(&reserve, &self.reserve) }
    var source = firstSource
    for index in 0..<count {
      while unsafe ends[source] <= start &+ index { source &+= 1 }
      let (key, guess) = unsafe (keys[index], UInt32(truncatingIfNeeded: positions[index]))
      if unsafe guess != 0 && p2p_keys_has(root, key, guess) != 0 {
        unsafe positions[index] = Int(guess &- 1)
        continue
      }
      let state = reserve.next
      let number = unsafe p2p_keys_insert(root, key, hashes[index], state &+ 1)
      unsafe positions[index] = Int(number &- 1)
      if number == state &+ 1 {
        if Int(state) & (CompactStates.sampling &- 1) == 0 { unsafe states.note(sources[source], of: state) }
        reserve.advance()
      }
    }
    return source
  }
}
