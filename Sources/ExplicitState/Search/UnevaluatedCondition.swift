import Checking
import ModelIR

/// A property of whole runs that was not evaluated in every state that was visited: these are evaluated when all states are known.
///
/// Nobody may say then that nothing fails.
struct UnevaluatedCondition {
  private let name: String
  private let hazards: ConditionHazards
  private let reason: String

  init(
    _ property: PropertyID, in system: TransitionSystem, _ definedness: Definedness, because reason: String
  ) {
    name = system[property].name
    hazards = ConditionHazards(system[property], in: system, definedness)
    self.reason = reason
  }

  /// Those of a search that has visited all states, or not; of those that could not be decided it is not known.
  static func all(
    _ conditions: RunConditions, of task: CheckTask, _ definedness: Definedness, isComplete: Bool,
    _ undecided: [PropertyID: String]
  ) -> [UnevaluatedCondition] {
    conditions.all.compactMap { id in
      let reason = undecided[id] ?? (isComplete ? nil : "not all states were visited")
      return reason.map { UnevaluatedCondition(id, in: task.system, definedness, because: $0) }
    }
  }

  /// Why a claim that nothing violates may be violated all the same; nil if the condition has nothing to do with it.
  func doubt(of claim: Claim) -> String? {
    let isDoubtful =
      switch claim {
      case .noRuntimeError: hazards.canFail
      case .noDeadlock: false
      case .property(let id): hazards.assertions.contains(id)
      }
    return isDoubtful ? "evaluating \"\(name)\" may fail, and was not done: \(reason)" : nil
  }
}
