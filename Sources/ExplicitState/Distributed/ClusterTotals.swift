import Checking

/// What all ranks have counted, together.
struct ClusterTotals: Sendable {
  var states: UInt64 = 0
  /// Bytes.
  var memory = 0
  /// States sent from rank to rank, and bytes of them.
  var sentStates: UInt64 = 0
  var counts: FiringCounts
  var statesOfOrbits: UInt64?
  var notes: [Note] = []
  var digest: StateDigest?

  /// Asks all ranks; all have to call this alike.
  init(
    _ exploration: ClusterExploration, counts own: FiringCounts, orbits: OrbitCount?,
    digest ownDigest: StateDigest?
  ) throws(EngineFailure) {
    let local = exploration.local
    var writer = WordWriter()
    writer.put(local.states)
    writer.put(local.context.space.memory)
    writer.put(local.crew.workers.reduce(0) { $0 + ($1.courier?.sentCount ?? 0) })
    own.write(to: &writer)
    writer.put(orbits?.states == nil ? 0 : 1)
    writer.put(orbits?.states ?? 0)
    writer.put(orbits?.notes.first?.message ?? "")
    writer.put(ownDigest?.sum ?? [])
    counts = FiringCounts(rules: own.firings.count, properties: own.hits.count)
    var orbitSum: UInt64? = orbits == nil ? nil : 0
    var digests: [StateDigest] = []
    let parts = try exploration.cluster.gather(writer.words)
    for part in parts {
      var reader = WordReader(part)
      states += reader.number()
      memory += reader.int()
      sentStates += reader.number()
      counts.add(FiringCounts(&reader))
      let isCounted = reader.number() != 0
      let count = reader.number()
      if let sum = orbitSum {
        let (next, overflow) = sum.addingReportingOverflow(count)
        orbitSum = isCounted && !overflow ? next : nil
      }
      let note = reader.text()
      if !note.isEmpty, notes.isEmpty { notes = [Note(note)] }
      let sum: [UInt64] = reader.numbers()
      if !sum.isEmpty { digests.append(StateDigest(sum: sum)) }
    }
    statesOfOrbits = orbitSum
    if exploration.cluster.count > 1 {
      notes.insert(
        traffic(ranks: parts.count, width: local.context.space.store.width), at: 0)
    }
    if digests.count == parts.count { digest = digests.reduce(StateDigest(sum: [0, 0, 0, 0]), +) }
  }
}

extension ClusterTotals {
  /// What ranks had to tell each other.
  private func traffic(ranks: Int, width: Int) -> Note {
    let bytes = Double(sentStates) * Double(Courier.stride(width: width)) / Double(max(states, 1))
    return Note(
      "searched by \(ranks) ranks, which sent each other \(Int(bytes.rounded())) bytes for each state")
  }
}

extension FiringCounts {
  init(_ reader: inout WordReader) {
    self.init(rules: 0, properties: 0)
    firings = reader.numbers()
    stops = reader.numbers()
    hits = reader.numbers()
    failures = reader.number()
  }

  func write(to writer: inout WordWriter) {
    writer.put(firings)
    writer.put(stops)
    writer.put(hits)
    writer.put(failures)
  }

  /// Of the same model.
  mutating func add(_ other: FiringCounts) {
    for index in firings.indices {
      firings[index] += other.firings[index]
      stops[index] += other.stops[index]
    }
    for index in hits.indices { hits[index] += other.hits[index] }
    failures += other.failures
  }
}
