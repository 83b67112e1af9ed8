import Checking

/// A finding that every rank knows: with the state's words, which are the same everywhere, instead of an index.
struct SharedFinding: WordedFinding, Hashable, Codable {
  /// Its state is that of one rank and says nothing to others.
  var candidate: Candidate
  var words: [UInt64]
  /// Of the state that it was first reached from, see `Courier`; of a start state, any.
  var parentTag: UInt32

  init(_ candidate: Candidate, in store: StateStore) {
    self.candidate = candidate
    words = store.state(candidate.state)
    parentTag = store.parent(of: candidate.state)
  }

  init?(_ reader: inout WordReader) {
    guard let kind = Candidate.Kind(rawValue: UInt32(truncatingIfNeeded: reader.number())) else { return nil }
    candidate = Candidate(
      kind: kind, state: 0, depth: reader.int(), subject: UInt32(truncatingIfNeeded: reader.number()),
      property: UInt32(truncatingIfNeeded: reader.number()), instance: reader.number(),
      failsAssertion: reader.number() != 0)
    parentTag = UInt32(truncatingIfNeeded: reader.number())
    words = reader.numbers()
  }

  func write(to writer: inout WordWriter) {
    writer.put(candidate.kind.rawValue)
    writer.put(candidate.depth)
    writer.put(candidate.subject)
    writer.put(candidate.property)
    writer.put(candidate.instance)
    writer.put(candidate.failsAssertion ? 1 : 0)
    writer.put(parentTag)
    writer.put(words)
  }
}

extension WordedLedger<SharedFinding> {
  /// Adds what a rank has told.
  mutating func add(_ report: LevelReport) {
    for finding in report.findings { add(finding) }
    addFailedProperties(report.failedProperties)
    addStoppedWatches(report.stoppedWatches)
  }
}
