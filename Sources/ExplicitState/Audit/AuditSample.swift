/// Which states an audit looks at, and in which order: it may be ended at any time.
struct AuditSample: Sendable {
  let states: [UInt32]

  /// Most states that a sample has; of so few all are looked at.
  static let size = 4096
  /// States at either end of a search: what is reached first, and what is reached last.
  private static let ends = 64

  /// Every state, each once.
  init(all stored: StoredStates, seed: UInt64) {
    var dice = Dice(seed: seed, stream: 1)
    states = (0..<stored.count).map { stored[$0] }.shuffled(using: &dice)
  }

  /// The ends of the search, places spread over it, states with rare contents, and states by chance, by turns.
  init(of stored: StoredStates, rare: [UInt32], seed: UInt64) {
    var dice = Dice(seed: seed, stream: 1)
    let third = Self.size / 3
    let spread = (0..<third).map { stored[$0 * stored.count / third] }
    let random = (0..<third).map { _ in stored[Int.random(in: 0..<stored.count, using: &dice)] }
    let ends = (0..<Self.ends).flatMap { [stored[$0], stored[stored.count - 1 - $0]] }
    var states = ends
    let kinds = [rare, random, spread.shuffled(using: &dice)]
    for position in 0..<(kinds.map(\.count).max() ?? 0) {
      for kind in kinds where position < kind.count { states.append(kind[position]) }
    }
    var seen: Set<UInt32> = []
    self.states = states.filter { seen.insert($0).inserted }
  }
}
