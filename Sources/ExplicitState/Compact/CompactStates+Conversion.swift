import CSuccessor

/// From states that are stored as they are.
extension CompactStates {
  /// States that are looked at to find out how to cut them.
  private static let sampleSize = 4096
  /// Not worth it unless it takes less than so much of the memory.
  private static let worthwhile = 0.8
  /// From so many states on that is looked at.
  private static let telling = 1 << 12

  /// The same states under the same indices, the first `allocated`; nil if that does not save memory, or there is none.
  ///
  /// Only while nobody else uses the states.
  static func compacting(
    _ store: StateStore, _ table: VisitedTable, allocated: Int, budget: Int, _ compaction: Compaction,
    _ share: Share
  ) -> CompactStates? {
    let layout = compaction.layout
    let isStored = stored(table, allocated)
    let step = max(allocated / sampleSize, 1)
    let sample = stride(from: 0, to: allocated, by: step).filter { isStored[$0] }.map {
      store.state(UInt32($0))
    }
    let whole = TreePlan(whole: layout)
    let plain = (StateStore.bytesPerState(width: store.width) + MemoryLayout<UInt64>.size) * allocated
    for plan in [TreePlan(layout, sample: sample), whole] {
      let capacity = min(max(budget / 4, allocated * 2), Int(UInt32.max) - 1)
      guard let plan, let states = CompactStates(plan, width: store.width, capacity: capacity) else {
        continue
      }
      // With room for some more: what is converted goes on.
      states.root.grow(toSlots: KeySet.slots(for: allocated + allocated / 4 + 1024), numbers: 0, share)
      guard states.enter(isStored, of: store, budget: budget, compaction.stop, share)
      else { continue }
      let bytes = states.byteCount(states: allocated)
      let isSmaller = plan == whole || whole.map { bytes < states.byteCount(allocated, as: $0) } ?? true
      if bytes < budget, allocated < telling || isSmaller && Double(bytes) < worthwhile * Double(plain) {
        return states
      }
    }
    return nil
  }

  /// What states in one piece would take.
  private func byteCount(_ states: Int, as whole: TreePlan) -> Int {
    states * (whole.leaves[0].count + 1) / 8 + states / Self.sampling * 4 + root.slots * 4
  }

  /// Which indices have states: the others are some worker's reserve.
  private static func stored(_ table: VisitedTable, _ allocated: Int) -> [Bool] {
    var isStored = [Bool](repeating: false, count: allocated)
    for slot in 0..<table.capacity {
      let entry = unsafe table.slots[slot]
      if entry != 0 { isStored[VisitedTable.state(in: entry)] = true }
    }
    return isStored
  }

  /// Enters states under their indices; false if there is no time, or no memory for their parts, or one of them is there twice.
  private func enter(
    _ isStored: [Bool], of store: StateStore, budget: Int, _ stop: StopWord, _ share: Share
  ) -> Bool {
    let finder = KeyFinder(self)
    let finds = unsafe finder.keys
    for start in stride(from: 0, to: isStored.count, by: Self.alignment) {
      let count = min(Self.alignment, isStored.count - start)
      guard !stop.isRaised, prepare(Self.alignment, states: isStored.count, budget: budget, share) else {
        return false
      }
      // Of indices without a state as well, whose words mean nothing.
      unsafe finder.findKeys(store.words + start * width, count: count)
      for index in 0..<count where isStored[start + index] {
        let (state, key) = unsafe (UInt32(start + index), finds[index])
        let number = unsafe p2p_keys_insert(root.keys, key, p2p_key_hash(key), state + 1)
        // A state that is stored twice is for the audit to find.
        guard number == state + 1 else { return false }
        if Int(state) % Self.sampling == 0 { note(store.parent(of: state), of: state) }
      }
    }
    return true
  }
}
