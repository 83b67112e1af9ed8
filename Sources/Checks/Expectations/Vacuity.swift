package import Checking
package import ModelIR

/// What a check never exercised: such a verdict may say less than it seems to.
///
/// A finished exploration knows it of every rule and property; one that was cut short, or that has steps that fail and are
/// not meant to, says nothing. A proof knows it of some.
package struct Vacuity: Hashable, Sendable {
  /// True if a proof says so, not an exploration.
  package var isProved: Bool
  package var neverFired: [RuleID]
  /// Rules that are known to fire.
  package var fired: [RuleID]
  /// Properties that hold, but whose premise was never true.
  package var vacuous: [PropertyID]
  /// Other properties, of those that were checked, that are known not to be vacuous.
  package var meant: [PropertyID]

  /// Considers only properties that were among the claims.
  package init(_ result: CheckResult, of system: TransitionSystem) {
    let statistics = result.statistics
    isProved = !statistics.isExhaustive
    guard statistics.isExhaustive else {
      neverFired = statistics.rulesProvedSilent
      fired = system.ruleIDs.filter(statistics.rulesSeenFiring.contains)
      vacuous = statistics.propertiesProvedVacuous
      meant = []
      return
    }
    neverFired = system.ruleIDs.filter { !statistics.hasFired($0) }
    let vacuous: [PropertyID] = result.findings.compactMap { finding in
      guard case .property(let id) = finding.claim, finding.verdict == .explored,
        id.index < statistics.hitsPerProperty.count, statistics.hitsPerProperty[id.index] == 0
      else { return nil }
      return id
    }
    self.vacuous = vacuous
    fired = system.ruleIDs.filter { [neverFired] in !neverFired.contains($0) }
    let checked = Set(result.findings.map(\.claim))
    meant = system.propertyIDs.filter { checked.contains(.property($0)) && !vacuous.contains($0) }
  }

  /// What is known of each of several checks of a model with different constants never to be exercised, and what is known
  /// of one to be; nil without any.
  package init?(merging all: [Vacuity]) {
    guard var merged = all.first else { return nil }
    for other in all.dropFirst() {
      merged.isProved = merged.isProved && other.isProved
      merged.fired.append(
        contentsOf: other.fired.filter { [known = Set(merged.fired)] in !known.contains($0) })
      merged.meant.append(
        contentsOf: other.meant.filter { [known = Set(merged.meant)] in !known.contains($0) })
      merged.neverFired = merged.neverFired.filter(Set(other.neverFired).contains)
      merged.vacuous = merged.vacuous.filter(Set(other.vacuous).contains)
    }
    self = merged
  }
}
