import Checking

/// The best finding for each claim so far, with the words of its state: the same choice as `FindingLedger` makes.
struct DiskLedger: Sendable {
  struct Found: Hashable, Codable, Sendable {
    /// Its state is worth nothing.
    var candidate: Candidate
    var words: [UInt64]
  }

  private(set) var found: [Claim: Found] = [:]
  private(set) var failedProperties: Set<UInt32> = []
  private(set) var stoppedWatches: Set<UInt32> = []

  var isEmpty: Bool { found.isEmpty && failedProperties.isEmpty && stoppedWatches.isEmpty }

  mutating func add(_ candidate: Candidate, _ words: [UInt64]) {
    if candidate.kind == .propertyFails { failedProperties.insert(candidate.subject) }
    let new = Found(candidate: candidate, words: words)
    if let known = found[candidate.claim], !Self.precedes(new, known) { return }
    found[candidate.claim] = new
  }

  mutating func addStoppedWatch(_ watch: UInt32) { stoppedWatches.insert(watch) }

  mutating func addFailedProperties(_ properties: [UInt32]) { failedProperties.formUnion(properties) }

  /// Adds the findings of another ledger that concern wanted claims.
  mutating func add(contentsOf other: DiskLedger, where isWanted: (Claim) -> Bool) {
    for (claim, found) in other.found where isWanted(claim) { add(found.candidate, found.words) }
    failedProperties.formUnion(other.failedProperties)
    stoppedWatches.formUnion(other.stoppedWatches)
  }

  private static func precedes(_ left: Found, _ right: Found) -> Bool {
    FindingLedger.precedes(left.candidate, right.candidate) {
      left.words == right.words ? nil : left.words.lexicographicallyPrecedes(right.words)
    }
  }
}
