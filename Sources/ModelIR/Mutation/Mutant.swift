package import Diagnostics

/// A system with one small change that its properties should notice (DeMillo, Lipton, Sayward: Hints on Test Data
/// Selection, 1978).
package struct Mutant: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// A condition is taken as decided, so that the others decide: a conjunct as true, an alternative as false.
    case droppedCondition = "condition dropped"
    /// The opposite of a condition is asked for.
    case flippedCondition = "condition flipped"
    case droppedStatement = "statement dropped"
    /// A sum is a difference, or the other way round.
    case flippedSum = "sum flipped"
  }

  package let kind: Kind
  /// What was changed.
  package let range: SourceRange
  package let system: TransitionSystem

  /// All mutants of a system's rules and of the functions they call, in the order of the text.
  ///
  /// Start states and properties stay as they are, and conditions that a constant decides, which say nothing. A rule that
  /// cannot fire makes no difference; `isIncluded` leaves it out.
  package static func all(
    of system: TransitionSystem, rules isIncluded: (RuleID) -> Bool = { _ in true }
  ) -> [Mutant] {
    var mutants: [Mutant] = []
    for (index, rule) in system.rules.enumerated() where isIncluded(RuleID(index)) {
      for change in rule.guardCondition.map(Mutations.changes(ofCondition:)) ?? [] {
        mutants.append(Mutant(change, in: system) { $0.rules[index].guardCondition = change.result })
      }
      for change in Mutations.changes(of: rule.body) {
        mutants.append(Mutant(change, in: system) { $0.rules[index].body = change.result })
      }
    }
    for (index, function) in system.functions.enumerated() {
      for change in Mutations.changes(of: function.body) {
        mutants.append(Mutant(change, in: system) { $0.functions[index].body = change.result })
      }
    }
    return mutants.sorted {
      ($0.range.file.index, $0.range.start, $0.range.end) < (
        $1.range.file.index, $1.range.start, $1.range.end
      )
    }
  }

  private init<Part>(
    _ change: Mutations.Change<Part>, in system: TransitionSystem, _ apply: (inout TransitionSystem) -> Void
  ) {
    var mutated = system
    apply(&mutated)
    kind = change.kind
    range = change.range
    self.system = mutated
  }
}
