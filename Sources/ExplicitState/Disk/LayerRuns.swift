import CSuccessor
import Checking
import ModelIR
import Synchronization

/// Runs to states of layers: found backwards, as no parents are kept.
///
/// The states of the layer before are expanded until one leads to the wanted state, and so on, for all wanted states of a layer
/// at once. Of several such states it is the least one, whatever the number of threads.
final class LayerRuns {
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

  /// From a start state to a target; nil if there is none, or no time.
  func run(to target: Int) throws(EngineFailure) -> [[UInt64]]? {
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
          "finding traces", states: layer.count, depth: depth, queued: layer.count / blocks * (blocks - block),
          team, folder)
      }
    }
    return found.withLock { $0 }
  }
}

/// What looking for steps to states needs to know.
struct StepSearch: Sendable {
  let system: TransitionSystem
  let successor: any Successor
  let canonical: Bool
  let stop: StopWord
  let width: Int
  let blockStates: Int
}

/// Looks for the states of blocks that lead to wanted states: one for each thread.
@safe
private final class StepProbe {
  private let search: StepSearch
  private let memory: SuccessorOutput
  private let reader: BlockReader
  private let wanted: [(hash: UInt64, words: [UInt64])]

  init(_ search: StepSearch, wanted states: Set<[UInt64]>) {
    self.search = search
    memory = SuccessorOutput(search.system, wanted: [], stop: search.stop)
    reader = BlockReader(width: search.width, blockStates: search.blockStates)
    wanted = states.map { words in
      let hash = unsafe words.withUnsafeBufferPointer { buffer in
        unsafe buffer.baseAddress.map { unsafe p2p_hash($0, words.count) } ?? 0
      }
      return (hash, words)
    }
    memory.prepare(canonical: search.canonical, onlyFires: true)
  }

  /// The wanted states that states of the block lead to, each with the least of them.
  func steps(from layer: SortedRun, block: Int) throws(DiskStop) -> [[UInt64]: [UInt64]] {
    let count = try reader.read(layer, block: block)
    let output = unsafe memory.pointer
    var found: [[UInt64]: [UInt64]] = [:]
    for number in 0..<count {
      let state = unsafe reader.states + number * search.width
      unsafe output.pointee.count = 0
      unsafe output.pointee.finding_count = 0
      unsafe search.successor.expand(state, into: output)
      if search.stop.isRaised { throw .stopped }
      for index in 0..<(unsafe output.pointee.count) {
        let hash = unsafe output.pointee.hashes[index]
        for (wantedHash, words) in wanted where wantedHash == hash && found[words] == nil {
          let successor = unsafe output.pointee.words + index * search.width
          guard words.indices.allSatisfy({ unsafe successor[$0] == words[$0] }) else { continue }
          found[words] = unsafe Array(UnsafeBufferPointer(start: state, count: search.width))
        }
      }
    }
    return found
  }
}
