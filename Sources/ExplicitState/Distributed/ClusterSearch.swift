import Checking
import Foundation
import ModelIR

/// The explicit-state check of a system by several ranks, from start states to verdicts with traces.
///
/// All ranks run it alike; what the first one returns is the result. The others return that nothing is known.
struct ClusterSearch {
  let cluster: Cluster
  let task: CheckTask
  let layout: StateLayout
  let successor: any Successor
  let observer: any CheckObserver
  let checkpoints: CheckpointPlan?
  let orbits: OrbitSizes?
  let definedness: Definedness
  let stop: StopWord

  private var canonical: Canonical {
    Canonical(layout: layout, successor: successor, usesSymmetry: task.symmetry)
  }

  private var system: TransitionSystem { task.system }

  /// Why properties about whole runs are not decided.
  private static let runsReason =
    "whole runs are not followed across ranks; one process alone decides it, without `mpirun`"

  /// Runs on the calling thread, which needs a deep stack, and on `jobs - 1` others.
  func run() throws(EngineFailure) -> Search.Outcome {
    cluster.beginSearch()
    let observer = ClusterObserver(observer, ranks: cluster.count)
    let watch = Watch(observer: observer, timeout: task.budget.timeout, stop: stop)
    watch.begin()
    defer { watch.end() }
    let space = try makeSpace()
    let context = SearchContext(
      successor: successor, space: space, watch: watch, counts: (system.rules.count, system.properties.count),
      claims: task.claims, canonicalise: task.symmetry, deadlock: task.deadlock, logsEdges: false)
    let exploration = ClusterExploration(
      cluster, context, jobs: task.budget.jobs, claims: task.claims,
      limits: .init(depth: task.budget.maximumDepth, stopAtFirst: task.stopAtFirst))
    let saving = try ClusterSaving(cluster, checkpoints, watch: watch)
    let starts = begin(exploration)
    if let resumed = checkpoints?.resumed, let digest = checkpoints?.digest {
      try ClusterRestoring(cluster: cluster, folder: URL(fileURLWithPath: resumed), digest: digest).restore(
        exploration, of: system)
    }
    if let saving {
      exploration.isSaveDue = { saving.isDue }
      exploration.onLevelEnd = { exploration, isDue throws(EngineFailure) in
        if isDue { try saving.save(exploration) }
      }
    }
    let ending = try exploration.run()
    if let saving, case .stopped(let reason) = ending, hasTime(after: reason), try haveAll(starts) {
      try saving.save(exploration)
    }
    if case .orderMatters = ending { return .orderMatters(watches: exploration.ledger.stoppedWatches) }
    return try conclude(exploration, ending, starts, notes: saving?.notes ?? [])
  }

  /// If there is no memory for one rank, none goes on.
  private func makeSpace() throws(EngineFailure) -> StateSpace {
    let space: Result<StateSpace, EngineFailure>
    do throws(EngineFailure) {
      space = .success(try StateSpace(width: layout.width, budget: task.budget.memory))
    } catch {
      space = .failure(error)
    }
    _ = try cluster.collect(space.map { _ in [] })
    return try space.get()
  }

  private func begin(_ exploration: ClusterExploration) -> StartStates {
    let context = exploration.local.context
    let isResumed = checkpoints?.resumed != nil
    var starts = StartStates(Interpreter(system, stop: stop.flag), stop: stop.flag)
    starts.execute { state in
      context.goesOn(phase: "start states", queued: 0)
        && (isResumed || exploration.addStart(canonical.pack(state)))
    }
    exploration.local.limits.decided = Set(starts.decided.keys)
    exploration.local.limits.isViolated = starts.isViolated
    return starts
  }

  /// Whoever has started ranks ends them a second after they are told to end: better to say what is known.
  private func hasTime(after reason: StopReason) -> Bool { reason != .cancelled || cluster.count == 1 }

  /// Who goes on where start states are missing would never see them.
  private func haveAll(_ starts: StartStates) throws(EngineFailure) -> Bool {
    let isComplete = starts.isComplete || checkpoints?.resumed != nil
    return try cluster.gather([isComplete ? 1 : 0]).allSatisfy { $0 == [1] }
  }

