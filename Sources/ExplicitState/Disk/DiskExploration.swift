import Checking
import Synchronization

/// Goes on with a breadth-first search whose states are on disk, level by level.
///
/// Delayed duplicate detection: successors of a whole layer are gathered, sorted and merged, and what is known is left out by a
/// merge with all earlier layers (Korf: Best-First Frontier Search with Delayed Duplicate Detection, 2004). A layer is
/// finished, and its findings merged, before the next one begins, as in `Exploration`, whose workers and counts it uses.
final class DiskExploration {
  let exploration: Exploration
  let plan: DiskPlan
  let folder: DiskFolder
  let team: DiskCrew
  /// The states of each depth.
  private(set) var layers: [SortedRun] = []
  /// States of whole layers.
  private(set) var states = 0
  var ledger = WordedLedger<DiskFinding>()
  /// What a resumed search begins with: of the unfinished level it finds everything again.
  var ledgerAtLevelStart = WordedLedger<DiskFinding>()
  /// The greatest depth whose states were all checked; -1 before the first.
  var checkedDepth = -1
  var known: KnownRuns
  var countsAtLevelStart: FiringCounts
  /// Whether the last layer was expanded, and nothing new came of it.
  var isComplete = false
  let claims: Set<Claim>
  var saving = DiskSaving()

  /// Nil if the system refuses the memory.
  ///
  /// The exploration may not have begun.
  init?(_ exploration: Exploration, claims: [Claim], plan: DiskPlan, folder: DiskFolder) {
    self.exploration = exploration
    self.plan = plan
    self.folder = folder
    self.claims = Set(claims)
    let space = exploration.context.space
    let jobs = exploration.crew.workers.count
    let gatherers = (0..<jobs).compactMap { _ in
      Gatherer(
        width: space.store.width, bytes: space.budget / 4 * 3 / jobs, folder: folder, tuning: plan.tuning)
    }
    guard gatherers.count == jobs else { return nil }
    team = DiskCrew(exploration.crew, gatherers, folder: folder, tuning: plan.tuning)
    known = KnownRuns(fanIn: plan.tuning.fanIn)
    countsAtLevelStart = exploration.countsAtLevelStart
  }

  var context: SearchContext { exploration.context }
  private var limits: Exploration.Limits { exploration.limits }
  private var frontier: SortedRun { isComplete ? SortedRun([]) : layers.last ?? SortedRun([]) }
  var width: Int { context.space.store.width }

  /// The depth of the last states that were found.
  var depth: Int { max(layers.count - 1, 0) }

  /// Searches until everything is visited or decided, or something ends it; throws if files fail.
  func run() throws(EngineFailure) -> Exploration.Ending {
    for claim in limits.decided.union(ledger.findings.keys) { context.settled.settle(claim) }
    var ending: Exploration.Ending?
    do throws(DiskStop) {
      while ending == nil { ending = try step() }
      if ending != .orderMatters { try save() }
    } catch {
      if case .failed(let failure) = error { throw failure }
      // What is whole may not be saved yet, and may still find room.
      try? save()
      if let reason = error.reason { context.watch.end(because: reason) }
    }
    return ending ?? .stopped(context.watch.stopReason ?? .cancelled)
  }

  /// One level; nil if there is another one.
  private func step() throws(DiskStop) -> Exploration.Ending? {
    if let reason = context.watch.stopReason { return .stopped(reason) }
    guard frontier.count > 0 else { return .complete }
    if isDecided { return .decided }
    if limits.stopAtFirst, hasViolation { return .stopped(.firstViolation) }
    let isLast = limits.isReached(at: depth)
    try mergeKnown()
    do throws(DiskStop) {
      try expand(inspectOnly: isLast)
      mergeFindings()
    } catch {
      // What was found is true, wherever the search was.
      mergeFindings()
      if !ledger.stoppedWatches.isEmpty { return .orderMatters }
      throw error
    }
    if !ledger.stoppedWatches.isEmpty { return .orderMatters }
    if let reason = context.watch.stopReason { return .stopped(reason) }
    if isLast {
      checkedDepth = depth
      return isDecided ? .decided : .stopped(.depth)
    }
    let checked = depth
    let next = try merged(without: known.runs)
    checkedDepth = checked
    countsAtLevelStart = exploration.counts
    if next.count > 0 { try append(next) } else { isComplete = true }
    ledgerAtLevelStart = ledger
    try saveIfDue()
    return nil
  }

  private func expand(inspectOnly: Bool) throws(DiskStop) {
    let (layer, depth, blocks) = (frontier, depth, frontier.blocks)
    let context = context
    context.enterLevel(depth: depth)
    let next = Atomic(0)
    let states = states
    try team.run(alone: blocks == 1) { [team, folder] own throws(DiskStop) in
      while team.goesOn {
        let (block, _) = next.add(1, ordering: .relaxed)
        guard block < blocks else { break }
        try own.expand(layer, block: block, depth: depth, inspectOnly: inspectOnly)
        let queued = layer.count / blocks * (blocks - block)
        guard
          context.goesOnDisk(
            "exploring", states: states, depth: depth, queued: queued, team, folder)
        else { throw .stopped }
      }
      own.worker.reportFirings()
    }
    if inspectOnly { exploration.forgetFirings(since: countsAtLevelStart) }
  }

  func append(_ layer: SortedRun) throws(DiskStop) {
    layers.append(layer)
    states += layer.count
    known.append(layer)
  }

  private func mergeFindings() {
    for own in team.workers where !own.ledger.isEmpty {
      ledger.add(contentsOf: own.takeFindings()) { claims.contains($0) }
    }
    for claim in ledger.findings.keys { context.settled.settle(claim) }
  }

  private var isDecided: Bool { limits.areDecided(claims) { ledger.findings[$0] != nil } }

  private var hasViolation: Bool { limits.haveViolation(ledger.findings.values.lazy.map(\.candidate)) }
}

extension SearchContext {
  /// Whether the work is to go on; reports progress now and then.
  func goesOnDisk(
    _ phase: String, states: Int, depth: Int, queued: Int, _ team: DiskCrew, _ folder: DiskFolder
  ) -> Bool {
    watch.goesOn {
      Progress(
        phase: phase, states: UInt64(states), firings: UInt64(firings.load(ordering: .relaxed)), depth: depth,
        queued: UInt64(queued), memory: team.workers.reduce(0) { $0 + $1.gatherer.byteCount },
        elapsed: watch.elapsed, disk: folder.size)
    }
  }
}
