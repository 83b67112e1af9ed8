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
    return Evidence(
      claim: candidate.claim, firings: firings,
      ending: candidate.ending(after: firings.count - 1, in: system),
      isLiteral: !canonical.usesSymmetry)
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

  private func disagreement(_ what: String) -> EngineFailure {
    EngineFailure(.disagreement, "the search and the interpreter disagree: \(what)")
  }
}
