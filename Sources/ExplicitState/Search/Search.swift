package import Checking
import Foundation
package import ModelIR

/// The explicit-state check of a system over a successor function, from start states to verdicts with traces.
package struct Search {
  private let task: CheckTask
  private let layout: StateLayout
  private let successor: any Successor
  private let observer: any CheckObserver
  private let checkpoints: CheckpointPlan?
  private let disk: DiskPlan?
  private let orbits: OrbitSizes?
  private let relations: StubbornRelations?
  private let definedness: Definedness
  private let stop: StopWord
  private let canonical: Canonical

  /// `successor` works on states packed by `layout`; symmetry is used if the task asks for it.
  ///
  /// With `relations`, only stubborn sets of actions are fired where that is enough. `orbits` are those of the symmetry; the
  /// task says whether their states are counted. `stop` is raised when the successor is to come to an end.
  package init(
    task: CheckTask, layout: StateLayout, successor: any Successor, observer: any CheckObserver,
    checkpoints: CheckpointPlan? = nil, disk: DiskPlan? = nil, orbits: OrbitSizes? = nil,
    relations: StubbornRelations? = nil, definedness: Definedness = .unknown,
    stop: StopWord = StopWord()
  ) {
    self.relations = relations
    self.definedness = definedness
    self.task = task
    self.layout = layout
    self.successor = successor
    self.observer = observer
    self.checkpoints = checkpoints
    self.disk = disk
    self.orbits = orbits
    self.stop = stop
    canonical = Canonical(layout: layout, successor: successor, usesSymmetry: task.symmetry)
  }

  /// How a search ends.
  package enum Outcome: Sendable {
    case result(CheckResult)
    /// One state of each orbit is not enough: something stopped these iterations of `ScalarsetSymmetry.watches`, or steps
    /// ran out (`P2P_STEPS`).
    case orderMatters(watches: Set<UInt32>)
  }

  /// Runs on the calling thread, which needs a deep stack (see `onDeepStack`), and on `jobs - 1` others.
  package func run() throws(EngineFailure) -> Outcome {
    let watch = Watch(observer: observer, timeout: task.budget.timeout, stop: stop)
    watch.begin()
    defer { watch.end() }
    let continuation = try DiskContinuation(disk)
    defer { continuation?.end() }
    let space = try StateSpace(width: layout.width, budget: task.budget.memory, compaction: compaction)
    let context = SearchContext(
      successor: successor, space: space, watch: watch,
      counts: (task.system.rules.count, task.system.properties.count), claims: task.claims,
      canonicalise: task.symmetry, deadlock: task.deadlock, logsEdges: logsEdges,
      relations: relations, profiles: task.profiles)
    let exploration = Exploration(
      context, jobs: task.budget.jobs, claims: task.claims,
      limits: .init(depth: task.budget.maximumDepth, stopAtFirst: task.stopAtFirst))
    let saving = try CheckpointSaving(checkpoints, watch: watch)
    var starts = try begin(exploration, storing: continuation?.isResumed != true)
    if let saving {
      exploration.keepsCounts = true
      exploration.onLevelEnd = { saving.saveIfDue($0) }
    }
    if continuation != nil { (exploration.keepsCounts, exploration.keepsLevels) = (true, true) }
    var (ending, onDisk): DiskContinuation.Continued
    if let continuation, continuation.isResumed {
      (ending, onDisk) = try continuation.resume(exploration, task.claims, of: task.system)
    } else {
      (ending, onDisk) = (exploration.run(), nil)
      if let continuation, case .stopped(.memory) = ending {
        (ending, onDisk) = try continuation.goOn(exploration, task.claims, &starts, canonical) { freshStarts }
      }
    }
    // Who goes on where start states are missing would never see them.
    if case .stopped = ending, starts.isComplete || checkpoints?.resumed != nil { saving?.save(exploration) }
    if case .orderMatters = ending {
      let ledger = onDisk.map(\.ledger.stoppedWatches)
      return .orderMatters(watches: ledger ?? exploration.ledger.stoppedWatches)
    }
    var notes = saving?.notes ?? []
    if case .compact = task.storage, compaction == nil {
      notes.append(
        "states are not stored compactly: checkpoints, `leadsto` and reduction need them as they are")
    }
    return try conclude(exploration, onDisk, ending, starts, notes: notes)
  }

  /// Nil where parents or words are needed of all states at any time: by checkpoints, and by what asks for whole runs.
  private var compaction: Compaction? {
    guard checkpoints == nil, relations == nil,
      !task.claims.contains(where: { $0.isLeadsTo(in: task.system) })
    else {
      return nil
    }
    return Compaction(task.storage, layout: layout, jobs: task.budget.jobs, stop: stop)
  }

  /// Edges decide liveness; a search that is resumed knows only some of them.
  private var logsEdges: Bool {
    checkpoints?.resumed == nil
      && !LivenessAnalysis.properties(among: task.claims, of: task.system).isEmpty
  }

  private var freshStarts: StartStates {
    StartStates(Interpreter(task.system, stop: stop.flag), stop: stop.flag)
  }

  /// Stores the start states, or what a checkpoint holds instead.
  private func begin(_ exploration: Exploration, storing stores: Bool) throws(EngineFailure) -> StartStates {
    let context = exploration.context
    let resumed = checkpoints?.resumed
    var starts = freshStarts
    starts.execute { state in
      let words = canonical.pack(state)
      return context.goesOn(phase: "start states", queued: 0)
        && (resumed != nil || !stores || exploration.addStart(words))
    }
    exploration.limits.decided = Set(starts.decided.keys)
    exploration.limits.isViolated = starts.isViolated
    if let resumed, let digest = checkpoints?.digest {
      try CheckpointReader(folder: URL(fileURLWithPath: resumed), digest: digest).restore(
        exploration, of: task.system)
    }
    return starts
  }

  private func conclude(
    _ exploration: Exploration, _ onDisk: DiskExploration?, _ ending: Exploration.Ending,
    _ starts: StartStates,
    notes: [Note]
  ) throws(EngineFailure) -> Outcome {
    var targets: [LayerRuns.Target] = []
    if let onDisk { targets = onDisk.conclude() }
    // Deciding liveness may fire rules once more.
    let counts = exploration.counts
    var statistics = statistics(of: exploration, ending, starts)
    var notes = notes
    if let onDisk {
      statistics.memory = onDisk.memory
      statistics.diskWritten = onDisk.folder.written
      notes += onDisk.notes(for: task)
    } else if task.countsOrbits, let orbits {
      let count = OrbitCount(exploration, layout: layout, orbits: orbits)
      statistics.statesOfOrbits = count.states
      notes += count.notes
    }
    if onDisk == nil, task.digestsStates, ending == .complete {
      statistics.stateDigest = StateDigest(exploration)?.text
    }
    let conditions = RunConditions(of: task, definedness)
    var undecided: [PropertyID: String] = [:]
    var lassos: [Claim: Lasso] = [:]
    if ending == .complete, onDisk != nil {
      undecided = DiskExploration.undecided(conditions)
    } else if ending == .complete {
      undecided = LivenessAnalysis(exploration, system: task.system).decide(task.claims)
      let outcome = LeadsToAnalysis(exploration, system: task.system).decide(task.claims)
      undecided.merge(outcome.undecided) { reason, _ in reason }
      lassos = outcome.lassos
      let reasons = evaluate(conditions.unclaimed, in: exploration)
      undecided.merge(reasons) { reason, _ in reason }
      statistics.elapsed = exploration.context.watch.elapsed
    }
    let stopped = exploration.ledger.stoppedWatches
    guard stopped.isEmpty else { return .orderMatters(watches: stopped) }
    statistics.audit = try audit(exploration, onDisk, counts, ending, starts)
    let conclusion = exploration.context.watch.conclusion.flag
    // Once the search is to end, its own successor function names no representatives any more.
    let concluding = successor.versions(until: exploration.context.watch.conclusion).last ?? successor
    let canonical = Canonical(layout: layout, successor: concluding, usesSymmetry: task.symmetry)
    let assembly = VerdictAssembly(
      task: task, ending: ending, checkedDepth: exploration.checkedDepth, ledger: exploration.ledger,
      starts: starts.decided, lassos: lassos, undecided: undecided, openSteps: statistics.openSteps,
      isReduced: relations != nil,
      unevaluated: UnevaluatedCondition.all(
        conditions, of: task, definedness, isComplete: ending == .complete, undecided),
      reconstruction: TraceReconstruction(
        interpreter: Interpreter(task.system, stop: conclusion), canonical: canonical,
        store: exploration.context.space.store,
        runs: runs(of: exploration, onDisk, to: targets, concluding), stop: conclusion),
      watch: exploration.context.watch)
    let (findings, remarks) = try assembly.findings()
    notes += remarks
    return .result(CheckResult(findings: findings, statistics: statistics, notes: notes))
  }

  /// Adds a finding to the ledger where evaluating a property fails that nobody asks for; why it was not evaluated, if it was not.
  private func evaluate(_ properties: [PropertyID], in exploration: Exploration) -> [PropertyID: String] {
    guard !RunConditions.noteFailures(of: properties, in: exploration, task.system) else { return [:] }
    let reason = exploration.context.watch.stopReason?.sentence ?? "its evaluation ended early"
    return Dictionary(uniqueKeysWithValues: properties.map { ($0, reason) })
  }

  /// Where the runs to what was found come from.
  private func runs(
    of exploration: Exploration, _ onDisk: DiskExploration?, to targets: [LayerRuns.Target],
    _ successor: any Successor
  ) -> any StoredRuns {
    let stop = exploration.context.watch.conclusion
    if let onDisk {
      return LayerRuns(to: targets, onDisk, system: task.system, successor: successor, stop: stop)
    }
    return Ancestry(
      exploration.context.space, system: task.system, versions: [successor], usesSymmetry: task.symmetry,
      stop: stop)
  }

  /// Of a search that claims something of all states, or of those up to a depth, without a trace; nil if the interpreter
  /// made it, or if nobody wants it.
  private func audit(
    _ exploration: Exploration, _ onDisk: DiskExploration?, _ counts: FiringCounts,
    _ ending: Exploration.Ending,
    _ starts: StartStates
  ) throws(EngineFailure) -> AuditAccount? {
    let claims = Set(task.claims).subtracting(starts.decided.keys).subtracting(
      exploration.ledger.candidates.keys)
    // In part of a state space that was not visited to the end nothing is promised.
    guard relations == nil || ending == .complete else { return nil }
    guard task.audit.extent != .off, !(successor is InterpretedSuccessor), ending != .decided,
      exploration.checkedDepth >= 0
    else { return nil }
    let reduction = task.symmetry ? orbits : nil
    let stop = StopWord()
    let versions = successor.versions(until: stop)
    let subject = AuditSubject(
      system: task.system, layout: layout,
      reference: InterpretedSuccessor(task.system, layout: layout, orbits: nil, stop: stop.flag),
      versions: versions, stop: stop, space: exploration.context.space,
      ancestry: Ancestry(
        exploration.context.space, system: task.system, versions: versions, usesSymmetry: reduction != nil,
        stop: stop),
      symmetry: reduction.map { SymmetryAudit(layout: layout, orbits: $0, seed: task.audit.seed) },
      deadlock: task.deadlock, undecided: claims,
      checkedDepth: ending == .complete ? nil : exploration.checkedDepth, isReduced: relations != nil)
    if let onDisk { return try DiskAudit(onDisk, counts, subject, plan: task.audit).run() }
    return try Audit(exploration, counts, subject, plan: task.audit).run()
  }

  private func statistics(
    of exploration: Exploration, _ ending: Exploration.Ending, _ starts: StartStates
  ) -> Statistics {
    let counts = exploration.counts
    var statistics = Statistics(counts, starts, task)
    statistics.states = UInt64(exploration.states)
    statistics.depth = exploration.depth
    statistics.elapsed = exploration.context.watch.elapsed
    statistics.memory = exploration.context.space.memory
    statistics.bitsPerState = layout.bits
    statistics.complete = ending == .complete
    statistics.successor = successor.description
    statistics.profile = ExplorationProfile(exploration.crew.workers, rules: counts.firings.count)
    if relations != nil {
      statistics.wholeExpansions = exploration.crew.workers.reduce(0) { $0 + UInt64($1.wholeExpansions) }
    }
    return statistics
  }
}

extension Statistics {
  /// What was counted of firings, and nothing else.
  init(_ counts: FiringCounts, _ starts: StartStates, _ task: CheckTask) {
    self.init()
    firings = counts.firings.reduce(0, +)
    firingsPerRule = counts.firings
    stopsPerRule = counts.stops
    failedSteps = counts.failures + starts.failures
    failuresEndRuns = task.failuresEndRuns
    hitsPerProperty = task.system.propertyIDs.map { id in
      let property = task.system[id]
      guard property.kind == .cover || property.premise != nil else { return nil }
      let hits = counts.hits[id.index] + starts.hits[id, default: 0]
      // Each worker looks at a premise until it has seen it once.
      return property.kind == .cover ? hits : min(hits, 1)
    }
  }
}
