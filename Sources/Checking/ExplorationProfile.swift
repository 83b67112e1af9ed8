/// What an exploration spent its time on, and which rules found its states.
package struct ExplorationProfile: Hashable, Sendable {
  /// How many states a rule was the first to come to, by `RuleID.index`.
  ///
  /// Who is first among several is a matter of the order of the search. Start states are nobody's.
  package var newStates: [UInt64]
  /// The part of the time, from 0 to 1, that a rule's guards and bodies took, by `RuleID.index`: measured in some of the states.
  package var shareOfRules: [Double]
  /// The part of properties.
  package var shareOfProperties: Double
  /// The part of looking states up and storing them.
  package var shareOfStoring: Double

  package init(
    newStates: [UInt64], shareOfRules: [Double], shareOfProperties: Double, shareOfStoring: Double
  ) {
    self.newStates = newStates
    self.shareOfRules = shareOfRules
    self.shareOfProperties = shareOfProperties
    self.shareOfStoring = shareOfStoring
  }
}
