package import ModelIR

/// What one check, or one combination of a sweep, exercised of its model, and what is expected of that.
package struct Exercised: Sendable {
  package var vacuity: Vacuity
  package var expectations: Expectations
  package var system: TransitionSystem

  package init(_ vacuity: Vacuity, expectations: Expectations, system: TransitionSystem) {
    self.vacuity = vacuity
    self.expectations = expectations
    self.system = system
  }

  package var surprises: [Vacuity.Surprise] { vacuity.surprises(against: expectations, in: system) }

  /// What none of them exercised although one should have, and what one did although none should.
  package static func surprises(of all: [Exercised]) -> [Vacuity.Surprise] {
    guard let vacuity = Vacuity(merging: all.map(\.vacuity)), var merged = all.first else { return [] }
    merged.vacuity = vacuity
    for other in all {
      merged.expectations.neverFired.formIntersection(other.expectations.neverFired)
      merged.expectations.vacuous.formIntersection(other.expectations.vacuous)
      merged.system.meetNeeds(of: other.system)
    }
    return merged.surprises
  }

  /// What some of them exercised that should not have, for want of what it needs, beyond what all together say; by position.
  package static func contradictions(
    in all: [Exercised], beyond everywhere: [Vacuity.Surprise]
  ) -> [(position: Int, surprise: Vacuity.Surprise)] {
    let known = Set(everywhere.filter(\.happens).map(\.range))
    return all.enumerated().flatMap { position, exercised in
      exercised.surprises.filter { $0.happens && !known.contains($0.range) }.map { (position, $0) }
    }
  }
}

extension TransitionSystem {
  /// Counts a need as met that is met with other constants.
  fileprivate mutating func meetNeeds(of other: TransitionSystem) {
    for id in ruleIDs where other[id].need?.isMet == true { rules[id.index].need?.isMet = true }
    for id in propertyIDs where other[id].need?.isMet == true { properties[id.index].need?.isMet = true }
  }
}
