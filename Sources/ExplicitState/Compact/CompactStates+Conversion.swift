import CSuccessor
import Synchronization

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
      guard let plan,
        let states = CompactStates(
          plan, width: store.width, capacity: capacity, isThrifty: compaction.isThrifty)
      else { continue }
      // With room for some more: what is converted goes on.
      states.root.grow(toSlots: KeySet.slots(for: allocated + allocated / 4 + 1024), numbers: 0, share)
      var most = budget
      if allocated >= telling {
        most = min(most, Int(worthwhile * Double(plain)))
        if let whole, plan != whole { most = min(most, states.byteCount(allocated, as: whole)) }
      }
      if states.enter(isStored, of: store, most: most, compaction, share) { return states }
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

  /// Enters states under their indices; false if there is no time, or they and their parts take `most` bytes or more, or one of
  /// them is there twice.
  private func enter(
    _ isStored: [Bool], of store: StateStore, most: Int, _ compaction: Compaction, _ share: Share
  ) -> Bool {
    let entry = Entry(isStored, of: store, into: self, compaction)
    // Parts and rows only grow, so that it is known early that they take too much.
    while byteCount(states: isStored.count) < most {
      // Rows from there on are empty, and need not be moved to become wider.
      let entered = entry.entered
      if entered == isStored.count { return true }
      guard prepare(compaction.margin, states: entered, budget: most, share) else { return false }
      share(compaction.jobs) { _ in entry.work() }
      if compaction.stop.isRaised || entry.isRefused { return false }
    }
    return false
  }

  /// The states that are still to be entered, taken by several threads until parts need room.
  private final class Entry: Sendable {
    private let isStored: [Bool]
    private let store: StateStore
    private let states: CompactStates
    private let compaction: Compaction
    private let next = Atomic(0)
    private let refused = Atomic(false)

    init(_ isStored: [Bool], of store: StateStore, into states: CompactStates, _ compaction: Compaction) {
      self.isStored = isStored
      self.store = store
      self.states = states
      self.compaction = compaction
    }

    /// All indices below were entered; while nobody is at work.
    var entered: Int { min(next.load(ordering: .relaxed), isStored.count) }

    /// Whether a state was there twice, which is for the audit to find.
    var isRefused: Bool { refused.load(ordering: .relaxed) }

    /// Enters slices until there are none, parts need room or the search is to end.
    func work() {
      let finder = KeyFinder(states)
      while !compaction.stop.isRaised, !isRefused, !states.isCramped(compaction.margin) {
        let (start, _) = next.add(KeyFinder.slice, ordering: .relaxed)
        guard start < isStored.count else { return }
        let end = min(start + KeyFinder.slice, isStored.count)
        if !enter(start..<end, finder) { refused.store(true, ordering: .relaxed) }
      }
    }

    /// In two passes, so that the cache misses of a slice overlap; false if one of the states is there twice.
    private func enter(_ indices: Range<Int>, _ finder: KeyFinder) -> Bool {
      let (keys, root) = unsafe (finder.keys, states.root.keys)
      // Of indices without a state as well, whose words mean nothing.
      unsafe finder.findKeys(store.words + indices.lowerBound * states.width, count: indices.count)
      for index in indices where isStored[index] {
        unsafe p2p_keys_prefetch(root, p2p_key_hash(keys[index - indices.lowerBound]))
      }
      for index in indices where isStored[index] {
        let (state, key) = unsafe (UInt32(index), keys[index - indices.lowerBound])
        let number = unsafe p2p_keys_insert(root, key, p2p_key_hash(key), state + 1)
        guard number == state + 1 else { return false }
        if index % CompactStates.sampling == 0 { states.note(store.parent(of: state), of: state) }
      }
      return true
    }
  }
}
