import Checking
import ModelIR

/// Evaluates properties about whole runs in this rank's states: whether they hold is not known, but whether evaluating them fails.
struct RunConditions {
  private let exploration: ClusterExploration
  private let system: TransitionSystem
  private let sweep: ConditionSweep

  init(_ exploration: ClusterExploration, system: TransitionSystem) {
    self.exploration = exploration
    self.system = system
    sweep = ConditionSweep(exploration.local, phase: "evaluating")
  }

  /// Where evaluating one of them fails; what stops it is noted in the ledger.
  func failures(_ claims: [Claim]) -> [Candidate] {
    var candidates: [Candidate] = []
    for claim in claims {
      guard case .property(let id) = claim, system[id].isAboutRuns else { continue }
      for instance in 0..<(system[id].parameters.instanceCount ?? 0) {
        guard let values = sweep.evaluate(id.index, instance) else { return candidates }
        candidates += values.errors.map { state, assertion in
          Candidate(
            kind: .propertyFails, state: state, depth: exploration.depth(of: state),
            subject: UInt32(id.index),
            property: UInt32(assertion?.index ?? 0), instance: instance, failsAssertion: assertion != nil)
        }
      }
    }
    return candidates
  }
}
