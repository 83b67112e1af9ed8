import CSuccessor
import Checking
import ModelIR
import Synchronization

/// Runs to states of layers: found backwards, as no parents are kept.
///
/// The states of the layer before are expanded until one leads to the wanted state, and so on, for all wanted states of a layer
/// at once. Of several such states it is the least one, whatever the number of threads.
final class LayerRuns: StoredRuns {
  private let layers: [SortedRun]
  private let targets: [Target]
  private let team: DiskCrew
  private let search: StepSearch
  private let folder: DiskFolder
  private let context: SearchContext
  private var known: [[[UInt64]]?]?

  struct Target {
    var words: [UInt64]
    var depth: Int
  }

  /// The runs to `targets`; what `successor` says is not believed once `stop` is raised.
  init(
    to targets: [Target], _ exploration: DiskExploration, system: TransitionSystem, successor: any Successor,
    stop: StopWord
  ) {
    self.targets = targets
    layers = exploration.layers
    team = exploration.team
    folder = exploration.folder
    context = exploration.exploration.context
    search = StepSearch(
      system: system, successor: successor, canonical: context.canonicalise, stop: stop,
      width: context.space.store.width,
      blockStates: exploration.plan.tuning.blockStates(width: context.space.store.width))
  }

  /// To the target whose number a candidate has for its state.
  func path(to candidate: Candidate) throws(EngineFailure) -> [[UInt64]]? {
    let target = Int(candidate.state)
    if let known { return known[target] }
    do throws(DiskStop) {
      let runs = try find()
      known = runs
      return runs[target]
    } catch {
      if case .failed(let failure) = error { throw failure }
      return nil
    }
  }

  private func find() throws(DiskStop) -> [[[UInt64]]?] {
    var runs: [[[UInt64]]?] = targets.map { [$0.words] }
    let deepest = targets.map(\.depth).max() ?? 0
    for depth in (0..<deepest).reversed() {
      let heads = targets.indices.compactMap { targets[$0].depth > depth ? runs[$0]?.last : nil }
      let found = try parents(of: Set(heads), in: layers[depth], depth)
      for index in targets.indices where targets[index].depth > depth {
        guard let head = runs[index]?.last, let parent = found[head] else {
          runs[index] = nil
          continue
        }
        runs[index]?.append(parent)
      }
    }
    return runs.map { run in run.map { $0.reversed() } }
  }

  /// The least state of the layer that leads to each of these, where one does.
  private func parents(
    of states: Set<[UInt64]>, in layer: SortedRun, _ depth: Int
  ) throws(DiskStop) -> [[UInt64]: [UInt64]] {
    guard !states.isEmpty else { return [:] }
    let found = Mutex<[[UInt64]: [UInt64]]>([:])
    let next = Atomic(0)
    let isOver = Atomic(false)
    let blocks = layer.blocks
    try team.run(alone: blocks == 1) { [team, search, context, folder] _ throws(DiskStop) in
      let probe = StepProbe(search, wanted: states)
      // Blocks are taken in their order, and each is looked through: none before the one that decides is left out.
      while team.goesOn, !isOver.load(ordering: .relaxed) {
        let (block, _) = next.add(1, ordering: .relaxed)
        guard block < blocks else { return }
        let steps = try probe.steps(from: layer, block: block)
        found.withLock { known in
          known.merge(steps) { $0.lexicographicallyPrecedes($1) ? $0 : $1 }
          if known.count == states.count { isOver.store(true, ordering: .relaxed) }
        }
        _ = context.goesOnDisk(
          "finding traces", states: layer.count, depth: depth,
          queued: layer.count / blocks * (blocks - block),
          team, folder)
      }
    }
    return found.withLock { $0 }
  }
}
