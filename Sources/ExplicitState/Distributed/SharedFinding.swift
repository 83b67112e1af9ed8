import Checking

/// A finding that every rank knows: with the state's words, which are the same everywhere, instead of an index.
struct SharedFinding: Hashable, Sendable, Codable {
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

  /// The order of `FindingLedger`, in which the best finding is the first.
  static func precedes(_ left: SharedFinding, _ right: SharedFinding) -> Bool {
    let (one, other) = (left.candidate, right.candidate)
    if one.depth != other.depth { return one.depth < other.depth }
    if one.kind != other.kind { return one.kind.rawValue < other.kind.rawValue }
    if left.words != right.words { return left.words.lexicographicallyPrecedes(right.words) }
    if one.subject != other.subject { return one.subject < other.subject }
    return one.instance < other.instance
  }
}

/// The best finding for each claim among all ranks, so far: the same on each of them.
struct SharedLedger: Sendable {
  private(set) var findings: [Claim: SharedFinding] = [:]
  private(set) var failedProperties: Set<UInt32> = []
  private(set) var stoppedWatches: Set<UInt32> = []

  mutating func add(_ finding: SharedFinding) {
    let claim = finding.candidate.claim
    if let known = findings[claim], !SharedFinding.precedes(finding, known) { return }
    findings[claim] = finding
  }

  mutating func add(_ report: LevelReport) {
    for finding in report.findings { add(finding) }
    failedProperties.formUnion(report.failedProperties)
    stoppedWatches.formUnion(report.stoppedWatches)
  }

  mutating func addFailedProperties(_ properties: [UInt32]) { failedProperties.formUnion(properties) }
}
