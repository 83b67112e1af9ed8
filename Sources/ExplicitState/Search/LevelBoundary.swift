/// Tells the states of the next level from all earlier ones, while a level is expanded.
struct LevelBoundary: Sendable {
  /// All indices from here on were not handed out when the level began.
  private let allocated: UInt32
  /// What workers had in reserve then.
  private let reserved: [Range<UInt32>]

  /// To be called before the level is expanded.
  init(_ exploration: Exploration) {
    allocated = UInt32(exploration.context.space.allocated)
    reserved = exploration.crew.workers.flatMap(\.reserve.unused)
  }

  /// Whether a stored state was first come to from the level.
  func isBeyond(_ state: UInt32) -> Bool {
    state >= allocated || reserved.contains { $0.contains(state) }
  }
}