  private func conclude(
    _ exploration: ClusterExploration, _ ending: Exploration.Ending, _ starts: StartStates, notes: [Note]
  ) throws(EngineFailure) -> Search.Outcome {
    let local = exploration.local
    let orbitCount = task.countsOrbits ? orbits.map { OrbitCount(local, layout: layout, orbits: $0) } : nil
    let digest = task.digestsStates && ending == .complete ? StateDigest(local) : nil
    let totals = try ClusterTotals(exploration, counts: local.counts, orbits: orbitCount, digest: digest)
    var ending = ending
    let conditions = RunConditions(of: task, definedness)
    if ending == .complete {
      // All ranks say something, or the others would wait; one that was stopped has nothing, and says that it was.
      let failures =
        RunConditions.failures(of: conditions.all, in: local, system, depth: exploration.depth(of:)) ?? []
      // Evaluations that nobody has made may fail.
      if let reason = try exploration.agree(on: failures) { ending = .stopped(reason) }
      let stopped = exploration.ledger.stoppedWatches
      guard stopped.isEmpty else { return .orderMatters(watches: stopped) }
    }
    let watch = local.context.watch
    // Once the search is to end, its own successor function names no representatives any more.
    let versions = successor.versions(until: watch.conclusion)
    let concluding = versions.last ?? successor
    let ancestry = SharedAncestry(
      exploration: exploration, versions: versions,
      probe: ExpansionProbe(system, width: layout.width, stop: watch.conclusion), usesSymmetry: task.symmetry)
    let statistics = statistics(of: exploration, totals, ending, starts)
    let sought = task.claims.filter { starts.decided[$0] == nil }.compactMap {
      exploration.ledger.findings[$0]
    }
    let runs = FoundRuns(paths: try ancestry.paths(to: sought))
    // What one rank has no time for nobody says.
    if runs.paths.count < sought.count { watch.conclusion.raise() }
    guard cluster.rank == 0 else {
      return .result(CheckResult(undecided: task.claims, because: "the first rank says what was found"))
    }
    let assembly = VerdictAssembly(
      task: task, ending: ending, checkedDepth: local.checkedDepth,
      ledger: FindingLedger(
        exploration.ledger.findings.values.map(\.candidate),
        failedProperties: exploration.ledger.failedProperties),
      starts: starts.decided, lassos: [:],
      undecided: Dictionary(uniqueKeysWithValues: conditions.claimed.map { ($0, Self.runsReason) }),
      openSteps: statistics.openSteps, isReduced: false,
      // In all states they have been evaluated.
      unevaluated: UnevaluatedCondition.all(
        conditions, of: task, definedness, isComplete: ending == .complete, [:]),
      reconstruction: TraceReconstruction(
        interpreter: Interpreter(system, stop: watch.conclusion.flag),
        canonical: Canonical(layout: layout, successor: concluding, usesSymmetry: task.symmetry),
        store: local.context.space.store, runs: runs, stop: watch.conclusion.flag),
      watch: watch)
    let (findings, remarks) = try assembly.findings()
    return .result(
      CheckResult(
        findings: findings, statistics: statistics, notes: notes + totals.notes + auditNotes + remarks))
  }

  /// What is missing of a search by compiled code.
  private var auditNotes: [Note] {
    guard task.audit.extent != .off, !(successor is InterpretedSuccessor) else { return [] }
    return ["no audit is made of what ranks have searched"]
  }

  private func statistics(
    of exploration: ClusterExploration, _ totals: ClusterTotals, _ ending: Exploration.Ending,
    _ starts: StartStates
  ) -> Statistics {
    var statistics = Statistics(totals.counts, starts, task)
    statistics.states = totals.states
    statistics.statesOfOrbits = totals.statesOfOrbits
    statistics.stateDigest = totals.digest?.text
    statistics.depth = exploration.depth
    statistics.elapsed = exploration.local.context.watch.elapsed
    statistics.memory = totals.memory
    statistics.bitsPerState = layout.bits
    statistics.complete = ending == .complete
    statistics.successor = successor.description
    return statistics
  }
}
