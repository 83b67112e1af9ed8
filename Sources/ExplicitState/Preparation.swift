import Checking
import ModelIR

/// What is settled of a search once it is known by which successor function it goes.
struct Preparation {
  /// With the time that is left: there is one limit for everything.
  var task: CheckTask
  var notes: [Note]
  /// The scalarsets that are reduced by.
  var scalarsets: [TypeID]
  /// What a saved search depends on beside the job: representatives of orbits are the successor's own choice.
  var identity: String

  init(_ plan: ExplicitEngine.Plan, by successor: any Successor) {
    task = plan.task
    task.budget.timeout = plan.timeLeft
    notes = plan.notes
    if task.symmetry, successor is InterpretedSuccessor, plan.orbits == nil {
      task.symmetry = false
      notes.append("symmetry is not used: the interpreter tries every permutation, and there are too many")
    }
    scalarsets = task.symmetry ? plan.scalarsets : []
    let reduced = scalarsets.compactMap { plan.task.system[$0].name }
    identity = ", \(successor.description), symmetry: \(reduced)"
  }

  var orbits: OrbitSizes { OrbitSizes(task.system, scalarsets: scalarsets) }
}
