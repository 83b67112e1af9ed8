package import ModelIR

/// A concrete run: a start state, then one firing per step.
package struct Trace: Hashable, Sendable {
  package struct Step: Hashable, Sendable {
    package var firing: Firing
    /// The state after the firing; nil only in the last step, if the firing itself fails.
    package var state: State?

    package init(firing: Firing, state: State?) {
      self.firing = firing
      self.state = state
    }
  }

  /// How the run shows what it is meant to show.
  package enum Ending: Hashable, Sendable {
    /// The last state violates the property (an invariant) for these values of its parameters.
    case violates(arguments: [Value])
    /// The last firing fails, or, if `inProperty` is set, evaluating that property in the last state does.
    case fails(Failure, inProperty: PropertyID?)
    /// In the last state evaluating the guard of a rule fails.
    case guardFails(Failure, Firing)
    /// Nothing can happen in the last state.
    case deadlock
    /// The last state (or, for a cover statement, the last firing) reaches the cover.
    case reaches(arguments: [Value])
    /// From the state at `from` on, the property can never hold again; the run goes on to a dead end, or, if
    /// `loopsTo` is set, comes back to that state.
    case starves(from: Int, loopsTo: Int?, arguments: [Value])
    /// In the whole run nothing fails (which is all that is claimed), and a log says that it happened.
    case explains
  }

  package var claim: Claim
  /// The first step is a start state.
  ///
  /// State n of the trace is the state after step n, counted from 0.
  package var steps: [Step]
  package var ending: Ending

  package init(claim: Claim, steps: [Step], ending: Ending) {
    self.claim = claim
    self.steps = steps
    self.ending = ending
  }

  /// The number of rule firings after the start state.
  package var length: Int { max(steps.count - 1, 0) }
}
