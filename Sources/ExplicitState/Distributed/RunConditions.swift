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
    for id in claims.properties(in: system, where: \.isAboutRuns) {
      for instance in 0..<(system[id].parameters.instanceCount ?? 0) {
        guard let values = sweep.evaluate(id.index, instance) else { return candidates }
        candidates += ConditionSweep.candidates(
          values.errors, of: id, instance, depth: exploration.depth(of:))
      }
    }
    return candidates
  }
}
