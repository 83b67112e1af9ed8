package import ModelIR

/// Confirms a trace with the reference interpreter, step by step; shares no code with any engine.
///
/// Of a liveness violation it confirms the run (the property is false from `from` on, and the run ends in a dead end or
/// a loop); that no other continuation reaches the property is the engine's finding.
package struct Replay: Sendable {
  let interpreter: Interpreter
  private let deadlock: DeadlockMode

  /// What it says once `stop` is raised is worth nothing.
  package init(_ system: TransitionSystem, deadlock: DeadlockMode, stop: StopFlag? = nil) {
    self.interpreter = Interpreter(system, stop: stop)
    self.deadlock = deadlock
  }

  private var system: TransitionSystem { interpreter.system }

  /// Why the trace is not a run of the system that ends as it says; nil if it is.
  package func objection(to trace: Trace) -> String? {
    guard let first = trace.steps.first else { return "the trace has no steps" }
    guard case .start = first.firing.subject else { return "the trace does not begin with a start state" }
    var covers: [PropertyID] = []
    var current: State?
    for (number, step) in trace.steps.enumerated() {
      let isLast = number == trace.steps.count - 1
      let outcome: Interpreter.Outcome
      if let state = current {
        guard case .rule = step.firing.subject else { return "step \(number) is a second start state" }
        do throws(Failure) {
          guard try interpreter.isEnabled(step.firing, in: state) else {
            return "the rule of step \(number) is not enabled"
          }
        } catch {
          return "the guard of step \(number) fails: \(error.message)"
        }
        outcome = interpreter.fire(step.firing, in: state)
      } else {
        outcome = interpreter.start(step.firing)
      }
      switch outcome {
      case .dropped, .excluded:
        return "step \(number) is ruled out by an assumption"
      case .failed(let failure):
        guard isLast, case .fails(let expected, nil) = trace.ending, expected.isAlike(failure)
        else { return "step \(number) fails: \(failure.message)" }
        return nil
      case .next(let state, let reached):
        guard step.state == state else { return "step \(number) leads to another state than the trace says" }
        current = state
        covers = reached
      }
    }
    guard let last = current else { return "the trace has no states" }
    return objection(to: trace, last: last, covers: covers)
  }

  /// Why the run does not end as the trace says; `last` is its last state, `covers` are what its last firing reached.
  func objection(to trace: Trace, last: State, covers: [PropertyID]) -> String? {
    do throws(Failure) {
      switch trace.ending {
      case .violates(let arguments):
        guard case .property(let id) = trace.claim else { return "no property is named" }
        return try interpreter.holds(id, arguments: arguments, in: last)
          ? "the property holds in the last state" : nil
      case .fails(let failure, let property):
        guard let property else { return "the last firing does not fail" }
        return failures(of: property, in: last).contains(where: failure.isAlike)
          ? nil : "evaluating the property does not fail in this way"
      case .guardFails(let failure, let firing):
        return guardFailure(of: firing, in: last).map(failure.isAlike) == true
          ? nil : "evaluating the guard does not fail in this way"
      case .deadlock:
        return isDeadlock(last) ? nil : "the last state has a way on"
      case .reaches(let arguments):
        guard case .property(let id) = trace.claim else { return "no property is named" }
        if system[id].condition == nil {
          return covers.contains(id) ? nil : "the last firing misses the cover"
        }
        return try interpreter.holds(id, arguments: arguments, in: last)
          ? nil : "the cover is false in the last state"
      case .starves(let from, let loopsTo, let arguments):
        guard case .property(let id) = trace.claim else { return "no property is named" }
        for step in trace.steps.dropFirst(from) {
          guard let state = step.state, try !interpreter.holds(id, arguments: arguments, in: state) else {
            return "the property holds again after step \(from)"
          }
        }
        guard let loopsTo else { return isDeadEnd(last) ? nil : "the last state has a way on" }
        return trace.steps[loopsTo].state == last ? nil : "the loop does not close"
      }
    } catch {
      return "evaluation fails: \(error.message)"
    }
  }

  /// The failures of evaluating a property's instances in a state.
  private func failures(of id: PropertyID, in state: State) -> some Sequence<Failure> {
    let parameters = system[id].parameters
    return (0..<(parameters.instanceCount ?? 0)).lazy.compactMap { instance in
      do throws(Failure) {
        _ = try interpreter.holds(id, arguments: parameters.arguments(ofInstance: instance), in: state)
        return nil
      } catch {
        return error
      }
    }
  }

  private func guardFailure(of firing: Firing, in state: State) -> Failure? {
    do throws(Failure) {
      _ = try interpreter.isEnabled(firing, in: state)
      return nil
    } catch {
      return error
    }
  }

  private func isDeadlock(_ state: State) -> Bool {
    let outcomes = outcomes(in: state)
    return switch deadlock {
    case .off: false
    case .stuck: outcomes.isEmpty
    // An excluded state is progress, though it is not reachable.
    case .stuttering: outcomes.allSatisfy { $0 == .next(state, covers: $0.covers) || $0 == .excluded(state) }
    }
  }

  /// True if no firing leads to a different reachable state.
  private func isDeadEnd(_ state: State) -> Bool {
    outcomes(in: state).allSatisfy { outcome in
      if case .next(let next, _) = outcome { next == state } else { true }
    }
  }

  /// Where the firings of a state lead; a body that fails is a finding of its own, but something that happens.
  private func outcomes(in state: State) -> [Interpreter.Outcome] {
    interpreter.enabledFirings(in: state).map { interpreter.fire($0, in: state) }.filter { outcome in
      switch outcome {
      case .next, .excluded, .failed: true
      case .dropped: false
      }
    }
  }
}

extension Interpreter.Outcome {
  fileprivate var covers: [PropertyID] {
    if case .next(_, let covers) = self { covers } else { [] }
  }
}
