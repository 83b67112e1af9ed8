import CSuccessor
import Checking

/// One rank's part of a breadth-first search: the states it owns, level by level with all others.
///
/// A level is over when all ranks are done with it. What ranks know of it they tell each other then, and each draws the same
/// conclusions: all end at the same level, for the same reason, with the same findings, however many they are.
final class ClusterExploration {
  let cluster: Cluster
  /// What this rank knows; it does not run by itself.
  let local: Exploration
  /// The same on each of them.
  private(set) var ledger = WordedLedger<SharedFinding>()
  /// This rank's states by depth, each level in the order of indices.
  private(set) var levels: [[Range<UInt32>]] = []
  /// Called between levels with whether it is time to save, by all ranks alike.
  var onLevelEnd: (ClusterExploration, _ isSaveDue: Bool) throws(EngineFailure) -> Void = { _, _ in }
  /// Whether the search is to be saved; what the first rank says counts.
  var isSaveDue: () -> Bool = { false }
  /// What all ranks have said last.
  private var news = News()
  private let claims: Set<Claim>

  /// A level with fewer states is not worth waking threads for.
  private static let worthSharing = 2048

  /// What all reports together say.
  private struct News {
    var stopReason: StopReason?
    var waiting: UInt64 = 0
    var isSaveDue = false
  }

  init(_ cluster: Cluster, _ context: SearchContext, jobs: Int, claims: [Claim], limits: Exploration.Limits) {
    self.cluster = cluster
    self.claims = Set(claims)
    local = Exploration(context, jobs: jobs, claims: claims, limits: limits)
    for worker in local.crew.workers {
      worker.courier = Courier(cluster, width: context.space.store.width)
    }
  }

  var depth: Int { local.depth }

  /// How many firings it took to come to one of this rank's states.
  func depth(of state: UInt32) -> Int {
    levels.firstIndex { level in level.contains { $0.contains(state) } } ?? depth + 1
  }

  /// Whether one of this rank's indices is of a state of this depth.
  func has(_ state: UInt32, atDepth depth: Int) -> Bool {
    levels.indices.contains(depth) && levels[depth].contains { $0.contains(state) }
  }

