package import ModelIR

/// Why a claim holds in every reachable state: an inductive invariant, as conditions in the model's own language.
///
/// Together the conjuncts hold in every start state, are kept by every firing, and exclude every violation of the claim.
/// Anyone with the model can check that; it does not matter who found them.
package struct Certificate: Hashable, Sendable {
  /// Invariants, with parameters where one speaks of every value of a type; that numbers lie in their types goes
  /// without saying.
  package var invariants: [Property]
  /// How many successive states the invariants are assumed in to hold in the next one; at least 1.
  package var inductionDepth: Int
  /// The strategy that found it.
  package var strategy: String

  /// Nil if it is about the model's own sizes.
  package var everySize: EverySize?

  /// No strategy looks further back, and nobody else is to: what has to be checked grows with it.
  package static let deepestInduction = 24

  package init(invariants: [Property], inductionDepth: Int = 1, strategy: String) {
    self.invariants = invariants
    self.inductionDepth = inductionDepth
    self.strategy = strategy
  }
}
