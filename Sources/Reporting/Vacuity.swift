package import Checking
package import ModelIR

/// What a finished exploration never exercised: such a verdict may say less than it seems to.
package struct Vacuity: Hashable, Sendable {
  /// False if the exploration was cut short: nothing is said then.
  package var isKnown: Bool
  package var neverFired: [RuleID]
  /// Properties that hold, but whose premise was never true.
  package var vacuous: [PropertyID]

  /// Considers only properties that were among the claims.
  package init(_ result: CheckResult, of system: TransitionSystem) {
    let statistics = result.statistics
    isKnown = statistics.complete
    neverFired = []
    vacuous = []
    guard isKnown else { return }
    neverFired = system.ruleIDs.filter {
      $0.index < statistics.firingsPerRule.count && statistics.firingsPerRule[$0.index] == 0
    }
    vacuous = result.findings.compactMap { finding in
      guard case .property(let id) = finding.claim, finding.verdict == .explored,
        id.index < statistics.hitsPerProperty.count, statistics.hitsPerProperty[id.index] == 0
      else { return nil }
      return id
    }
  }
}
