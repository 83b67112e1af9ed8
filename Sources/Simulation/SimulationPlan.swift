/// How many random walks there are, how long they are, and how they choose.
package struct SimulationPlan: Hashable, Sendable {
  /// Which of the steps that are possible a walk takes.
  package enum Choice: String, Hashable, Sendable, CaseIterable {
    /// Each instance of a rule is as likely as any other.
    case uniform
    /// The more often a walk has taken a rule, the less likely it is.
    case rare
  }

  /// Walks are the same for the same seed, however many threads take them.
  package var seed: UInt64
  package var walks: Int
  /// Rule firings of each walk, at most.
  package var depth: Int
  package var choice: Choice

  package init(seed: UInt64, walks: Int, depth: Int, choice: Choice) {
    self.seed = seed
    self.walks = walks
    self.depth = depth
    self.choice = choice
  }
}
