import ModelIR

/// What is to be seen in the last state of a run.
extension Confirmation {
  /// Whether a run with this last state, reached by a firing with these covers, ends as a trace does.
  func ends(like trace: Trace, in last: State, covers: [PropertyID]) -> Bool {
    if case .reaches = trace.ending, trace.claim.isStatement(in: system) {
      return covers.map(Claim.property).contains(trace.claim)
    }
    let evidence = Evidence(trace, in: system)
    guard let ending = try? ending(evidence, in: last) else { return false }
    switch (ending, trace.ending) {
    // Messages may name other values.
    case (.fails(let failure, let property), .fails(let expected, let other)):
      return property == other && failure.isAlike(expected)
    case (.guardFails(let failure, let firing), .guardFails(let expected, let other)):
      return firing == other && failure.isAlike(expected)
    case (.violates, _), (.reaches, _), (.deadlock, _), (.starves, _), (.fails, _), (.guardFails, _),
      (.explains, _):
      return ending == trace.ending
    }
  }

  /// The ending as the interpreter sees it.
  func ending(_ evidence: Evidence, in last: State) throws(Unconfirmed) -> Trace.Ending {
    switch evidence.ending {
    case .state(let instance): return try decided(evidence, instance, in: last)
    case .property(let id, let instance):
      for arguments in instances(of: system[id].parameters, instance, evidence) {
        do throws(Failure) {
          _ = try interpreter.holds(id, arguments: arguments, in: last)
        } catch {
          if Claim(violatedBy: error) == evidence.claim { return .fails(error, inProperty: id) }
        }
      }
      throw Unconfirmed("evaluating \"\(system[id].name)\" does not fail in this way in the last state")
    case .guardOf(let firing):
      let rule = system.rule(of: firing)
      for arguments in instances(of: rule.parameters, firing.arguments, evidence) {
        let candidate = Firing(subject: firing.subject, arguments: arguments)
        do throws(Failure) {
          _ = try interpreter.isEnabled(candidate, in: last)
        } catch {
          if Claim(violatedBy: error) == evidence.claim { return .guardFails(error, candidate) }
        }
      }
      throw Unconfirmed(
        "evaluating the guard of \"\(rule.name)\" does not fail in this way in the last state")
    case .deadlock:
      guard evidence.claim == .noDeadlock else { throw Unconfirmed("the claim is not about deadlocks") }
      guard isDeadlock(last) else { throw Unconfirmed("the last state has a way on") }
      return .deadlock
    case .explains:
      guard evidence.claim == .noRuntimeError else { throw Unconfirmed("the claim is not about whole runs") }
      return .explains
    case .firing, .starves:
      throw Unconfirmed("it takes more than the last state to see how the run ends")
    }
  }

  /// The instance of the property that is false in the last state, or of the cover that is true.
  private func decided(
    _ evidence: Evidence, _ instance: [Value], in last: State
  ) throws(Unconfirmed) -> Trace.Ending {
    guard case .property(let id) = evidence.claim, system[id].condition != nil else {
      throw Unconfirmed("the claim is not about single states")
    }
    let wanted: Bool
    switch system[id].kind {
    case .invariant: wanted = false
    case .cover: wanted = true
    case .assertion, .assumption, .liveness, .leadsTo:
      throw Unconfirmed("the claim is not about single states")
    }
    for arguments in instances(of: system[id].parameters, instance, evidence)
    where (try? interpreter.holds(id, arguments: arguments, in: last)) == wanted {
      return wanted ? .reaches(arguments: arguments) : .violates(arguments: arguments)
    }
    throw Unconfirmed(
      wanted ? "the cover is not true in the last state" : "the property is not false in the last state")
  }

  private func isDeadlock(_ state: State) -> Bool {
    let outcomes = outcomes(in: state)
    return switch deadlock {
    case .off: false
    case .stuck: outcomes.isEmpty
    // An excluded state is progress, though it is not reachable.
    case .stuttering: outcomes.allSatisfy { $0.state == state }
    }
  }

  /// True if no firing leads to a different reachable state.
  func isDeadEnd(_ state: State) -> Bool {
    outcomes(in: state).allSatisfy { outcome in
      if case .next(let next, _) = outcome { next == state } else { true }
    }
  }

  /// Where the firings of a state lead; what fails, be it a guard, is a finding of its own, but no end.
  private func outcomes(in state: State) -> [Interpreter.Outcome] {
    interpreter.ruleFirings.compactMap { interpreter.attempt($0, in: state) }.filter { $0 != .dropped }
  }
}

extension Interpreter.Outcome {
  /// Also of a state that an assumption excludes.
  fileprivate var state: State? {
    switch self {
    case .next(let state, _), .excluded(let state): state
    case .dropped, .failed: nil
    }
  }
}
