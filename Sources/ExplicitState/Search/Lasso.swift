import Checking
import ModelIR

/// A run of stored states on which a `leadsto` property waits for ever: it ends in a dead end, or goes round.
struct Lasso: Sendable {
  let property: PropertyID
  let instance: UInt64
  /// From a start state on; if it goes round, the last one repeats that at `loopsTo`.
  var states: [UInt32]
  /// Of each state, the fair instance that has to lead there, or 0 if any firing may.
  var fair: [UInt32]
  /// From where on it waits.
  let from: Int
  var loopsTo: Int?

  /// What is to be seen of the firings of the run.
  func ending(in system: TransitionSystem) -> Evidence.Ending {
    .starves(
      from: from, loopsTo.map(Starvation.End.loop) ?? .deadEnd,
      instance: system[property].parameters.arguments(ofInstance: instance))
  }
}

/// Goes round in a fair component: from a state back to it, past everything that fairness asks for.
///
/// What is nearest comes first, so loops are short, though not always the shortest.
struct FairLoop {
  let graph: StepGraph
  let instances: FairInstances
  let components: FairComponents
  let stop: StopFlag

  typealias Steps = [GraphStep]

  /// The steps of the loop; nil if it was stopped.
  func steps(from start: UInt32) -> Steps? {
    guard let component = components.component(of: start) else { return nil }
    var debt = Debt(instances, enabled(in: start))
    var steps: Steps = []
    var state = start
    while true {
      let isPaid = debt.isEmpty
      let found = path(from: state, in: component) { step in
        isPaid ? step.target == start : debt.isLess(after: step, enabled(in: step.target))
      }
      guard let found else { return nil }
      for step in found {
        debt.pay(step, enabled(in: step.target))
        steps.append(step)
        state = step.target
      }
      if debt.isEmpty, state == start { return steps }
    }
  }

  /// The fair instances that can be fired in a state.
  private func enabled(in state: UInt32) -> Set<UInt32> {
    var enabled = Set(graph.known(state).map { graph[$0].fair })
    enabled.remove(0)
    return enabled
  }

  /// A shortest path within a component to a step that is wanted.
  private func path(
    from start: UInt32, in component: UInt32, to isWanted: (GraphStep) -> Bool
  ) -> Steps? {
    // For each state that is come to: from which, and by which firing.
    var arrivals: [UInt32: (source: UInt32, place: Int)] = [:]
    var queue = [start]
    var position = 0
    while position < queue.count, !stop.isRaised {
      let state = queue[position]
      position += 1
      for place in graph.known(state) {
        let step = graph[place]
        guard components.component(of: step.target) == component else { continue }
        if isWanted(step) {
          var path = [step]
          var state = state
          while state != start, let arrival = arrivals[state] {
            path.append(graph[arrival.place])
            state = arrival.source
          }
          return path.reversed()
        }
        if step.target != start, arrivals[step.target] == nil {
          arrivals[step.target] = (state, place)
          queue.append(step.target)
        }
      }
    }
    return nil
  }
}

/// What a loop still has to do to be fair.
private struct Debt {
  private let instances: FairInstances
  /// Weakly fair instances that could be fired in every state so far, and never were.
  private var weak: Set<UInt32>
  /// Strongly fair instances that could be fired in some state, and never were.
  private var strong: Set<UInt32>
  private var fired: Set<UInt32> = []

  init(_ instances: FairInstances, _ enabled: Set<UInt32>) {
    self.instances = instances
    strong = enabled.filter { instances.fairness(of: $0) == .strong }
    weak = enabled.subtracting(strong)
  }

  var isEmpty: Bool { weak.isEmpty && strong.isEmpty }

  /// Whether a step to a state in which these can be fired makes it less.
  func isLess(after step: GraphStep, _ enabled: @autoclosure () -> Set<UInt32>) -> Bool {
    weak.contains(step.fair) || strong.contains(step.fair) || !weak.isEmpty && !weak.isSubset(of: enabled())
  }

  mutating func pay(_ step: GraphStep, _ enabled: Set<UInt32>) {
    fired.insert(step.fair)
    weak.formIntersection(enabled)
    strong.formUnion(enabled.filter { instances.fairness(of: $0) == .strong })
    weak.subtract(fired)
    strong.subtract(fired)
  }
}
