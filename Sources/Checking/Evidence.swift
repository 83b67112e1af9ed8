package import ModelIR

/// What somebody has for a claim: the firings of a run, and what is to be seen at its end.
///
/// It says nothing of states. `Confirmation` makes them, and the trace that is shown.
package struct Evidence: Hashable, Sendable {
  package enum Ending: Hashable, Sendable {
    /// In the last state this instance of the property is false, or of the cover true.
    case state(instance: [Value])
    /// One more firing fails, or reaches the cover statement.
    case firing(Firing)
    /// In the last state evaluating this instance of a property fails.
    case property(PropertyID, instance: [Value])
    /// In the last state evaluating the guard of this firing fails.
    case guardOf(Firing)
    /// Nothing can happen in the last state.
    case deadlock
    /// From the state at `from` on, this instance of the property can never hold again.
    case starves(from: Int, Starvation.End, instance: [Value])
    /// Nothing fails on the way to the last state, and that is all.
    case explains
  }

  package var claim: Claim
  /// The first one is a start state; each leads to a state.
  package var firings: [Firing]
  package var ending: Ending
  /// Whether instances at the end are meant literally; under symmetry the run may have renamed their elements.
  package var isLiteral: Bool

  package init(claim: Claim, firings: [Firing], ending: Ending, isLiteral: Bool = true) {
    self.claim = claim
    self.firings = firings
    self.ending = ending
    self.isLiteral = isLiteral
  }

  /// What a trace is made of.
  package init(_ trace: Trace, in system: TransitionSystem) {
    var firings = trace.steps.map(\.firing)
    /// The last firing is not part of the way to the last state but what is to be seen there.
    func decisive() -> Ending? { firings.popLast().map(Ending.firing) }
    var isLiteral = true
    let ending: Ending
    switch trace.ending {
    case .violates(let instance): ending = .state(instance: instance)
    case .reaches(let instance):
      ending =
        (trace.claim.isStatement(in: system) ? decisive() : nil) ?? .state(instance: instance)
    case .fails(_, inProperty: nil): ending = decisive() ?? .state(instance: [])
    case .fails(_, inProperty: let property?):
      // A trace does not say which instance it is.
      isLiteral = false
      ending = .property(property, instance: [])
    case .guardFails(_, let firing): ending = .guardOf(firing)
    case .deadlock: ending = .deadlock
    case .explains: ending = .explains
    case .starves(let from, let loopsTo, let instance):
      ending = .starves(from: from, loopsTo.map(Starvation.End.loop) ?? .deadEnd, instance: instance)
    }
    self.init(claim: trace.claim, firings: firings, ending: ending, isLiteral: isLiteral)
  }
}

/// Why evidence shows nothing: a clause.
package struct Unconfirmed: Error, Hashable, Sendable {
  package var reason: String

  package init(_ reason: String) { self.reason = reason }
}
