/// How much of what compiled code found the reference interpreter repeats.
package struct AuditPlan: Hashable, Sendable {
  package enum Extent: String, Hashable, Sendable, CaseIterable {
    /// Nothing.
    case off
    /// As many states as a second or a tenth of the search's time allow.
    case sample
    /// Every visited state.
    case full
  }

  package var extent: Extent
  /// Decides which states are chosen.
  package var seed: UInt64
  /// How many searches share the second that a sample takes at least: the combinations of a sweep.
  package var searches = 1

  package init(_ extent: Extent = .sample, seed: UInt64 = 1) {
    self.extent = extent
    self.seed = seed
  }
}

/// What the reference interpreter has repeated of a search, and found the same.
package struct AuditAccount: Hashable, Sendable {
  /// Visited states whose successors and findings the interpreter has computed again.
  package var states: UInt64
  /// Visited states of which it has evaluated some conditions only: those that were never true, and invariants.
  package var glances: UInt64
  /// Visited states that were looked up again under a hash computed anew.
  package var lookups: UInt64
  /// Whether `states` are all.
  package var isComplete: Bool
  package var plan: AuditPlan

  package init(states: UInt64, glances: UInt64, lookups: UInt64, isComplete: Bool, plan: AuditPlan) {
    self.states = states
    self.glances = glances
    self.lookups = lookups
    self.isComplete = isComplete
    self.plan = plan
  }
}
