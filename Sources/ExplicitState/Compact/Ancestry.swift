import CSuccessor
import ModelIR

/// From which states the search came to its states: stored, or found again.
///
/// Of compact states only some have their parents stored. A worker expands states, and gives indices, in their order: the parent
/// of a state is therefore soon found from that of a state a little before it on. All states of the depth before are looked
/// at before it is said that there is none.
struct Ancestry: Sendable {
  let depths: Depths
  private let store: StateStore
  private let system: TransitionSystem
  /// Every function by which a state may have been reached.
  private let versions: [any Successor]
  private let usesSymmetry: Bool
  private let stop: StopWord

  /// What is found out once `stop` is raised is not believed.
  init(
    _ space: StateSpace, system: TransitionSystem, versions: [any Successor], usesSymmetry: Bool,
    stop: StopWord
  ) {
    depths = Depths(space)
    store = space.store
    self.system = system
    self.versions = versions
    self.usesSymmetry = usesSymmetry
    self.stop = stop
  }

  /// One thread's memory for looking for parents.
  func makeProbe() -> ExpansionProbe { ExpansionProbe(system, width: store.width, stop: stop) }

  /// The states from a start state to this one; nil if they are not found, or there was no time for it.
  func path(to state: UInt32) -> [UInt32]? {
    guard store.compact != nil else { return store.path(to: state) }
    let probe = makeProbe()
    var path = [state]
    while true {
      guard let last = path.last, let parent = parent(of: last, probe) else { return nil }
      if parent == StateStore.root { return path.reversed() }
      path.append(parent)
    }
  }

  /// A state of the depth before from which one firing leads to this one, or `StateStore.root`; nil if there is none, or the search
  /// for it was stopped.
  func parent(of state: UInt32, _ probe: ExpansionProbe) -> UInt32? {
    guard let compact = store.compact else { return isReached(state, from: store.parent(of: state), probe) }
    let depth = depths.depth(of: state)
    guard depth > 0 else { return StateStore.root }
    let first = unsafe compact.parents[Int(state) / CompactStates.sampling]
    let candidates = depths.states(atDepth: depth - 1)
    let words = store.state(state)
    for ranges in [
      candidates.map { $0.clamped(to: first..<UInt32.max) }, candidates.map { $0.clamped(to: 0..<first) },
    ] {
      for candidate in ranges.joined() {
        if stop.isRaised { return nil }
        if compact.holds(candidate), leads(from: candidate, to: words, probe) { return candidate }
      }
    }
    return nil
  }

  /// The stored parent, if the state is reached from there.
  private func isReached(_ state: UInt32, from parent: UInt32, _ probe: ExpansionProbe) -> UInt32? {
    parent == StateStore.root || leads(from: parent, to: store.state(state), probe) ? parent : nil
  }

  private func leads(from state: UInt32, to words: [UInt64], _ probe: ExpansionProbe) -> Bool {
    let origin = store.state(state)
    return versions.contains { probe.leads(from: origin, to: words, by: $0, canonical: usesSymmetry) }
  }
}

extension Ancestry: StoredRuns {
  func path(to candidate: Candidate) -> [[UInt64]]? { path(to: candidate.state)?.map(store.state) }
}
