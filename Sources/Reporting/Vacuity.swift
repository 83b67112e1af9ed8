package import Checking
package import ModelIR

/// What a finished exploration never exercised: such a verdict may say less than it seems to.
package struct Vacuity: Hashable, Sendable {
  /// False if the exploration was cut short: nothing is said then.
  package var isKnown: Bool
  package var neverFired: [RuleID]
  /// Properties that hold, but whose premise was never true.
  package var vacuous: [PropertyID]

  package init(_ statistics: Statistics, of system: TransitionSystem) {
    isKnown = statistics.complete
    neverFired = []
    vacuous = []
    guard isKnown else { return }
    neverFired = system.ruleIDs.filter {
      $0.index < statistics.firingsPerRule.count && statistics.firingsPerRule[$0.index] == 0
    }
    vacuous = system.propertyIDs.filter {
      system[$0].kind != .cover && $0.index < statistics.hitsPerProperty.count
        && statistics.hitsPerProperty[$0.index] == 0
    }
  }
}
