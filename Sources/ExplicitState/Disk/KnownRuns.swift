/// All states of earlier layers, in few runs: some of about the same size become one, so that a layer is held against some
/// dozens of runs, however many layers there are.
struct KnownRuns: Sendable {
  private(set) var runs: [SortedRun] = []
  private let fanIn: Int

  init(fanIn: Int) { self.fanIn = max(fanIn, 2) }

  mutating func append(_ run: SortedRun) { runs.append(run) }

  /// The runs that should become one, the smallest first; empty if none should.
  var due: [Int] {
    let tiers = Dictionary(grouping: runs.indices) { tier(runs[$0].count) }
    let due = tiers.filter { $0.value.count >= fanIn }.min { $0.key < $1.key }
    return due?.value ?? []
  }

  mutating func replace(_ old: [Int], by new: SortedRun) {
    for number in old.sorted(by: >) { runs.remove(at: number) }
    runs.append(new)
  }

  /// Runs of one tier become one of a higher tier.
  private func tier(_ count: Int) -> Int {
    var (tier, rest) = (0, count / fanIn)
    while rest > 0 { (tier, rest) = (tier + 1, rest / fanIn) }
    return tier
  }
}
