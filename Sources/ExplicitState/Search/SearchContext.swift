import Checking
import ModelIR
import Synchronization

/// What all workers of a search share.
final class SearchContext: Sendable {
  let successor: any Successor
  let space: StateSpace
  let watch: Watch
  let settled: SettledFlags
  /// How many rules and properties the model has.
  let counts: (rules: Int, properties: Int)
  let canonicalise: Bool
  /// From which stubborn sets are made; nil if everything that is enabled is fired.
  let relations: StubbornRelations?
  /// Whether it is measured what the time goes into.
  let profiles: Bool
  /// For edges that are logged while searching; nil if they are not.
  let edgeQuota: EdgeQuota?
  private let deadlock: DeadlockMode
  /// Successors so far, for progress.
  let firings = Atomic<Int>(0)
  private let depth = Atomic<Int>(0)

  init(
    successor: any Successor, space: StateSpace, watch: Watch, counts: (rules: Int, properties: Int),
    claims: [Claim], canonicalise: Bool, deadlock: DeadlockMode, logsEdges: Bool,
    relations: StubbornRelations? = nil, profiles: Bool = false
  ) {
    self.relations = relations
    self.profiles = profiles
    self.successor = successor
    self.space = space
    self.watch = watch
    self.settled = SettledFlags(properties: counts.properties, wanted: claims)
    self.counts = counts
    self.canonicalise = canonicalise
    self.deadlock = deadlock
    // States matter more: without their edges they are expanded once more.
    edgeQuota = logsEdges ? EdgeQuota(space, divisor: 8) : nil
  }

  /// Whether a state is a deadlock nobody has found yet.
  func isDeadlock(enabled: UInt32, moved: UInt32) -> Bool {
    settled.wantsDeadlocks && deadlock.includes(isEnabled: enabled != 0, moves: moved != 0)
  }

  func enterLevel(depth: Int) { self.depth.store(depth, ordering: .relaxed) }

  /// Called between pieces of work; false if the search is to end.
  func unitDone(of level: Level) -> Bool {
    space.safepoint.rest()
    return goesOn(phase: "exploring", queued: level.waiting)
  }

  /// Whether the work is to go on; reports progress now and then.
  func goesOn(phase: String, queued: @autoclosure () -> Int) -> Bool {
    watch.goesOn {
      Progress(
        phase: phase, states: UInt64(space.allocated), firings: UInt64(firings.load(ordering: .relaxed)),
        depth: depth.load(ordering: .relaxed), queued: UInt64(queued()), memory: space.memory,
        elapsed: watch.elapsed)
    }
  }
}

extension DeadlockMode {
  /// Whether a state counts in which something, or nothing, can happen that leads elsewhere, or nowhere else.
  func includes(isEnabled: Bool, moves: Bool) -> Bool {
    switch self {
    case .off: false
    case .stuttering: !moves
    case .stuck: !isEnabled
    }
  }
}
