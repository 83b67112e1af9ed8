import CSuccessor
import Checking

/// Breadth-first search of all states a successor function leads to, level by level.
///
/// Knows packed states only. A level is finished, and its findings merged, before the next one begins: the first
/// finding for a claim is therefore one with the fewest firings, whatever the number of workers.
final class Exploration {
  let context: SearchContext
  let crew: WorkerCrew
  var ledger = FindingLedger()
  /// The states at `depth`, to be expanded next.
  var frontier: [Range<UInt32>] = []
  var depth = 0
  /// The greatest depth whose states were all checked; -1 before the first.
  var checkedDepth = -1
  private var ending: Ending?
  /// Counts up to the beginning of the level that is being expanded.
  private(set) var countsAtLevelStart: FiringCounts
  /// Called between levels.
  var onLevelEnd: (Exploration) -> Void = { _ in }

  private let claims: Set<Claim>
  var limits: Limits
  private var cost = LevelCost()
  /// Whether `countsAtLevelStart` is kept for every level.
  var keepsCounts = false
  /// Whether `levels` are kept.
  var keepsLevels = false
  /// The states of each depth whose level is whole.
  private(set) var levels: [[Range<UInt32>]] = []
  /// How many states there are, if they are not in memory any more.
  private var statesElsewhere: Int?

  struct Limits {
    var depth: Int?
    var stopAtFirst: Bool
    /// Claims that start states decided, and whether one of them is violated.
    var decided: Set<Claim> = []
    var isViolated = false

    /// Whether states at this depth are looked at, and not expanded: a search that goes on may be deeper than its limit.
    func isReached(at depth: Int) -> Bool { self.depth.map { depth >= $0 } ?? false }
  }

  enum Ending: Hashable {
    /// Every reachable state was visited.
    case complete
    /// Every claim has its finding.
    case decided
    case stopped(StopReason)
    /// Something stopped a watched iteration: visiting one state of each orbit was not enough.
    case orderMatters
  }

  init(_ context: SearchContext, jobs: Int, claims: [Claim], limits: Limits) {
    self.context = context
    self.claims = Set(claims)
    self.limits = limits
    crew = WorkerCrew(context, jobs: jobs)
    baseCounts = FiringCounts(rules: context.counts.rules, properties: context.counts.properties)
    countsAtLevelStart = baseCounts
  }

  deinit { crew.dismiss() }

  /// Adds a start state; false if there is no memory for it.
  func addStart(_ words: [UInt64]) -> Bool { crew.workers[0].insertStart(words) }

  /// States stored so far.
  var states: Int { statesElsewhere ?? storedStates }

  private var storedStates: Int { context.space.allocated - crew.workers.reduce(0) { $0 + $1.reserve.count } }

  /// The indices of all stored states.
  var storedRanges: [Range<UInt32>] {
    complement(of: crew.workers.flatMap { $0.reserve.unused }, below: UInt32(context.space.allocated))
  }

  /// All firings so far, those of `countsAtLevelStart` included.
  var counts: FiringCounts { crew.workers.reduce(into: baseCounts) { $0.add($1) } }

  /// Counts to add to the workers': of the search that is resumed.
  var baseCounts: FiringCounts

  /// Searches until everything is visited or decided, or something ends it.
  func run() -> Ending {
    if frontier.isEmpty { takeLevel(depth: 0) }
    countsAtLevelStart = counts
    for claim in limits.decided { context.settled.settle(claim) }
    for claim in ledger.candidates.keys { context.settled.settle(claim) }
    while true {
      if let ending {
        if context.space.store.compact != nil { noteUnfinishedLevel() }
        return ending
      }
      step()
    }
  }

  /// One level.
  private func step() {
    // Even of an empty level: there may have been no memory or time for the start states.
    if let reason = context.watch.stopReason { return ending = .stopped(reason) }
    guard !frontier.isEmpty else { return ending = .complete }
    if isDecided { return ending = .decided }
    if limits.stopAtFirst, hasViolation { return ending = .stopped(.firstViolation) }
    let isLast = limits.isReached(at: depth)
    if isLast { countsAtLevelStart = counts }
    expand(inspectOnly: isLast)
    mergeFindings()
    if !ledger.stoppedWatches.isEmpty { return ending = .orderMatters }
    if let reason = context.watch.stopReason { return ending = .stopped(reason) }
    checkedDepth = depth
    if isLast { return ending = isDecided ? .decided : .stopped(.depth) }
    frontier.removeAll(keepingCapacity: true)
    takeLevel(depth: depth + 1)
    if !frontier.isEmpty {
      depth += 1
      if keepsCounts { countsAtLevelStart = counts }
      onLevelEnd(self)
    }
  }

