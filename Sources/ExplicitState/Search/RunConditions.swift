import Checking
import ModelIR

/// The properties of whole runs that have to be evaluated in all states: those that are claimed, and others that may fail where
/// it is claimed that nothing fails.
struct RunConditions {
  let claimed: [PropertyID]
  /// Whether they hold nobody asks.
  let unclaimed: [PropertyID]

  var all: [PropertyID] { claimed + unclaimed }

  init(of task: CheckTask, _ definedness: Definedness) {
    let system = task.system
    let claimed = task.claims.properties(in: system, where: \.isAboutRuns)
    self.claimed = claimed
    let assertions = Set(task.claims.properties(in: system) { $0.kind == .assertion })
    let nothingFails = task.claims.contains(.noRuntimeError)
    unclaimed = system.propertyIDs.filter { id in
      guard system[id].isAboutRuns, !claimed.contains(id) else { return false }
      let hazards = ConditionHazards(system[id], in: system, definedness)
      return nothingFails && hazards.canFail || !hazards.assertions.isDisjoint(with: assertions)
    }
  }

  /// Where evaluating properties fails; nil, with the watch stopped, if the search is to end.
  ///
  /// What stops it is noted in the ledger.
  static func failures(
    of properties: [PropertyID], in exploration: Exploration, _ system: TransitionSystem,
    depth: (UInt32) -> Int
  ) -> [Candidate]? {
    var candidates: [Candidate] = []
    let isDone = sweep(properties, in: exploration, system) { _, id, instance, errors in
      candidates += ConditionSweep.candidates(errors, of: id, instance, depth: depth)
    }
    return isDone ? candidates : nil
  }

  /// Notes in the ledger where evaluating properties fails; false, with the watch stopped, if the search is to end.
  static func noteFailures(
    of properties: [PropertyID], in exploration: Exploration, _ system: TransitionSystem
  ) -> Bool {
    sweep(properties, in: exploration, system) { sweep, id, instance, errors in
      sweep.note(errors, of: id, instance)
    }
  }

  private static func sweep(
    _ properties: [PropertyID], in exploration: Exploration, _ system: TransitionSystem,
    _ body: (ConditionSweep, PropertyID, UInt64, [ConditionSweep.EvaluationError]) -> Void
  ) -> Bool {
    let sweep = ConditionSweep(exploration, phase: "evaluating")
    for id in properties {
      for instance in 0..<(system[id].parameters.instanceCount ?? 0) {
        guard let values = sweep.evaluate(id.index, instance) else { return false }
        body(sweep, id, instance, values.errors)
      }
    }
    return true
  }
}
