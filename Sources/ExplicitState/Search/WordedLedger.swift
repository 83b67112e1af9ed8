import Checking

/// A finding with the words of its state, which say the same wherever the state is.
protocol WordedFinding: Sendable {
  var candidate: Candidate { get }
  var words: [UInt64] { get }
}

/// The best finding for each claim so far where states have no index, or one that others do not know: the same choice as
/// `FindingLedger` makes.
struct WordedLedger<Finding: WordedFinding>: Sendable {
  private(set) var findings: [Claim: Finding] = [:]
  private(set) var failedProperties: Set<UInt32> = []
  private(set) var stoppedWatches: Set<UInt32> = []

  var isEmpty: Bool { findings.isEmpty && failedProperties.isEmpty && stoppedWatches.isEmpty }

  mutating func add(_ finding: Finding) {
    let candidate = finding.candidate
    if candidate.kind == .propertyFails { failedProperties.insert(candidate.subject) }
    if let known = findings[candidate.claim], !Self.precedes(finding, known) { return }
    findings[candidate.claim] = finding
  }

  mutating func addStoppedWatches(_ watches: some Sequence<UInt32>) { stoppedWatches.formUnion(watches) }

  mutating func addFailedProperties(_ properties: some Sequence<UInt32>) {
    failedProperties.formUnion(properties)
  }

  /// Adds the findings of another ledger that concern wanted claims.
  mutating func add(contentsOf other: WordedLedger, where isWanted: (Claim) -> Bool) {
    for (claim, finding) in other.findings where isWanted(claim) { add(finding) }
    addFailedProperties(other.failedProperties)
    addStoppedWatches(other.stoppedWatches)
  }

  private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    FindingLedger.precedes(left.candidate, right.candidate) {
      left.words == right.words ? nil : left.words.lexicographicallyPrecedes(right.words)
    }
  }
}