  /// Goes on where a checkpoint left off.
  func resume(_ checkpoint: Checkpoint) {
    frontier = checkpoint.frontier
    depth = checkpoint.depth
    checkedDepth = checkpoint.checkedDepth
    baseCounts = checkpoint.counts
    for candidate in checkpoint.candidates where claims.contains(candidate.claim) {
      ledger.add(candidate, in: context.space.store)
    }
    ledger.addFailedProperties(checkpoint.failedProperties)
    for range in checkpoint.unused { crew.workers[0].reserve.add(range) }
  }

  /// The indices without a state, if the states of the unfinished level do not count.
  var unusedRanges: [Range<UInt32>] { crew.workers.flatMap { $0.reserve.unused + $0.reserve.finishLevel() } }

  /// Keeps nothing in memory, and counts from the last whole level on: the states are elsewhere.
  func leaveMemory() {
    for worker in crew.workers { worker.leaveMemory() }
    context.space.release()
    baseCounts = countsAtLevelStart
    levels = []
    frontier = []
  }

  /// Takes over what is known elsewhere at the end.
  func conclude(states: Int, depth: Int, checkedDepth: Int, _ ledger: FindingLedger) {
    statesElsewhere = states
    self.depth = depth
    self.checkedDepth = checkedDepth
    self.ledger = ledger
  }

  /// Keeps the counts as they are now as those at the beginning of a level.
  func keepLevelCounts() { countsAtLevelStart = counts }

  private func expand(inspectOnly: Bool) {
    let count = frontier.reduce(0) { $0 + $1.count }
    let depth = depth
    context.enterLevel(depth: depth)
    let boundary = context.relations == nil || inspectOnly ? nil : LevelBoundary(self)
    if cost.isWorthSharing(count), crew.workers.count > 1 {
      let level = Level(frontier, unit: max(min(Worker.unit, count / (crew.workers.count * 8)), 1))
      crew.run { $0.work(on: level, depth: depth, inspectOnly: inspectOnly, boundary) }
    } else {
      let level = Level(frontier, unit: Worker.unit)
      let start = crew.workers.count > 1 ? ContinuousClock.now : nil
      crew.runAlone { $0.work(on: level, depth: depth, inspectOnly: inspectOnly, boundary) }
      if let start { cost.record(states: count, elapsed: ContinuousClock.now - start) }
    }
    if inspectOnly { forgetFirings(since: countsAtLevelStart) }
  }

  /// Firings from states that are only inspected are not part of the search.
  func forgetFirings(since counts: FiringCounts) {
    for worker in crew.workers { worker.forgetFirings() }
    baseCounts.takeFirings(from: counts)
  }

  /// Makes the states found since the last call the frontier, in the order of their indices: whoever expands a state before
  /// another one so finds states with smaller indices.
  func takeLevel(depth: Int) {
    for worker in crew.workers { frontier += worker.reserve.finishLevel() }
    if frontier.count > 1 { frontier.sort { $0.lowerBound < $1.lowerBound } }
    context.space.note(frontier, depth: depth)
    if keepsLevels, !frontier.isEmpty { levels.append(frontier) }
  }

  /// The states of the level that the search was building when it ended.
  private func noteUnfinishedLevel() {
    for worker in crew.workers { context.space.note(worker.reserve.finishLevel(), depth: depth + 1) }
  }

  func mergeFindings() {
    for worker in crew.workers where !worker.ledger.isEmpty {
      ledger.add(contentsOf: worker.takeFindings(), in: context.space.store) { claims.contains($0) }
    }
    for claim in ledger.candidates.keys { context.settled.settle(claim) }
  }

  private var isDecided: Bool { limits.areDecided(claims) { ledger.candidates[$0] != nil } }

  private var hasViolation: Bool { limits.haveViolation(ledger.candidates.values) }
}

extension Exploration.Limits {
  /// Whether every claim has its finding, one of the search or one of a start state.
  func areDecided(_ claims: Set<Claim>, _ isFound: (Claim) -> Bool) -> Bool {
    !claims.isEmpty && claims.allSatisfy { isFound($0) || decided.contains($0) }
  }

  /// Whether something is violated, by a start state or by what was found.
  func haveViolation(_ found: some Sequence<Candidate>) -> Bool {
    isViolated || found.contains { $0.kind != .coverReached && $0.kind != .coverStatementReached }
  }
}

/// What expanding a state costs, to tell whether sharing a level among threads pays.
private struct LevelCost {
  private var nanosecondsPerState = 1000.0
  /// Waking threads and waiting for the last one costs some tens of microseconds.
  private static let worthSharing = 200_000.0

  func isWorthSharing(_ states: Int) -> Bool {
    states > 1 && Double(states) * nanosecondsPerState > Self.worthSharing
  }

  mutating func record(states: Int, elapsed: Duration) {
    let (seconds, attoseconds) = elapsed.components
    let nanoseconds = Double(seconds) * 1e9 + Double(attoseconds) * 1e-9
    nanosecondsPerState = 0.5 * nanosecondsPerState + 0.5 * nanoseconds / Double(max(states, 1))
  }
}
