import CSuccessor

/// States that come from elsewhere, as ranks send and save them: the words, and behind them the parent's tag.
extension Worker {
  /// Stores records, as many as a piece of work has at most.
  func store(records: UnsafeRawPointer, count: Int) {
    if unsafe gather(records: records, count: count) { _ = store() }
    unsafe output.pointee.count = 0
  }

  /// Stores those of the records that are this rank's, and sends the others.
  func route(records: UnsafeRawPointer, count: Int) {
    guard unsafe gather(records: records, count: count) else { return }
    courier?.route(self)
    _ = store()
    unsafe output.pointee.count = 0
    _ = courier?.exchange(self)
  }

  /// Takes records for what was gathered; false, with the watch stopped, if there is no memory for them.
  func gather(records: UnsafeRawPointer, count: Int) -> Bool {
    let width = context.space.store.width
    while unsafe output.pointee.capacity < count {
      unsafe output.pointee.count = output.pointee.capacity
      guard unsafe p2p_reserve_state(output, width) == 1 else {
        context.watch.end(because: .outOfMemory)
        return false
      }
    }
    let stride = Courier.stride(width: width)
    guard let words = unsafe output.pointee.words, let hashes = unsafe output.pointee.hashes else {
      return false
    }
    for index in 0..<count {
      let record = unsafe records + index &* stride
      let state = unsafe words + index &* width
      for word in 0..<width {
        unsafe state[word] = record.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self)
      }
      unsafe hashes[index] = p2p_hash(state, width)
      unsafe sources[index] = record.loadUnaligned(fromByteOffset: width &* 8, as: UInt32.self)
      unsafe ends[index] = index &+ 1
    }
    unsafe output.pointee.count = count
    return true
  }

  /// Names those that were expanded by the tags of their hashes instead of their indices.
  func tagSources(count: Int) {
    let (states, width, sources) = unsafe (context.space.store.words, context.space.store.width, sources)
    for index in 0..<count {
      let hash = unsafe p2p_hash(states + Int(sources[index]) &* width, width)
      unsafe sources[index] = UInt32(truncatingIfNeeded: hash &>> 32)
    }
  }
}
