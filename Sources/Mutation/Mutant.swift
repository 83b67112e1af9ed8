package import Diagnostics
package import ModelIR

/// One small change of a model that its properties should notice (DeMillo, Lipton, Sayward: Hints on Test Data
/// Selection, 1978).
package struct Mutant: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// A condition is taken as decided, so that the others decide: a conjunct as true, an alternative as false.
    case droppedCondition = "condition dropped"
    /// The opposite of a condition is asked for.
    case flippedCondition = "condition flipped"
    case droppedStatement = "statement dropped"
    /// A sum is a difference, or the other way round.
    case flippedSum = "sum flipped"
  }

  /// Whose rule or function was changed.
  package enum Owner: Hashable, Sendable {
    case rule(RuleID)
    case function(FunctionID)
  }

  package let kind: Kind
  /// What was changed.
  package let range: SourceRange
  package let owner: Owner
  /// Chooses the mutant in its `MutantSchema`.
  let number: Value
}
