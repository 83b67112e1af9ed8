package import ModelIR

/// Makes traces of evidence by running the reference interpreter, or says why the evidence shows nothing.
///
/// The one place where a run becomes a trace, whoever found it; shares no code with any engine.
package struct Confirmation: Sendable {
  let interpreter: Interpreter
  let deadlock: DeadlockMode
  /// Once it is raised, what is found out is worth nothing.
  let stop: StopFlag
  /// Of more instances, which no engine tries one by one, only the one that is named is tried.
  private static let mostInstances: UInt64 = 1 << 24

  /// Comes to an end, with results that are worth nothing, once `stop` is raised.
  package init(_ system: TransitionSystem, deadlock: DeadlockMode, stop: StopFlag = StopFlag()) {
    interpreter = Interpreter(system, stop: stop)
    self.deadlock = deadlock
    self.stop = stop
  }

  var system: TransitionSystem { interpreter.system }

  /// A trace, and of a liveness violation what the interpreter saw of all other continuations.
  package struct Confirmed: Hashable, Sendable {
    package var trace: Trace
    package var sequel: Starvation.Sequel?
    /// Of a run that waits for ever: steps that fail, and could be what it waits for.
    package var failedSteps = 0

    /// Whether what lies behind steps that fail could make a difference.
    package var canFail: Bool { sequel?.canFail ?? (failedSteps > 0) }
  }

  /// The trace that the evidence is a trace of.
  package func confirm(_ evidence: Evidence) throws(Unconfirmed) -> Confirmed {
    let steps = try run(evidence.firings)
    switch evidence.ending {
    case .firing(let firing):
      return Confirmed(trace: try trace(endingWith: firing, after: steps, evidence))
    case .starves(let from, let end, let instance) where evidence.claim.isLeadsTo(in: system):
      return try waiting(evidence, steps, from: from, end, instance)
    case .starves(let from, let end, let instance):
      return try starvation(evidence, steps, from: from, end, instance)
    case .state, .property, .guardOf, .deadlock, .explains:
      guard let last = steps.last?.state else { throw Unconfirmed("the run has no steps") }
      let ending = try ending(evidence, in: last)
      return Confirmed(trace: Trace(claim: evidence.claim, steps: steps, ending: ending))
    }
  }

  /// The states that firings lead to, from a start state on.
  package func run(_ firings: [Firing]) throws(Unconfirmed) -> [Trace.Step] {
    var steps: [Trace.Step] = []
    for firing in firings {
      let number = steps.count
      switch try outcome(of: firing, after: steps) {
      case .next(let state, _): steps.append(Trace.Step(firing: firing, state: state))
      case .failed(let failure): throw Unconfirmed("step \(number) fails: \(failure.message)")
      case .dropped, .excluded: throw Unconfirmed("step \(number) is ruled out by an assumption")
      }
    }
    return steps
  }

  /// Why a trace is not one that the interpreter makes of its firings; nil if it is.
  package func objection(to trace: Trace) -> String? {
    do throws(Unconfirmed) {
      let made = try confirm(Evidence(trace, in: system)).trace
      return made == trace ? nil : "the model's run has other states, or ends in another way"
    } catch {
      return error.reason
    }
  }

  private func outcome(
    of firing: Firing, after steps: [Trace.Step]
  ) throws(Unconfirmed) -> Interpreter.Outcome {
    let number = steps.count
    switch (firing.subject, steps.last?.state) {
    case (.start, nil): return interpreter.start(firing)
    case (.start, _?): throw Unconfirmed("step \(number) is a second start state")
    case (.rule, nil): throw Unconfirmed("the run does not begin with a start state")
    case (.rule, let state?):
      let isEnabled: Bool
      do throws(Failure) {
        isEnabled = try interpreter.isEnabled(firing, in: state)
      } catch {
        throw Unconfirmed("the guard of step \(number) fails: \(error.message)")
      }
      guard isEnabled else { throw Unconfirmed("the rule of step \(number) is not enabled") }
      return interpreter.fire(firing, in: state)
    }
  }

  /// One more firing fails, or reaches a cover statement.
  private func trace(
    endingWith firing: Firing, after steps: [Trace.Step], _ evidence: Evidence
  ) throws(Unconfirmed) -> Trace {
    let claim = evidence.claim
    var reason: Unconfirmed?
    for arguments in instances(of: system.rule(of: firing).parameters, firing.arguments, evidence) {
      let candidate = Firing(subject: firing.subject, arguments: arguments)
      do throws(Unconfirmed) {
        switch try outcome(of: candidate, after: steps) {
        case .failed(let failure) where Claim(violatedBy: failure) == claim:
          return Trace(
            claim: claim, steps: steps + [Trace.Step(firing: candidate, state: nil)],
            ending: .fails(failure, inProperty: nil))
        case .next(let state, let covers) where covers.map(Claim.property).contains(claim):
          return Trace(
            claim: claim, steps: steps + [Trace.Step(firing: candidate, state: state)],
            ending: .reaches(arguments: []))
        case .failed(let failure): throw Unconfirmed("the last step fails in another way: \(failure.message)")
        case .next: throw Unconfirmed("the last step does not do what is said of it")
        case .dropped, .excluded: throw Unconfirmed("the last step is ruled out by an assumption")
        }
      } catch {
        reason = reason ?? error
      }
    }
    throw reason ?? Unconfirmed("the last step has other parameters in the model")
  }

  /// The values that are named and, if symmetry may have renamed them, all others.
  func instances(
    of parameters: [Parameter], _ named: [Value], _ evidence: Evidence
  ) -> some Sequence<[Value]> {
    let count = parameters.instanceCount ?? .max
    let others = evidence.isLiteral || count > Self.mostInstances ? 0 : count
    let first = parameters.admits(named) ? [named] : []
    let rest = (0..<others).lazy.prefix { [stop] _ in !stop.isRaised }
    return [AnySequence(first), AnySequence(rest.map(parameters.arguments(ofInstance:)))].lazy.joined()
  }
}
