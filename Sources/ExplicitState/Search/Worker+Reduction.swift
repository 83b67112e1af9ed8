import CSuccessor

/// Expanding states in part: the inner loop of a search that fires stubborn sets only.
extension Worker {
  /// How a state was expanded whose successors wait to be looked up.
  struct PartialExpansion {
    let state: UInt32
    /// Whether something that can be fired was left out.
    var isPartial: Bool
    /// Whether something can happen, and whether that leads elsewhere, as far as it was fired.
    var enabled: UInt32
    var moved: UInt32
    /// Whether a successor is of the next level.
    var leadsOn = false
  }

  /// Expands states of the level until there are none left or the search is to end.
  ///
  /// A state none of whose successors is of the next level is expanded as a whole after all (`StubbornSets`).
  func workReduced(on level: Level, depth: Int, _ sets: StubbornSets, _ boundary: LevelBoundary) {
    unsafe output.pointee.blocked = sets.blocked
    unsafe output.pointee.selected = UnsafePointer(sets.selected)
    var batch = Batch(depth: depth, boundary: boundary)
    var goesOn = true
    while goesOn, let pieces = level.next() {
      for state in pieces.joined() where goesOn {
        goesOn = expand(state, sets, &batch)
      }
      goesOn = goesOn && settle(&batch, sets) && context.unitDone(of: level)
    }
    unsafe output.pointee.count = 0
    reportFirings()
  }

  /// States that were expanded, and whose successors are not looked up.
  struct Batch {
    let depth: Int
    let boundary: LevelBoundary
    var expansions: [PartialExpansion] = []
  }

  /// Fires a stubborn set of a state; false if the search is to end.
  private func expand(_ state: UInt32, _ sets: StubbornSets, _ batch: inout Batch) -> Bool {
    let words = unsafe context.space.store.pointer(to: state)
    let gathered = unsafe output.pointee.count
    unsafe output.pointee.moved = 0
    unsafe output.pointee.enabled = 0
    unsafe context.successor.examine(words, into: output)
    if context.watch.stop.isRaised { return forget(gathered) }
    let isPartial = sets.select()
    unsafe context.successor.fire(words, into: output)
    if context.watch.stop.isRaised { return forget(gathered) }
    wholeExpansions += isPartial ? 0 : 1
    return gather(
      PartialExpansion(
        state: state, isPartial: isPartial, enabled: unsafe output.pointee.enabled,
        moved: unsafe output.pointee.moved), sets, &batch)
  }

  /// Fires what was left out of a state; false if the search is to end.
  private func complete(_ expansion: PartialExpansion, _ sets: StubbornSets, _ batch: inout Batch) -> Bool {
    let words = unsafe context.space.store.pointer(to: expansion.state)
    let gathered = unsafe output.pointee.count
    unsafe output.pointee.moved = expansion.moved
    unsafe output.pointee.enabled = expansion.enabled
    unsafe output.pointee.only_fires = 1
    unsafe context.successor.examine(words, into: output)
    unsafe output.pointee.only_fires = 0
    if context.watch.stop.isRaised { return forget(gathered) }
    sets.selectRest()
    unsafe context.successor.fire(words, into: output)
    if context.watch.stop.isRaised { return forget(gathered) }
    wholeExpansions += 1
    var whole = expansion
    whole.isPartial = false
    (whole.enabled, whole.moved) = unsafe (output.pointee.enabled, output.pointee.moved)
    return gather(whole, sets, &batch)
  }

  private func gather(_ expansion: PartialExpansion, _ sets: StubbornSets, _ batch: inout Batch) -> Bool {
    unsafe sources[batch.expansions.count] = expansion.state
    unsafe ends[batch.expansions.count] = output.pointee.count
    batch.expansions.append(expansion)
    noteFindings(in: expansion.state, depth: batch.depth)
    // What was left out may be what happens or leads elsewhere.
    if !expansion.isPartial { noteDeadlock(in: expansion.state, depth: batch.depth) }
    guard unsafe output.pointee.count >= Self.batch || batch.expansions.count == Self.unit else {
      return true
    }
    return settle(&batch, sets)
  }

  private func forget(_ count: Int) -> Bool {
    forgetExpansion(keeping: count)
    return false
  }

  /// Looks up what was gathered, and completes what leads to no state of the next level; false if the search is to end.
  private func settle(_ batch: inout Batch, _ sets: StubbornSets) -> Bool {
    while !batch.expansions.isEmpty {
      let isStored = store { source, state in
        if batch.boundary.isBeyond(state) { batch.expansions[source].leadsOn = true }
      }
      let count = unsafe output.pointee.count
      unsafe output.pointee.count = 0
      noteFirings(count)
      guard isStored else { return false }
      let unfinished = batch.expansions.filter { $0.isPartial && !$0.leadsOn }
      batch.expansions.removeAll(keepingCapacity: true)
      for expansion in unfinished {
        guard complete(expansion, sets, &batch) else { return false }
      }
    }
    return true
  }
}
