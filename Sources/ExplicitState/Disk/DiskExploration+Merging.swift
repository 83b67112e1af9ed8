import Synchronization

/// Layers and known states of a search on disk: merged in parts, by all workers.
extension DiskExploration {
  /// What was gathered, as one run, without what is known; the gatherers are empty then.
  func merged(without known: [SortedRun]) throws(DiskStop) -> SortedRun {
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

  /// Makes one run of several where there are many.
  func mergeKnown() throws(DiskStop) {
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
}
