import Checking
import ModelIR

/// Whether a search fires stubborn sets only, and why not.
struct Reduction {
  let relations: StubbornRelations?
  let notes: [Note]

  init(_ task: CheckTask, _ definedness: Definedness, isSaved: Bool, isShared: Bool) {
    guard task.reduction else {
      (relations, notes) = (nil, [])
      return
    }
    let manner = isShared ? "several ranks search" : isSaved ? "the search is saved" : nil
    if let reason = manner ?? Self.objection(to: task) {
      (relations, notes) = (nil, [Self.note(reason)])
      return
    }
    let observed = task.claims.compactMap { claim in
      if case .property(let id) = claim { id } else { nil }
    }
    do throws(StubbornRelations.Objection) {
      (relations, notes) = (
        try StubbornRelations(task.system, definedness, observed: Set(observed)), []
      )
    } catch {
      (relations, notes) = (nil, [Self.note(error.reason)])
    }
  }

  private static func note(_ reason: String) -> Note { Note("reduction is not used: \(reason)") }

  /// What is asked for that the states which are left out have a part in.
  private static func objection(to task: CheckTask) -> String? {
    for claim in task.claims {
      guard case .property(let id) = claim, task.system[id].isAboutRuns else { continue }
      return
        "`\(task.system[id].kind.rawValue) \"\(claim.name(in: task.system))\"` is about whole runs; with `--property` "
        + "other properties can be checked by themselves"
    }
    if task.budget.maximumDepth != nil { return "all runs up to a depth are asked for" }
    if task.countsOrbits || task.digestsStates { return "the states are to be counted" }
    return nil
  }
}
