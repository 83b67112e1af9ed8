/// How many firings the search took to come to each stored state; for times at which it does not go on.
struct Depths: Sendable {
  private let store: StateStore
  /// Nil if parents are stored.
  private let levels: LevelIndex?

  init(_ space: StateSpace) {
    store = space.store
    levels = space.store.compact == nil ? nil : space.levels.index(allocated: space.allocated)
  }

  func depth(of state: UInt32) -> Int { levels?.depth(of: state) ?? store.path(to: state).count - 1 }

  /// Indices of a depth, some of which may have no state; empty if parents are stored.
  func states(atDepth depth: Int) -> [Range<UInt32>] { levels?.states(atDepth: depth) ?? [] }
}