  /// Adds a start state if it is this rank's; false if there is no memory for it.
  func addStart(_ words: [UInt64]) -> Bool {
    let hash = unsafe words.withUnsafeBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe p2p_hash($0, words.count) } ?? 0
    }
    return Partition(count: cluster.count).owner(ofHash: hash) != cluster.rank || local.addStart(words)
  }

  /// Searches until everything is visited or decided, or something ends it.
  func run() throws(EngineFailure) -> Exploration.Ending {
    if levels.isEmpty { takeLevel() }
    local.keepLevelCounts()
    for claim in local.limits.decided { local.context.settled.settle(claim) }
    try agree()
    while true {
      if let ending = try step() { return ending }
    }
  }

  /// Has a worker route the states of the next level of a checkpoint.
  func restoreLevel(_ body: (Worker) -> Void) throws(EngineFailure) {
    let work = LevelWork(workers: 1)
    local.crew.runAlone { worker in
      body(worker)
      worker.courier?.complete(worker, work)
    }
    cluster.forgetLevel()
    takeLevel()
    // Nobody sends states of the next level before all have those of this one.
    _ = try cluster.gather([])
  }

  /// Goes on where a checkpoint left off, whose levels are here.
  func resume(_ checkpoint: ClusterCheckpoint) {
    local.depth = checkpoint.depth
    local.checkedDepth = checkpoint.checkedDepth
    if cluster.rank == 0 { local.baseCounts = checkpoint.counts }
    for finding in checkpoint.findings where claims.contains(finding.candidate.claim) { ledger.add(finding) }
    ledger.addFailedProperties(checkpoint.failedProperties)
  }

  /// One level, as `Exploration` does it.
  private func step() throws(EngineFailure) -> Exploration.Ending? {
    if let reason = news.stopReason { return .stopped(reason) }
    guard news.waiting > 0 else { return .complete }
    if isDecided { return .decided }
    if local.limits.stopAtFirst, hasViolation { return .stopped(.firstViolation) }
    let isLast = local.limits.isReached(at: depth)
    local.keepLevelCounts()
    if isLast { inspect() } else { expand() }
    local.mergeFindings()
    let frontier = local.frontier
    if !isLast { takeLevel() }
    try agree()
    if !ledger.stoppedWatches.isEmpty { return .orderMatters }
    if let reason = news.stopReason {
      // What was found of the next level is not all.
      if !isLast { levels.removeLast() }
      local.frontier = frontier
      return .stopped(reason)
    }
    local.checkedDepth = depth
    if isLast { return isDecided ? .decided : .stopped(.depth) }
    if news.waiting > 0 {
      local.depth += 1
      local.keepLevelCounts()
      try onLevelEnd(self, news.isSaveDue)
    }
    return nil
  }

  /// Tells all ranks what was found, and learns what they found.
  private func agree() throws(EngineFailure) {
    let report = LevelReport(local, isSaveDue: cluster.rank == 0 && isSaveDue())
    let reports = try cluster.gather(report.words).map(LevelReport.init)
    for report in reports { ledger.add(report) }
    news = News(
      stopReason: reports.compactMap(\.stopReason).min { $0.rawValue < $1.rawValue },
      waiting: reports.reduce(0) { $0 + $1.waiting }, isSaveDue: reports[0].isSaveDue)
    local.ledger = FindingLedger()
    for claim in ledger.findings.keys { local.context.settled.settle(claim) }
  }

  /// Notes findings that were made when all states were known; why looking for them ended early on some rank, if it did.
  func agree(on candidates: [Candidate]) throws(EngineFailure) -> StopReason? {
    for candidate in candidates { local.ledger.add(candidate, in: local.context.space.store) }
    try agree()
    return news.stopReason
  }

  private func expand() {
    let (frontier, depth) = (local.frontier, depth)
    local.context.enterLevel(depth: depth)
    exchange(states: frontier.reduce(0) { $0 + $1.count }) { worker, level in
      worker.work(on: level, depth: depth, inspectOnly: false, nil)
    }
  }

  /// Nothing is sent: what follows belongs to nobody.
  private func inspect() {
    local.context.enterLevel(depth: depth)
    let level = Level(local.frontier, unit: Worker.unit)
    let depth = depth
    local.crew.run { $0.work(on: level, depth: depth, inspectOnly: true, nil) }
    local.forgetFirings(since: local.countsAtLevelStart)
  }

  /// Has workers find states of the next level, until all ranks have stored what is theirs of it.
  private func exchange(states count: Int, _ body: @escaping @Sendable (Worker, Level) -> Void) {
    let crew = local.crew
    let isShared = crew.workers.count > 1 && count >= Self.worthSharing
    let unit = isShared ? max(min(Worker.unit, count / (crew.workers.count * 8)), 1) : Worker.unit
    let level = Level(local.frontier, unit: unit)
    let work = LevelWork(workers: isShared ? crew.workers.count : 1)
    let task: @Sendable (Worker) -> Void = { worker in
      body(worker, level)
      worker.courier?.complete(worker, work)
    }
    if isShared { crew.run(task) } else { crew.runAlone(task) }
    cluster.forgetLevel()
  }

  /// Makes the states found since the last call the next level.
  private func takeLevel() {
    local.frontier.removeAll(keepingCapacity: true)
    local.takeLevel(depth: levels.count)
    levels.append(local.frontier)
  }

  private var isDecided: Bool { local.limits.areDecided(claims) { ledger.findings[$0] != nil } }

  private var hasViolation: Bool { local.limits.haveViolation(ledger.findings.values.lazy.map(\.candidate)) }
}
