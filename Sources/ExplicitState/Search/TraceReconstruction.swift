import Checking
import ModelIR

/// Turns findings about packed states into evidence: concrete firings of the model.
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
  func evidence(for candidate: Candidate) throws(EngineFailure) -> Evidence? {
    do throws(EngineFailure) {
      let evidence = try rebuilt(candidate)
      return stop.isRaised ? nil : evidence
    } catch {
      if stop.isRaised { return nil }
      throw error
    }
  }

  private func rebuilt(_ candidate: Candidate) throws(EngineFailure) -> Evidence {
    let firings = try firings(to: candidate.state)
    let ending: Evidence.Ending =
      switch candidate.kind {
      case .deadlock: .deadlock
      case .invariantViolated, .coverReached: .state(instance: arguments(ofProperty: candidate))
      case .propertyFails: .property(property(of: candidate), instance: arguments(ofProperty: candidate))
      case .guardFails: .guardOf(firing(of: candidate))
      case .ruleFails, .assertionFails, .coverStatementReached: .firing(firing(of: candidate))
      case .starves:
        .starves(from: firings.count - 1, .open, instance: arguments(ofProperty: candidate))
      }
    return Evidence(
      claim: candidate.claim, firings: firings, ending: ending, isLiteral: !canonical.usesSymmetry)
  }

  /// The firings from a start state to a stored state.
  private func firings(to state: UInt32) throws(EngineFailure) -> [Firing] {
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
    return steps.map(\.firing)
  }

  private typealias Step = (firing: Firing, state: State)

  private func start(leadingTo words: [UInt64]) -> Step? {
    for firing in StartStates.firings(in: system) {
      if stop.isRaised { return nil }
      if case .next(let state, _) = interpreter.start(firing), canonical.pack(state) == words {
        return (firing, state)
      }
    }
    return nil
  }

  private func step(from state: State, leadingTo words: [UInt64]) -> Step? {
    for firing in interpreter.ruleFirings {
      if stop.isRaised { return nil }
      if case .next(let next, _)? = interpreter.fireIfEnabled(firing, in: state),
        canonical.pack(next) == words
      {
        return (firing, next)
      }
    }
    return nil
  }

  private func property(of candidate: Candidate) -> PropertyID { PropertyID(Int(candidate.subject)) }

  private func arguments(ofProperty candidate: Candidate) -> [Value] {
    system[property(of: candidate)].parameters.arguments(ofInstance: candidate.instance)
  }

  private func firing(of candidate: Candidate) -> Firing {
    let rule = RuleID(Int(candidate.subject))
    return Firing(
      subject: .rule(rule), arguments: system[rule].parameters.arguments(ofInstance: candidate.instance))
  }

  private func disagreement(_ what: String) -> EngineFailure {
    EngineFailure(.disagreement, "the search and the interpreter disagree: \(what)")
  }
}
