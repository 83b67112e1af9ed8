import CSuccessor

/// Reading states, and entering those that are known already.
extension CompactStates {
  /// Nil if the index has no state.
  private func key(of state: UInt32) -> UInt64? {
    let key = root.key(of: state + 1)
    return key == 0 ? nil : key
  }

  /// Whether the index has a state.
  func holds(_ state: UInt32) -> Bool { key(of: state) != nil }

  /// Writes the words of a state to `words`, and the numbers of its parts to `numbers`; false if the index has no state.
  @discardableResult
  func read(
    _ state: UInt32, into words: UnsafeMutablePointer<UInt64>, numbers: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    guard let key = key(of: state) else { return false }
    unsafe p2p_tree_state(tree, key, words, numbers)
    return true
  }

  /// The same with numbers that nobody needs.
  @discardableResult
  func read(_ state: UInt32, into words: UnsafeMutablePointer<UInt64>) -> Bool {
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: nodes + 1) { numbers in
      guard let base = numbers.baseAddress else { return false }
      return unsafe read(state, into: words, numbers: base)
    }
  }

  /// The index of a state; nil if it is not stored.
  ///
  /// For times at which no worker is at work.
  func find(_ words: UnsafePointer<UInt64>) -> UInt32? {
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: nodes + 1) { numbers in
      guard let base = numbers.baseAddress else { return nil }
      let key = unsafe p2p_tree_find(tree, words, base)
      return key == 0 ? nil : root.find(key).map { $0 - 1 }
    }
  }

  /// Stores the parent of a state whose index is a multiple of `sampling`.
  @inline(__always)
  func note(_ parent: UInt32, of state: UInt32) {
    unsafe parents[Int(state) / Self.sampling] = parent == StateStore.root ? 0 : parent
  }
}
