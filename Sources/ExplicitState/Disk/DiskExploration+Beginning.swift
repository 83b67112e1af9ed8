import Checking

/// What a search on disk begins with: the states in memory, start states, or what was saved.
extension DiskExploration {
  /// Takes over what is in memory, as it was before its unfinished level; memory is as it was if that fails.
  func takeFromMemory() throws(DiskStop) {
    let store = context.space.store
    leaveRoom()
    for ranges in exploration.levels {
      let level = Level(ranges, unit: Worker.unit)
      try team.run(alone: level.count < 1 << 14) { [team] own throws(DiskStop) in
        while team.goesOn, let pieces = level.next() {
          for piece in pieces { try own.take(piece, from: store) }
        }
      }
      try append(try merged(without: []))
    }
    for found in exploration.ledger.candidates.values where found.depth < exploration.depth {
      ledger.add(DiskFinding(candidate: found, words: store.state(found.state)))
    }
    // What was found in the level that is done again is found again.
    for (claim, found) in exploration.ledger.candidates where found.depth >= exploration.depth {
      context.settled.reopen(claim)
    }
    checkedDepth = exploration.depth - 1
    ledger.addFailedProperties(exploration.ledger.failedProperties)
    ledgerAtLevelStart = ledger
    try save()
    takeRoom()
  }

  /// Executes all start states; memory is as it was if that fails.
  func begin(_ starts: inout StartStates, _ canonical: Canonical) throws(DiskStop) {
    var stop: DiskStop?
    let gatherer = team.workers[0].gatherer
    leaveRoom()
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
    takeRoom()
  }

  /// Gathers little as long as the memory is that of stored states.
  private func leaveRoom() {
    for worker in team.workers { worker.gatherer.limit = max(worker.gatherer.limit / 32, 1 << 12) }
  }

  private func takeRoom() {
    exploration.leaveMemory()
    for worker in team.workers { worker.gatherer.limit = .max }
  }

  /// Goes on where a saved search left off.
  func resume(_ manifest: DiskManifest) throws(DiskStop) {
    exploration.leaveMemory()
    var files: [String: DiskFile] = [:]
    for file in manifest.files {
      files[file.name] = try folder.openLayerFile(file.name, salt: file.salt, end: file.end)
    }
    let blockStates = plan.tuning.blockStates(width: width)
    for records in manifest.layers {
      var segments: [Segment] = []
      for record in records {
        guard let file = files[record.file] else {
          throw DiskStop(damaged: "a file is missing", in: folder.path)
        }
        segments.append(try Segment(record, file, width: width, blockStates: blockStates))
      }
      try append(SortedRun(segments))
    }
    isComplete = manifest.isComplete
    checkedDepth = manifest.checkedDepth
    exploration.baseCounts = manifest.counts
    countsAtLevelStart = manifest.counts
    for found in manifest.found where claims.contains(found.candidate.claim) {
      ledger.add(found)
    }
    ledger.addFailedProperties(manifest.failedProperties)
    ledgerAtLevelStart = ledger
    saving.layers = layers.count
  }
}
