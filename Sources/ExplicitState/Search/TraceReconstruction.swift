import Checking
import ModelIR

/// Turns findings about packed states into concrete runs of the reference interpreter.
///
/// The search stores for each state only the state it was reached from. Which rule instance led there is found by
/// firing all of them again; with symmetry the run goes through states of the stored ones' orbits.
struct TraceReconstruction {
  let interpreter: Interpreter
  let canonical: Canonical
  let store: StateStore
  /// What is found out once it is raised is not believed.
  let stop: StopFlag

  private var system: TransitionSystem { interpreter.system }

  /// Nil if there was no time for it.
  func trace(for candidate: Candidate) throws(EngineFailure) -> Trace? {
    do throws(EngineFailure) {
      let trace = try rebuilt(candidate)
      return stop.isRaised ? nil : trace
    } catch {
      if stop.isRaised { return nil }
      throw error
    }
  }

  private func rebuilt(_ candidate: Candidate) throws(EngineFailure) -> Trace {
    var steps = try run(to: candidate.state)
    guard let last = steps.last?.state else { throw disagreement("a run without states") }
    let ending: Trace.Ending
    switch candidate.kind {
    case .deadlock:
      ending = .deadlock
    case .invariantViolated:
      ending = .violates(arguments: try instance(of: candidate, in: last, holding: false))
    case .coverReached:
      ending = .reaches(arguments: try instance(of: candidate, in: last, holding: true))
    case .propertyFails:
      ending = .fails(
        try failure(ofProperty: candidate, in: last), inProperty: PropertyID(Int(candidate.subject)))
    case .guardFails:
      ending = try guardFailure(of: candidate, in: last)
    case .ruleFails, .assertionFails, .coverStatementReached:
      let (step, failure) = try finalFiring(of: candidate, from: last)
      steps.append(step)
      ending = failure.map { .fails($0, inProperty: nil) } ?? .reaches(arguments: [])
    case .starves:
      let arguments = property(of: candidate).parameters.arguments(ofInstance: candidate.instance)
      let from = steps.count - 1
      let loopsTo = StarvingRun(interpreter: interpreter, stop: stop).extend(&steps, from: from)
      ending = .starves(from: from, loopsTo: loopsTo, arguments: arguments)
    }
    return Trace(claim: candidate.claim, steps: steps, ending: ending)
  }

  /// A concrete run from a start state to a stored state.
  private func run(to state: UInt32) throws(EngineFailure) -> [Trace.Step] {
    let path = store.path(to: state).map(store.state)
    guard let root = path.first, let first = start(leadingTo: root) else {
      throw disagreement("no start state leads to the first state of a run")
    }
    var steps = [first]
    for words in path.dropFirst() {
      guard let current = steps.last?.state, let step = step(from: current, leadingTo: words) else {
        throw disagreement("no rule leads to state \(steps.count) of a run")
      }
      steps.append(step)
    }
    return steps
  }

  private func start(leadingTo words: [UInt64]) -> Trace.Step? {
    for firing in StartStates.firings(in: system) {
      if stop.isRaised { return nil }
      if case .next(let state, _) = interpreter.start(firing), canonical.pack(state) == words {
        return Trace.Step(firing: firing, state: state)
      }
    }
    return nil
  }

  private func step(from state: State, leadingTo words: [UInt64]) -> Trace.Step? {
    for rule in system.ruleIDs {
      for firing in firings(of: rule) {
        if stop.isRaised { return nil }
        guard isEnabled(firing, in: state) else { continue }
        if case .next(let next, _) = interpreter.fire(firing, in: state), canonical.pack(next) == words {
          return Trace.Step(firing: firing, state: next)
        }
      }
    }
    return nil
  }

  /// The values for which the candidate's property is what the search said, in a state of the same orbit.
  private func instance(of candidate: Candidate, in state: State, holding: Bool) throws(EngineFailure)
    -> [Value]
  {
    let id = PropertyID(Int(candidate.subject))
    for arguments in instances(of: property(of: candidate).parameters, first: candidate.instance) {
      if (try? interpreter.holds(id, arguments: arguments, in: state)) == holding { return arguments }
    }
    throw disagreement(
      "property `\(property(of: candidate).name)` is \(!holding) in the last state of its run")
  }

  private func failure(ofProperty candidate: Candidate, in state: State) throws(EngineFailure) -> Failure {
    let id = PropertyID(Int(candidate.subject))
    for arguments in instances(of: property(of: candidate).parameters, first: candidate.instance) {
      do throws(Failure) {
        _ = try interpreter.holds(id, arguments: arguments, in: state)
      } catch {
        if error.property == assertion(of: candidate) { return error }
      }
    }
    throw disagreement("evaluating property `\(property(of: candidate).name)` does not fail")
  }

  private func guardFailure(of candidate: Candidate, in state: State) throws(EngineFailure) -> Trace.Ending {
    for firing in firings(of: RuleID(Int(candidate.subject)), first: candidate.instance) {
      do throws(Failure) {
        _ = try interpreter.isEnabled(firing, in: state)
      } catch {
        if error.property == assertion(of: candidate) { return .guardFails(error, firing) }
      }
    }
    throw disagreement("evaluating the guard of rule `\(rule(of: candidate).name)` does not fail")
  }

  /// The firing that fails, or that reaches the cover statement.
  private func finalFiring(
    of candidate: Candidate, from state: State
  ) throws(EngineFailure) -> (Trace.Step, Failure?) {
    let property = PropertyID(Int(candidate.property))
    for firing in firings(of: RuleID(Int(candidate.subject)), first: candidate.instance)
    where isEnabled(firing, in: state) {
      switch interpreter.fire(firing, in: state) {
      case .dropped, .excluded:
        break
      case .failed(let failure):
        let wanted = candidate.kind == .assertionFails ? property : nil
        if candidate.kind != .coverStatementReached, failure.property == wanted {
          return (Trace.Step(firing: firing, state: nil), failure)
        }
      case .next(let next, let covers):
        if candidate.kind == .coverStatementReached, covers.contains(property) {
          return (Trace.Step(firing: firing, state: next), nil)
        }
      }
    }
    throw disagreement("no instance of rule `\(rule(of: candidate).name)` does what the search saw")
  }

  private func isEnabled(_ firing: Firing, in state: State) -> Bool {
    (try? interpreter.isEnabled(firing, in: state)) ?? false
  }

  /// The assertion in which evaluating the candidate's guard or property fails.
  private func assertion(of candidate: Candidate) -> PropertyID? {
    candidate.failsAssertion ? PropertyID(Int(candidate.property)) : nil
  }

  private func property(of candidate: Candidate) -> Property { system.properties[Int(candidate.subject)] }

  private func rule(of candidate: Candidate) -> Rule { system.rules[Int(candidate.subject)] }

  private func firings(of rule: RuleID, first: UInt64 = 0) -> some Sequence<Firing> {
    instances(of: system[rule].parameters, first: first).lazy.map {
      Firing(subject: .rule(rule), arguments: $0)
    }
  }

  /// All combinations of the parameters' values, the one numbered `first` first: it is the right one unless symmetry
  /// changed the names.
  private func instances(of parameters: [Parameter], first: UInt64) -> some Sequence<[Value]> {
    let count = parameters.instanceCount ?? 0
    return (0..<count).lazy.prefix { _ in !stop.isRaised }.map {
      parameters.arguments(ofInstance: (first % count + $0) % count)
    }
  }

  private func disagreement(_ what: String) -> EngineFailure {
    EngineFailure(.disagreement, "the search and the interpreter disagree: \(what)")
  }
}
