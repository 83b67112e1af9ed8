import Diagnostics
import ModelIR

/// What a sweep exercises is judged of all combinations together, what it must not exercise of each.
extension Sweep {
  /// What no combination exercised although one should have, and what one did although it should not.
  package var unexpectedVacuity: [Vacuity.Surprise] {
    let models = combinations.compactMap(\.model)
    guard let vacuity, let first = models.first else { return [] }
    var (expectations, system) = (first.expectations, first.system)
    for model in models {
      expectations.neverFired.formIntersection(model.expectations.neverFired)
      expectations.vacuous.formIntersection(model.expectations.vacuous)
      system.meetNeeds(of: model.system)
    }
    let everywhere = vacuity.surprises(against: expectations, in: system)
    let known = Set(everywhere.filter(\.happens).map(\.range))
    return everywhere + needsContradicted.filter { !known.contains($0.range) }
  }

  /// What some combinations exercised that should not have, for want of what it needs.
  private var needsContradicted: [Vacuity.Surprise] {
    let all = combinations.flatMap { combination in
      (combination.model?.surprises ?? []).filter(\.happens).map { (surprise: $0, combination) }
    }
    return Dictionary(grouping: all, by: \.surprise).map { surprise, group in
      var surprise = surprise
      surprise.text += " " + place(of: group.map(\.1))
      return surprise
    }.sorted { ($0.range.file.index, $0.range.start) < ($1.range.file.index, $1.range.start) }
  }
}

extension TransitionSystem {
  /// Counts a need as met that is met with other constants.
  fileprivate mutating func meetNeeds(of other: TransitionSystem) {
    for id in ruleIDs where other[id].need?.isMet == true { rules[id.index].need?.isMet = true }
    for id in propertyIDs where other[id].need?.isMet == true { properties[id.index].need?.isMet = true }
  }
}
