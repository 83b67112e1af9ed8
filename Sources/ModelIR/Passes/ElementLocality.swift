package import Diagnostics

/// Whether each iteration of a loop over a scalarset writes only to what its own element names, and looks at nothing that
/// another iteration writes.
///
/// Then the iterations of some of the elements do to the parts of these elements what all iterations do: the loop commutes
/// with leaving elements out, as long as some are left. So it does if each iteration also writes the same constant to what no iteration
/// looks at. Sums do not.
package struct ElementLocality {
  /// Why the loop is another one.
  package struct Objection: Hashable, Sendable {
    package let reason: String
    package let range: SourceRange
  }

  private let system: TransitionSystem
  private let analysis: HazardAnalysis
  private let callEffects: CallEffects

  package init(_ system: TransitionSystem) {
    self.system = system
    analysis = HazardAnalysis(system, .unknown)
    callEffects = CallEffects(system)
  }

  /// Whose body the loop stands in.
  package enum Owner {
    case rule(Rule), function(FunctionID)
  }

  /// Whether evaluating an expression changes nothing, so that it may be evaluated for some elements and not for others.
  package func isPure(_ expression: Expression) -> Bool { callEffects.isPure(expression) }

  /// Nil if the loop is local; `variable` is the loop's.
  package func objection(to body: [Statement], _ variable: LocalID, in owner: Owner) -> Objection? {
    let frame =
      switch owner {
      case .rule(let rule): analysis.frame(of: rule)
      case .function(let id): analysis.frame(of: id)
      }
    let effects = LoopEffects(of: body, variable, HazardCollector(analysis, frame), callEffects)
    if let first = effects.returns.first {
      return Objection(reason: "a `return` ends a loop over its elements", range: first.range)
    }
    let changesVariable = WrittenLocals.of(body).contains(variable)
    let overlap = PlaceOverlap(system, locals: frame.locals, variable: variable, body: body)
    for access in effects.accesses {
      guard case .write(let write) = access.kind else { continue }
      let isRepeated = isRepeated(write, access.place, in: body, effects)
      guard isRepeated || !changesVariable && names(variable, access.place) else {
        return Objection(
          reason: "a loop over its elements writes to what its variable does not name", range: access.range)
      }
      for other in effects.accesses where overlap.canMeet(access.place, other.place) {
        if isRepeated, other.kind == access.kind, other.place.bare == access.place.bare { continue }
        return Objection(
          reason: isRepeated
            ? "an iteration of a loop over its elements comes to what all iterations write"
            : "an iteration of a loop over its elements writes what another one comes to",
          range: other.range)
      }
    }
    return nil
  }

  /// Whether each iteration writes the same constant there, whatever else it does.
  private func isRepeated(
    _ write: LoopEffects.Access.Write, _ place: Place, in body: [Statement], _ effects: LoopEffects
  ) -> Bool {
    guard case .same(let value) = write, case .constant = value.kind else { return false }
    let isFixed = place.path.allSatisfy { step in
      if case .element(let index, _) = step { effects.isSteady(index) } else { true }
    }
    return isFixed && body.contains { $0.kind.target?.bare == place.bare }
  }

  /// Whether the loop's variable is an index on the way to the place.
  private func names(_ variable: LocalID, _ place: Place) -> Bool {
    place.path.contains { step in
      guard case .element(let index, _) = step, case .read(let read) = index.kind else { return false }
      return read.root == .local(variable) && read.path.isEmpty
    }
  }
}
