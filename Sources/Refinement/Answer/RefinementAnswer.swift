package import ModelIR

/// Whether a design refines its abstract model, and what that rests on.
package struct RefinementAnswer: Sendable {
  package enum Outcome: Sendable {
    /// Every step between reachable states is none or some of the abstract model's.
    case refines
    case strays(Stray)
    case unknown(reason: String)
  }

  package var outcome: Outcome
  /// Reachable states of the design that were visited.
  package var states: Int
  /// Enabled instances that were fired.
  package var firings: UInt64
  /// Of the abstract model: different states that states of the design stand for.
  package var abstractStates: Int
  /// Different pairs of them that are so many steps of the abstract model, by the number of steps; 1 at the first place.
  package var pairsPerSteps: [Int]
  /// Rules of the abstract model that no step of the design is said to be.
  package var unusedRules: [String]
  /// "compiled" or "interpreted".
  package var successor: String
  package var notes: [String] = []

  /// A step that is none of the abstract model, or leads to a state that has no counterpart.
  package struct Stray: Sendable {
    /// The run of the design; its last step is the one.
    package var run: [Firing]
    /// The abstract states before and after it; a start state has none before, a state without counterpart is none.
    package var before: State?
    package var after: State?
    /// Why there is no state after it.
    package var missing: String?
    /// What of the abstract model comes nearest.
    package var nearest: [NearestStep]
  }
}

/// A step of the abstract model that is not the one, and why.
package struct NearestStep: Hashable, Sendable {
  package var firing: Firing
  /// True if it would lead there, or nearly, but its guard does not hold.
  package var isDisabled: Bool
  /// The cells in which its result differs.
  package var differences: [Int]
  /// The state that it would lead to.
  package var state: State
}
