import Diagnostics

/// Whether the iterations of a `for` over a scalarset can be exchanged.
///
/// They can if whatever an iteration writes is looked at or written by no other one. Iterations may write to the parts
/// that their loop variable names; and to the same place where they write the same, or add to it in a way whose order does
/// not matter (`Accumulation`). A loop that may be left early changes nothing, and returns the same from everywhere.
struct LoopIndependence {
  /// Why iterations depend on each other.
  struct Dependence: Hashable {
    let reason: String
    let remedy: String
    let range: SourceRange
  }

  /// Nil if they can be exchanged.
  let dependence: Dependence?
  /// Whether an iteration may be the last one.
  let endsEarly: Bool

  /// `variable` is the loop's.
  init(
    of body: [Statement], _ variable: LocalID, _ collector: HazardCollector, _ system: TransitionSystem,
    _ callEffects: CallEffects
  ) {
    let effects = LoopEffects(of: body, variable, collector, callEffects)
    let overlap = PlaceOverlap(system, locals: collector.frame.locals, variable: variable, body: body)
    endsEarly = !effects.returns.isEmpty
    dependence =
      Self.earlyEnd(effects, reachesCover: collector.hazards(of: body).reachesCover)
      ?? Self.conflict(effects.accesses, overlap)
  }

  private static func earlyEnd(_ effects: LoopEffects, reachesCover: Bool) -> Dependence? {
    guard let first = effects.returns.first else { return nil }
    if reachesCover || effects.accesses.contains(where: { $0.kind != .read }) {
      return Dependence(
        reason: "this `return` ends a loop over its elements, the other iterations of which do something",
        remedy: "look for the element in a loop of its own, with `exists`", range: first.range)
    }
    for (value, range) in effects.returns {
      guard value?.bare != first.value?.bare || value.map(effects.isSteady) == false else { continue }
      return Dependence(
        reason: "which value is returned here depends on the element that the loop comes to first",
        remedy: "return the same value from everywhere in the loop", range: range)
    }
    return nil
  }

  private static func conflict(_ accesses: [LoopEffects.Access], _ overlap: PlaceOverlap) -> Dependence? {
    for access in accesses {
      guard case .write(let write) = access.kind else { continue }
      for other in accesses where overlap.canMeet(access.place, other.place) {
        switch other.kind {
        case .read:
          return Dependence(
            reason: "an iteration of a loop over its elements writes here what other ones read",
            remedy: "write only to what the loop's variable names, or in a loop of its own",
            range: access.range)
        case .write(let otherWrite):
          guard write == .any || otherWrite != write || other.place.root != access.place.root else {
            continue
          }
          return Dependence(
            reason: "what this leaves depends on which of its elements a loop comes to last",
            remedy: "write to what the loop's variable names, write the same in every iteration, or add up",
            range: access.range)
        }
      }
    }
    return nil
  }
}
