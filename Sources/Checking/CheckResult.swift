package import Diagnostics
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
  package var notes: [Note]
  /// The engine that did the work, if it is another than the one that was to.
  package var engine: String?
  /// What the findings are about, if it is not the system of the task.
  package var member: Member?

  /// The model with another value of a constant.
  package struct Member: Hashable, Sendable {
    /// Nil if the model has no constant there.
    package var setting: ConstantSetting?
    package var note: String

    package init(setting: ConstantSetting?, note: String) {
      self.setting = setting
      self.note = note
    }
  }

  package init(findings: [Finding], statistics: Statistics, notes: [Note]) {
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

extension CheckResult {
  /// Takes back everything that is said of claims.
  package mutating func undecide(_ reason: String) {
    for index in findings.indices { findings[index].verdict = .unknown(reason: reason) }
  }
}

/// A sentence for the user, and the part of the model it is about, if it is about one.
package struct Note: Hashable, Sendable, ExpressibleByStringInterpolation {
  package var message: String
  package var range: SourceRange?

  package init(_ message: String, at range: SourceRange? = nil) {
    self.message = message
    self.range = range
  }

  package init(stringLiteral message: String) { self.init(message) }

  /// The sentence with file and line.
  package func text(in sources: SourceMap) -> String {
    range.map { "\(message) (\(sources.location(of: $0)))" } ?? message
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
  /// Bytes that were written of states on disk; nil if all were in memory.
  package var diskWritten: Int?
  package var bitsPerState: Int = 0
  /// How often each rule fired, by `RuleID.index`.
  package var firingsPerRule: [UInt64] = []
  /// How often each rule fired without coming to a state: it failed, or an assumption in its body dropped it.
  package var stopsPerRule: [UInt64] = []
  /// Steps that fail: firings, guards and start states, each with the state it belongs to.
  package var failedSteps: UInt64 = 0
  /// Whether those are meant to end their runs.
  package var failuresEndRuns = false
  /// For each property by `PropertyID.index`: how often a cover was hit, or 1 if an implication's premise was true in a
  /// visited state, and 0 if not (nil where the property has no premise).
  package var hitsPerProperty: [UInt64?] = []
  /// Rules that a proof shows never to fire, and rules that fire in some trace; others are not known to do either.
  package var rulesProvedSilent: [RuleID] = []
  package var rulesSeenFiring: Set<RuleID> = []
  /// Properties that hold because their premise, as a proof shows, is never true.
  package var propertiesProvedVacuous: [PropertyID] = []
  /// True if every reachable state was visited.
  package var complete = false
  /// Of a search with partial-order reduction: in how many states everything was fired that could be; nil if in all.
  package var wholeExpansions: UInt64?
  /// What the interpreter has repeated of an exploration by compiled code.
  package var audit: AuditAccount?
  /// What the exploration spent its time on, if that was asked for.
  package var profile: ExplorationProfile?
  /// "compiled" or "interpreted".
  package var successor = ""

  package init() {}

  /// Steps behind which something is that nobody has seen.
  package var openSteps: UInt64 { failuresEndRuns ? 0 : failedSteps }

  /// True if nothing that can happen is left out.
  package var isExhaustive: Bool { complete && openSteps == 0 }

  /// Whether a rule fired in an exploration, whatever came of it.
  package func hasFired(_ rule: RuleID) -> Bool {
    [firingsPerRule, stopsPerRule].contains { $0.indices.contains(rule.index) && $0[rule.index] > 0 }
  }
}
