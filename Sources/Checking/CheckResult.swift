package import ModelIR

/// What an engine found out.
package struct CheckResult: Sendable {
  package struct Finding: Sendable {
    package var claim: Claim
    package var verdict: Verdict
    /// Of an invariant that is neither proved nor violated.
    package var inductionCounterexample: InductionCounterexample?

    package init(
      claim: Claim, verdict: Verdict, inductionCounterexample: InductionCounterexample? = nil
    ) {
      self.claim = claim
      self.verdict = verdict
      self.inductionCounterexample = inductionCounterexample
    }
  }

  /// In the order of `CheckTask.claims`.
  package var findings: [Finding]
  package var statistics: Statistics
  /// Things the user should know: symmetry was switched off and why, the interpreter was used and why.
  package var notes: [String]

  package init(findings: [Finding], statistics: Statistics, notes: [String]) {
    self.findings = findings
    self.statistics = statistics
    self.notes = notes
  }

  /// Says nothing about any claim, and why.
  package init(undecided claims: [Claim], because reason: String) {
    self.init(
      findings: claims.map { Finding(claim: $0, verdict: .unknown(reason: reason)) },
      statistics: Statistics(), notes: [])
  }
}

/// Counted facts of an exploration.
package struct Statistics: Sendable {
  package var states: UInt64 = 0
  /// The states of their orbits; nil if not asked for or not counted to the end.
  package var statesOfOrbits: UInt64?
  /// A fingerprint of the set of visited states; nil if not asked for or not all were visited.
  package var stateDigest: String?
  /// Enabled instances that were fired, self-loops and dropped transitions included.
  package var firings: UInt64 = 0
  package var depth: Int = 0
  package var elapsed: Duration = .zero
  /// Bytes for states, tables and queues at the end.
  package var memory: Int = 0
  package var bitsPerState: Int = 0
  /// How often each rule fired, by `RuleID.index`.
  package var firingsPerRule: [UInt64] = []
  /// For each property by `PropertyID.index`: how often a cover was hit, or an implication's premise was true in a
  /// visited state (nil where the property has no premise).
  package var hitsPerProperty: [UInt64?] = []
  /// Rules that a proof shows never to fire, and rules that fire in some trace; others are not known to do either.
  package var rulesProvedSilent: [RuleID] = []
  package var rulesSeenFiring: Set<RuleID> = []
  /// Properties that hold because their premise, as a proof shows, is never true.
  package var propertiesProvedVacuous: [PropertyID] = []
  /// True if every reachable state was visited.
  package var complete = false
  /// What the interpreter has repeated of an exploration by compiled code.
  package var audit: AuditAccount?
  /// "compiled" or "interpreted".
  package var successor = ""

  package init() {}
}
