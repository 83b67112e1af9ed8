import Checking
import ModelIR
import Synchronization

/// Evaluates what is asked of whole runs in all states of a completely explored graph.
struct ConditionSweep {
  let exploration: Exploration
  let states: [Range<UInt32>]
  /// What progress is reported as.
  let phase: String

  init(_ exploration: Exploration, phase: String) {
    self.exploration = exploration
    states = exploration.storedRanges
    self.phase = phase
  }

  typealias EvaluationError = (state: UInt32, assertion: PropertyID?)

  /// In which states the condition with this number (see `Successor.test`) holds, and where evaluating it fails; nil, with the
  /// watch stopped, if the search is to end.
  func evaluate(_ number: Int, _ instance: UInt64) -> (holds: StateFlags, errors: [EvaluationError])? {
    let context = exploration.context
    let phase = phase
    let holds = StateFlags(count: context.space.allocated)
    let errors = Mutex<[EvaluationError]>([])
    let stopped = Mutex<Set<UInt32>>([])
    let isDone = exploration.crew.share(states) { _, chunk in
      for state in chunk {
        let value = unsafe context.space.store.withWords(of: state) {
          unsafe context.successor.test($0, property: number, instance: instance)
        }
        switch value {
        case .fails: break
        case .holds: holds[state] = true
        case .error(let assertion): errors.withLock { $0.append((state, assertion)) }
        case .orderMatters(let watch): stopped.withLock { _ = $0.insert(watch) }
        }
      }
      return context.goesOn(phase: phase, queued: 0)
    }
    for watch in stopped.withLock({ $0 }) { exploration.ledger.addStoppedWatch(watch) }
    return isDone && !context.watch.stop.isRaised ? (holds, errors.withLock { $0 }) : nil
  }

  /// Notes the states in which evaluating an instance of a property fails.
  func note(_ errors: [EvaluationError], of property: PropertyID, _ instance: UInt64) {
    let space = exploration.context.space
    guard !errors.isEmpty else { return }
    let depths = Depths(space)
    for candidate in Self.candidates(errors, of: property, instance, depth: depths.depth) {
      exploration.ledger.add(candidate, in: space.store)
    }
  }

  static func candidates(
    _ errors: [EvaluationError], of property: PropertyID, _ instance: UInt64, depth: (UInt32) -> Int
  ) -> [Candidate] {
    errors.map { state, assertion in
      Candidate(
        kind: .propertyFails, state: state, depth: depth(state), subject: UInt32(property.index),
        property: UInt32(assertion?.index ?? 0), instance: instance, failsAssertion: assertion != nil)
    }
  }
}
