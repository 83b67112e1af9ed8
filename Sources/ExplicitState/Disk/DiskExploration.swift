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
  private(set) var ledger = DiskLedger()
  /// The greatest depth whose states were all checked; -1 before the first.
  private(set) var checkedDepth = -1
  private var known: KnownRuns
  private var countsAtLevelStart: FiringCounts
  /// Whether the last layer was expanded, and nothing new came of it.
  private var isComplete = false
  private var claims: Set<Claim>
  private var saving = DiskSaving()

  /// Nil if the system refuses the memory. The exploration may not have begun.
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

  private var context: SearchContext { exploration.context }
  private var limits: Exploration.Limits { exploration.limits }
  private var frontier: SortedRun { isComplete ? SortedRun([]) : layers.last ?? SortedRun([]) }
  private var width: Int { context.space.store.width }

  /// The depth of the last states that were found.
  var depth: Int { max(layers.count - 1, 0) }
  /// States of whole layers.
  var states: Int { layers.reduce(0) { $0 + $1.count } }

  // MARK: - How it begins

  /// Takes over what is in memory, as it was before its unfinished level; memory is as it was if that fails.
  func takeFromMemory() throws(DiskStop) {
    let store = context.space.store
    for worker in team.workers { worker.gatherer.limit = max(worker.gatherer.limit / 8, 1 << 12) }
    for ranges in exploration.levels {
      let level = Level(ranges, unit: Worker.unit)
      try team.run(alone: level.count < 1 << 14) { [team] own throws(DiskStop) in
        while team.goesOn, let pieces = level.next() {
          for piece in pieces { try own.take(piece, from: store) }
        }
      }
      try append(try merged(without: []))
    }
    for worker in team.workers { worker.gatherer.limit = .max }
    for found in exploration.ledger.candidates.values where found.depth < exploration.depth {
      ledger.add(found, store.state(found.state))
    }
    // What was found in the level that is done again is found again.
    for (claim, found) in exploration.ledger.candidates where found.depth >= exploration.depth {
      context.settled.reopen(claim)
    }
    checkedDepth = exploration.depth - 1
    ledger.addFailedProperties(Array(exploration.ledger.failedProperties))
    try save()
    exploration.leaveMemory()
  }

  /// Executes start states; true if all were.
  func begin(_ starts: inout StartStates, _ canonical: Canonical) throws(DiskStop) {
    var stop: DiskStop?
    let gatherer = team.workers[0].gatherer
    exploration.leaveMemory()
    starts.execute { state in
      let words = canonical.pack(state)
      do throws(DiskStop) {
        unsafe try words.withUnsafeBufferPointer { buffer throws(DiskStop) in
          if let base = buffer.baseAddress { unsafe try gatherer.add(base, count: 1) }
        }
      } catch {
        stop = error
      }
      return stop == nil && context.goesOn(phase: "start states", queued: 0)
    }
    if let stop { throw stop }
    guard starts.isComplete else { throw .stopped }
    exploration.limits.decided = Set(starts.decided.keys)
    exploration.limits.isViolated = starts.isViolated
    try append(try merged(without: []))
    try save()
  }

  /// Goes on where a saved search left off.
  func resume(_ manifest: DiskManifest) throws(DiskStop) {
    exploration.leaveMemory()
    var files: [String: DiskFile] = [:]
    for file in manifest.files {
      files[file.name] = try folder.openLayerFile(file.name, salt: file.salt, end: file.end)
    }
    for records in manifest.layers {
      var segments: [Segment] = []
      for record in records {
        guard let file = files[record.file] else { throw DiskStop(damaged: "a file is missing", in: folder.path) }
        segments.append(try Segment(record, file, width: width))
      }
      try append(SortedRun(segments))
    }
    isComplete = manifest.isComplete
    checkedDepth = manifest.checkedDepth
    exploration.baseCounts = manifest.counts
    countsAtLevelStart = manifest.counts
    for found in manifest.found where claims.contains(found.candidate.claim) {
      ledger.add(found.candidate, found.words)
    }
    ledger.addFailedProperties(manifest.failedProperties)
    saving.layers = layers.count
  }

  // MARK: - Level by level

  /// Searches until everything is visited or decided, or something ends it; throws if files fail.
  func run() throws(EngineFailure) -> Exploration.Ending {
    for claim in limits.decided.union(ledger.found.keys) { context.settled.settle(claim) }
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
    let isLast = limits.depth.map { depth >= $0 } ?? false
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

  /// What a resumed search begins with: of the unfinished level it finds everything again.
  private lazy var ledgerAtLevelStart = ledger

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

  /// What was gathered, as one run, without what is known; the gatherers are empty then.
  private func merged(without known: [SortedRun]) throws(DiskStop) -> SortedRun {
    defer { for worker in team.workers { worker.gatherer.clear() } }
    let gathered = Mutex<[SortedStates]>([])
    let isSmall = team.workers.allSatisfy { $0.gatherer.byteCount < 1 << 16 }
    try team.run(alone: isSmall) { [team] own throws(DiskStop) in
      let sorted = own.gatherer.sorted()
      gathered.withLock { $0.append(sorted) }
      guard isSmall else { return }
      for other in team.workers where other !== own {
        let sorted = other.gatherer.sorted()
        gathered.withLock { $0.append(sorted) }
      }
    }
    let merge = RunMerge(
      runs: team.workers.flatMap(\.gatherer.runs), gathered: gathered.withLock { $0 }, known: known,
      width: width, tuning: plan.tuning)
    guard merge.count > 0 else { return SortedRun([]) }
    return try run(merge, "merging") { own throws(DiskStop) in try own.layerWriter() }
  }

  /// Merges in parts, each written by the worker that takes it.
  private func run(
    _ merge: RunMerge, _ phase: String,
    _ makeWriter: @escaping @Sendable (DiskWorker) throws(DiskStop) -> SegmentWriter
  ) throws(DiskStop) -> SortedRun {
    let work = merge.known.reduce(merge.count) { $0 + $1.count }
    let parts = work < plan.tuning.blockBytes * 2 ? 1 : team.workers.count * 4
    let cuts = merge.cuts(parts)
    let written = Mutex<[Int: Segment]>([:])
    let next = Atomic(0)
    let (context, states, depth) = (context, states, depth)
    try team.run(alone: cuts.isEmpty) { [team, folder] own throws(DiskStop) in
      while team.goesOn {
        let (number, _) = next.add(1, ordering: .relaxed)
        guard number <= cuts.count else { return }
        let writer = try makeWriter(own)
        try merge.write(
          from: number == 0 ? nil : cuts[number - 1], below: number < cuts.count ? cuts[number] : nil,
          to: writer
        ) {
          team.goesOn && context.goesOnDisk(phase, states: states, depth: depth, queued: 0, team, folder)
        }
        if let segment = try writer.finish() { written.withLock { $0[number] = segment } }
      }
    }
    return written.withLock { parts in SortedRun(parts.sorted { $0.key < $1.key }.map(\.value)) }
  }

  private func append(_ layer: SortedRun) throws(DiskStop) {
    layers.append(layer)
    known.append(layer)
  }

  /// Makes one run of several where there are many.
  private func mergeKnown() throws(DiskStop) {
    while true {
      let due = known.due
      guard !due.isEmpty else { return }
      let merge = RunMerge(
        runs: due.map { known.runs[$0] }, gathered: [], known: [], width: width, tuning: plan.tuning)
      let blockStates = plan.tuning.blockStates(width: width)
      let width = width
      defer { for worker in team.workers { worker.scratch = nil } }
      let run = try run(merge, "merging") { own throws(DiskStop) in
        SegmentWriter(try own.scratchFile(), width: width, blockStates: blockStates)
      }
      known.replace(due, by: run)
    }
  }

  private func mergeFindings() {
    for own in team.workers where !own.ledger.isEmpty {
      ledger.add(contentsOf: own.takeFindings()) { claims.contains($0) }
    }
    for claim in ledger.found.keys { context.settled.settle(claim) }
  }

  private var isDecided: Bool {
    !claims.isEmpty && claims.allSatisfy { ledger.found[$0] != nil || limits.decided.contains($0) }
  }

  private var hasViolation: Bool {
    limits.isViolated
      || ledger.found.values.contains {
        $0.candidate.kind != .coverReached && $0.candidate.kind != .coverStatementReached
      }
  }

  // MARK: - Saving

  private func saveIfDue() throws(DiskStop) {
    guard context.watch.elapsed - saving.last >= max(plan.tuning.saveInterval, saving.duration * 20) else { return }
    try save()
  }

  /// Saves the search as it was before the level that is not finished.
  private func save() throws(DiskStop) {
    guard saving.layers != layers.count || saving.isComplete != isComplete else { return }
    let start = context.watch.elapsed
    var files: [String: DiskFile] = [:]
    for segment in layers.lazy.flatMap(\.segments) { files[segment.file.name] = segment.file }
    for file in files.values { try file.sync() }
    try DiskManifest(
      digest: plan.digest, unreduced: plan.unreduced, width: width, blockBytes: plan.tuning.blockBytes,
      layers: layers.map { $0.segments.map(\.record) },
      files: files.values.map { DiskManifest.File(name: $0.name, salt: $0.salt, end: $0.end) },
      isComplete: isComplete, checkedDepth: isComplete ? depth : depth - 1, counts: countsAtLevelStart,
      found: Array(ledgerAtLevelStart.found.values),
      failedProperties: Array(ledgerAtLevelStart.failedProperties)
    ).write(to: folder)
    saving = DiskSaving(
      last: context.watch.elapsed, duration: context.watch.elapsed - start, layers: layers.count,
      isComplete: isComplete)
  }
}

/// When a search was last saved, how long that took, and what is saved.
private struct DiskSaving {
  var last = Duration.zero
  var duration = Duration.zero
  var layers = -1
  var isComplete = false
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
