import ModelIR

/// The states in which a `leadsto` property waits: those with P and not Q, and whatever follows them before Q.
///
/// Found in the order of their distance from a start state, on paths that wait from some state on.
struct WaitingRegion {
  private(set) var states: [UInt32] = []
  /// Where states of each distance begin.
  private var levels: [Int] = []
  /// Of each state, the one before it in the region plus 1, or `start` of one that begins to wait; 0 of all others.
  private var before: [UInt32]
  private static let start = UInt32.max

  /// Nil, maybe with a failure in the graph, if it cannot be known.
  ///
  /// `waits` is false where P and not Q, and `isGoal` true where Q.
  init?(
    _ graph: StepGraph, _ all: [Range<UInt32>], depths: [UInt32], waits: (UInt32) -> Bool,
    isGoal: (UInt32) -> Bool, stop: StopFlag
  ) {
    before = Array(repeating: 0, count: depths.count)
    var starts: [UInt32: [UInt32]] = [:]
    for state in all.joined() where waits(state) { starts[depths[Int(state)], default: []].append(state) }
    var depths = starts.keys.sorted()[...]
    var level: [UInt32] = []
    var depth: UInt32 = 0
    while !level.isEmpty || !depths.isEmpty {
      if level.isEmpty, let next = depths.first { depth = next }
      if depths.first == depth {
        depths.removeFirst()
        for state in starts[depth] ?? [] where before[Int(state)] == 0 {
          before[Int(state)] = Self.start
          level.append(state)
        }
      }
      levels.append(states.count)
      states += level
      var next: [UInt32] = []
      for state in level {
        guard !stop.isRaised, let firings = graph.firings(of: state) else { return nil }
        for place in firings {
          let target = graph[place].target
          guard before[Int(target)] == 0, !isGoal(target) else { continue }
          before[Int(target)] = state + 1
          next.append(target)
        }
      }
      level = next
      depth += 1
    }
  }

  /// The first state of the least distance for which this is true; of several, the one that precedes the others.
  func nearest(
    where isWanted: (UInt32) -> Bool, precedes: (UInt32, UInt32) -> Bool
  ) -> UInt32? {
    for (number, start) in levels.enumerated() {
      let end = number + 1 < levels.count ? levels[number + 1] : states.count
      if let best = states[start..<end].filter(isWanted).min(by: precedes) { return best }
    }
    return nil
  }

  /// From a state that begins to wait to this one.
  func path(to state: UInt32) -> [UInt32] {
    var path = [state]
    while let last = path.last, before[Int(last)] != Self.start { path.append(before[Int(last)] - 1) }
    return path.reversed()
  }
}
