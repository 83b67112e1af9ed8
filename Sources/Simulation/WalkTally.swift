import ModelIR

/// What was done by the walks of a thread, or of all.
struct WalkTally: Sendable {
  var walks = 0
  /// Rule firings.
  var steps: UInt64 = 0
  /// Of the longest walk.
  var depth = 0
  /// By `RuleID.index`.
  var fired: [UInt64]
  var values: ValueCoverage

  init(_ system: TransitionSystem) {
    fired = Array(repeating: 0, count: system.rules.count)
    values = ValueCoverage(system)
  }

  mutating func add(_ other: WalkTally) {
    walks += other.walks
    steps += other.steps
    depth = max(depth, other.depth)
    for rule in fired.indices { fired[rule] += other.fired[rule] }
    values.add(other.values)
  }
}
