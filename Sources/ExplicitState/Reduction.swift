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
    if let reason = manner ?? Self.objection(to: task, definedness) {
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
  private static func objection(to task: CheckTask, _ definedness: Definedness) -> String? {
    let conditions = RunConditions(of: task, definedness)
    func name(_ id: PropertyID) -> String {
      "`\(task.system[id].kind.rawValue) \"\(task.system[id].name)\"`"
    }
    if let id = conditions.claimed.first {
      return
        "\(name(id)) is about whole runs; with `--property` other properties can be checked by themselves"
    }
    if let id = conditions.unclaimed.first {
      return "evaluating \(name(id)) may fail, which is about whole runs"
    }
    if task.budget.maximumDepth != nil { return "all runs up to a depth are asked for" }
    if task.countsOrbits || task.digestsStates { return "the states are to be counted" }
    return nil
  }
}
