import CSuccessor

/// How successors enter a set of compact states: the inner loop of large searches.
extension Worker {
  /// Inserts the gathered successors at `indices`, at most a slice; returns the source of the last one, to go on with.
  ///
  /// In three passes, so that the cache misses of a slice overlap: number the parts and fetch the buckets; fetch the rows
  /// that are likely to be equal; compare and insert. Afterwards `positions` has the successors' states.
  func insert(_ indices: Range<Int>, firstSource: Int, into states: CompactStates) -> Int {
    let unpacked = self.unpacked ?? UnpackedStates(states, capacity: Self.unit)
    // Sources that were expanded before the states became compact are not unpacked.
    let isUnpacked = self.unpacked != nil
    let (tree, root) = unsafe (states.tree, states.root.keys)
    let (width, nodes) = (states.width, states.nodes)
    let (start, count) = (indices.lowerBound, indices.count)
    let hashes = unsafe output.pointee.hashes + start
    let successors = unsafe output.pointee.words + start &* width
    let (positions, sources, ends) = unsafe (positions, sources, ends)
    let (words, numbers, scratch) = unsafe (unpacked.words, unpacked.numbers, unpacked.scratch)

    var source = firstSource
    for index in 0..<count {
      while unsafe ends[source] <= start &+ index { source &+= 1 }
      let key = unsafe p2p_tree_key(
        tree, successors + index &* width, isUnpacked ? UnsafePointer(words + source &* width) : nil,
        numbers + source &* nodes, scratch)
      let hash = p2p_key_hash(key)
      unsafe hashes[index] = hash
      unsafe positions[index] = Int(bitPattern: UInt(key))
      unsafe p2p_keys_prefetch(root, hash)
    }
    for index in 0..<count { unsafe p2p_keys_prefetch_row(root, hashes[index]) }

    var reserve = IndexReserve()
    swap(&reserve, &self.reserve)
    defer { swap(&reserve, &self.reserve) }
    source = firstSource
    for index in 0..<count {
      while unsafe ends[source] <= start &+ index { source &+= 1 }
      let state = reserve.next
      let key = unsafe UInt64(UInt(bitPattern: positions[index]))
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
