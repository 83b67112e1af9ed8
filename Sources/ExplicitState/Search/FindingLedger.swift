import Checking

/// The best finding for each claim so far.
///
/// "Best" depends on the states alone, not on who found them first: fewest firings, then the kind, then the packed
/// state, then the instance. Verdicts and, as far as possible, traces are so the same for any number of workers.
struct FindingLedger: Sendable {
  private(set) var candidates: [Claim: Candidate] = [:]
  /// Indices of properties whose evaluation failed in some state.
  private(set) var failedProperties: Set<UInt32> = []

  /// The watched iterations that something stopped.
  private(set) var stoppedWatches: Set<UInt32> = []

  init() {}

  /// What a search has found elsewhere; the state of each candidate is its number.
  init(_ candidates: [Candidate], failedProperties: Set<UInt32>, stoppedWatches: Set<UInt32> = []) {
    for candidate in candidates { self.candidates[candidate.claim] = candidate }
    self.failedProperties = failedProperties
    self.stoppedWatches = stoppedWatches
  }

  var isEmpty: Bool { candidates.isEmpty && failedProperties.isEmpty && stoppedWatches.isEmpty }

  mutating func add(_ candidate: Candidate, in store: StateStore) {
    if candidate.kind == .propertyFails { failedProperties.insert(candidate.subject) }
    guard let known = candidates[candidate.claim] else {
      candidates[candidate.claim] = candidate
      return
    }
    let precedes = Self.precedes(candidate, known) {
      candidate.state == known.state ? nil : store.precedes(candidate.state, known.state)
    }
    if precedes { candidates[candidate.claim] = candidate }
  }

  mutating func addStoppedWatch(_ watch: UInt32) { stoppedWatches.insert(watch) }

  mutating func addFailedProperties(_ properties: [UInt32]) { failedProperties.formUnion(properties) }

  /// Adds the findings of another ledger that concern wanted claims.
  mutating func add(contentsOf other: FindingLedger, in store: StateStore, where isWanted: (Claim) -> Bool) {
    for (claim, candidate) in other.candidates where isWanted(claim) { add(candidate, in: store) }
    failedProperties.formUnion(other.failedProperties)
    stoppedWatches.formUnion(other.stoppedWatches)
  }

  /// Whether a finding for a claim is better than another one; `states` says whether its state comes before the other's, nil
  /// if it is the same.
  static func precedes(_ left: Candidate, _ right: Candidate, states: () -> Bool?) -> Bool {
    if left.depth != right.depth { return left.depth < right.depth }
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    if let precedes = states() { return precedes }
    if left.subject != right.subject { return left.subject < right.subject }
    return left.instance < right.instance
  }
}
