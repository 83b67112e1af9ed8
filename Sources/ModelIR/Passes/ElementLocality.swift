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
    let repeated = Dictionary(
      grouping: body.compactMap { repetition($0, in: body, of: variable) }, by: \.place.root
    )
    .filter { Set($0.value).count == 1 }
    let rest = body.filter { statement in
      repetition(statement, in: body, of: variable).map { repeated[$0.place.root] == nil } ?? true
    }
    let effects = LoopEffects(of: rest, variable, HazardCollector(analysis, frame), callEffects)
    // Whatever a reference stands for may be that, too.
    let meeting = effects.accesses.first { access in
      if case .local(let local) = access.place.root {
        return !repeated.isEmpty && frame.locals[local.index].role == .reference
      }
      return repeated[access.place.root] != nil
    }
    if let first = meeting {
      return Objection(
        reason: "an iteration of a loop over its elements comes to what all iterations write",
        range: first.range)
    }
    if let first = effects.returns.first {
      return Objection(reason: "a `return` ends a loop over its elements", range: first.range)
    }
    let changesVariable = WrittenLocals.of(body).contains(variable)
    let overlap = PlaceOverlap(system, locals: frame.locals, variable: variable, body: body)
    for access in effects.accesses {
      guard case .write = access.kind else { continue }
      guard !changesVariable, names(variable, access.place) else {
        return Objection(
          reason: "a loop over its elements writes to what its variable does not name", range: access.range)
      }
      for other in effects.accesses where overlap.canMeet(access.place, other.place) {
        return Objection(
          reason: "an iteration of a loop over its elements writes what another one comes to",
          range: other.range)
      }
    }
    return nil
  }

  /// What each iteration does in the same way, whatever it is for.
  private struct Repetition: Hashable {
    let place: Place
    let value: Value
  }

  /// A constant that the body itself assigns to a variable of the model, or to a part of it that constants and parameters name.
  private func repetition(
    _ statement: Statement, in body: [Statement], of variable: LocalID
  ) -> Repetition? {
    guard case .assign(let place, let value) = statement.kind, case .constant(let constant) = value.kind,
      case .state = place.root
    else { return nil }
    let varying = WrittenLocals.of(body).union([variable])
    let isFixed = place.path.allSatisfy { step in
      guard case .element(let index, _) = step else { return true }
      switch index.kind {
      case .constant: return true
      case .read(let read):
        guard case .local(let local) = read.root, read.path.isEmpty else { return false }
        return !varying.contains(local)
      default: return false
      }
    }
    return isFixed ? Repetition(place: place.bare, value: constant) : nil
  }

  /// Whether the loop's variable is an index on the way to the place.
  private func names(_ variable: LocalID, _ place: Place) -> Bool {
    place.path.contains { step in
      guard case .element(let index, _) = step, case .read(let read) = index.kind else { return false }
      return read.root == .local(variable) && read.path.isEmpty
    }
  }
}
