/// What becomes of a mutant; of several models that have it, the greatest counts.
package enum MutantFate: Int, Comparable, Sendable {
  /// It has as many states, and fires each rule as often, as the model.
  case unchanged
  /// The time or the memory was not enough to tell.
  case undecided
  case survives
  /// A claim has another verdict than in the model, or what is never true or never fires is not the same.
  case noticed

  package static func < (left: MutantFate, right: MutantFate) -> Bool { left.rawValue < right.rawValue }
}
