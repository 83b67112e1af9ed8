package import Checking
package import Diagnostics
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
  /// Other properties that are known not to be vacuous.
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
    meant = system.propertyIDs.filter { !vacuous.contains($0) }
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

  /// Something that was never exercised without being listed, or that was although it is listed.
  package struct Surprise: Hashable, Sendable {
    /// A clause.
    package var text: String
    /// Where the rule or property stands.
    package var range: SourceRange
  }

  /// In the order of the model, rules first.
  package func surprises(against expectations: Expectations, in system: TransitionSystem) -> [Surprise] {
    let (neverFired, fired) = (Set(neverFired), Set(fired))
    let (vacuous, meant) = (Set(vacuous), Set(meant))
    let proved = isProved ? " (proved)" : ""
    var surprises: [Surprise] = []
    for rule in system.ruleIDs {
      let isListed = expectations.neverFired.contains(rule)
      func add(_ text: String) {
        surprises.append(
          Surprise(text: "rule \"\(system[rule].name)\" \(text)", range: system[rule].range))
      }
      if neverFired.contains(rule), !isListed { add("never fires\(proved)") }
      if fired.contains(rule), isListed { add("fires, but is listed under `never-fires`") }
    }
    for property in system.propertyIDs {
      let isListed = expectations.vacuous.contains(property)
      func add(_ text: String) {
        surprises.append(
          Surprise(text: "\"\(system[property].name)\" \(text)", range: system[property].range))
      }
      if vacuous.contains(property), !isListed {
        add("holds vacuously: its premise is never true\(proved)")
      }
      if meant.contains(property), isListed { add("is not vacuous, but is listed under `vacuous`") }
    }
    return surprises
  }
}
