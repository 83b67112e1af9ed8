package import ModelIR

/// Why an invariant could not be proved by induction: a state that has every property known of reachable states, and a
/// firing that leads from it to a violation.
///
/// The interpreter confirmed the step. Whether the state can be reached is open.
package struct InductionCounterexample: Hashable, Sendable {
  package var property: PropertyID
  package var before: State
  package var firing: Firing
  package var after: State
  /// Of the property's parameters: those for which it holds before and not after.
  package var arguments: [Value]

  package init(property: PropertyID, before: State, firing: Firing, after: State, arguments: [Value]) {
    self.property = property
    self.before = before
    self.firing = firing
    self.after = after
    self.arguments = arguments
  }

  /// The step as the reference interpreter makes it; nil if that is no counterexample.
  package init?(
    _ property: PropertyID, from before: State, _ firing: Firing, arguments: [Value],
    in system: TransitionSystem
  ) {
    let interpreter = Interpreter(system)
    do throws(Failure) {
      guard try interpreter.holds(property, arguments: arguments, in: before),
        try interpreter.isEnabled(firing, in: before),
        case .next(let after, _) = interpreter.fire(firing, in: before),
        try !interpreter.holds(property, arguments: arguments, in: after)
      else { return nil }
      self.init(property: property, before: before, firing: firing, after: after, arguments: arguments)
    } catch {
      return nil
    }
  }
}
