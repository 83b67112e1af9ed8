package import Checking
package import ModelIR

/// From a trace document back to evidence for a claim about a model.
extension TraceDocument {
  /// The firings and the ending in terms of a model; of several properties with one name, for each.
  ///
  /// Refuses what does not fit the model, so that running it cannot trap.
  package func evidence(in system: TransitionSystem) throws(TraceFileError) -> [Evidence] {
    let rebuilding = Rebuilding(system: system)
    var firings: [Firing] = []
    for step in steps { firings.append(try rebuilding.firing(step.action)) }
    if ending == .explains {
      return [Evidence(claim: .noRuntimeError, firings: firings, ending: .explains)]
    }
    var evidence: [Evidence] = []
    for claim in system.claims(deadlock: origin.deadlock) where claim.name(in: system) == origin.claim {
      evidence += try rebuilding.evidence(for: claim, firings, ending)
    }
    guard !evidence.isEmpty else {
      throw TraceFileError(message: "the model has no property \"\(origin.claim)\" that this could be about")
    }
    return evidence
  }
}

/// Finds a model's rules, values and properties by the names of a trace document.
private struct Rebuilding {
  let system: TransitionSystem

  func firing(_ action: TraceDocument.Action) throws(TraceFileError) -> Firing {
    let (rules, index) =
      switch action.subject {
      case .start(let index): (system.startStates, index)
      case .rule(let id): (system.rules, id.index)
      }
    guard rules.indices.contains(index), rules[index].name == action.name else {
      throw TraceFileError(message: "the model has no rule \"\(action.name)\" in this place")
    }
    return Firing(
      subject: action.subject, arguments: try arguments(action.arguments, for: rules[index].parameters))
  }

  func evidence(
    for claim: Claim, _ firings: [Firing], _ ending: TraceDocument.Ending
  ) throws(TraceFileError) -> [Evidence] {
    guard let last = firings.last else { throw TraceFileError(message: "the trace has no states") }
    let decisive = Evidence(claim: claim, firings: firings.dropLast(), ending: .firing(last))
    func whole(_ ending: Evidence.Ending) -> [Evidence] {
      [Evidence(claim: claim, firings: firings, ending: ending)]
    }
    switch ending {
    case .violates, .reaches:
      if claim.isStatement(in: system) { return [decisive] }
      return whole(.state(instance: try instance(ending.arguments, of: claim)))
    case .fails(_, property: nil): return [decisive]
    case .fails(_, let name?):
      return system.propertyIDs.filter { system[$0].name == name }.map {
        Evidence(claim: claim, firings: firings, ending: .property($0, instance: []), isLiteral: false)
      }
    case .guardFails(_, let action): return whole(.guardOf(try firing(action)))
    case .deadlock: return whole(.deadlock)
    case .explains: return whole(.explains)
    case .starves(let from, let loopsTo, let values):
      let end = loopsTo.map(Starvation.End.loop) ?? .deadEnd
      return whole(.starves(from: from, end, instance: try instance(values, of: claim)))
    }
  }

  private func instance(
    _ arguments: [TraceDocument.Argument], of claim: Claim
  ) throws(TraceFileError) -> [Value] {
    guard case .property(let id) = claim else { return [] }
    return try self.arguments(arguments, for: system[id].parameters)
  }

  private func arguments(
    _ arguments: [TraceDocument.Argument], for parameters: [Parameter]
  ) throws(TraceFileError) -> [Value] {
    let values = arguments.map(\.value)
    guard parameters.admits(values) else {
      throw TraceFileError(message: "the parameters do not fit the model")
    }
    return values
  }
}

extension TraceDocument.Ending {
  /// The instance of the property.
  fileprivate var arguments: [TraceDocument.Argument] {
    switch self {
    case .violates(let values), .reaches(let values), .starves(_, _, let values): values
    case .fails, .guardFails, .deadlock, .explains: []
    }
  }
}
