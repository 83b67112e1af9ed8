import Checking
import ModelIR

/// Turns findings about packed states into evidence: concrete firings of the model.
///
/// The search knows for each state only the state it was reached from. Which rule instance led there is found by
/// firing all of them again; with symmetry the run goes through states of the stored ones' orbits.
struct TraceReconstruction {
  let interpreter: Interpreter
  let canonical: Canonical
  let store: StateStore
  let runs: any StoredRuns
  /// What is found out once it is raised is not believed.
  let stop: StopFlag

  private var fairInstances: FairInstances { FairInstances(system) }
  private var system: TransitionSystem { interpreter.system }

  /// Nil if there was no time for it.
  func evidence(for candidate: Candidate) throws(EngineFailure) -> Evidence? {
    try unlessStopped { () throws(EngineFailure) in try rebuilt(candidate) }
  }

  /// Nil if there was no time for it.
  func evidence(for lasso: Lasso) throws(EngineFailure) -> Evidence? {
    try unlessStopped { () throws(EngineFailure) in
      let firings = try firings(through: lasso.states.map(store.state), fair: lasso.fair)
      return Evidence(claim: .property(lasso.property), firings: firings, ending: lasso.ending(in: system))
    }
  }

  private func unlessStopped(
    _ rebuild: () throws(EngineFailure) -> Evidence
  ) throws(EngineFailure) -> Evidence? {
    do throws(EngineFailure) {
      let evidence = try rebuild()
      return stop.isRaised ? nil : evidence
    } catch {
      if stop.isRaised { return nil }
      throw error
    }
  }

  private func rebuilt(_ candidate: Candidate) throws(EngineFailure) -> Evidence {
    guard let path = try runs.path(to: candidate) else {
      throw disagreement("no rule leads to a state of a run")
    }
    let firings = try firings(through: path)
    return Evidence(
      claim: candidate.claim, firings: firings,
      ending: candidate.ending(after: firings.count - 1, in: system),
      isLiteral: !canonical.usesSymmetry)
  }

  /// The firings from a start state through packed states; `fair` are the instances that lead there, where that matters.
  private func firings(
    through path: [[UInt64]], fair: [UInt32] = []
  ) throws(EngineFailure) -> [Firing] {
    let instances = fairInstances
    guard let root = path.first, let first = start(leadingTo: root) else {
      throw disagreement("no start state leads to the first state of a run")
    }
    var steps = [first]
    for (position, words) in path.enumerated().dropFirst() {
      let wanted = fair.isEmpty ? nil : instances.firing(fair[position])
      guard let current = steps.last?.state, let step = step(wanted, from: current, leadingTo: words) else {
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

  /// By this firing, if it is not nil.
  private func step(_ wanted: Firing?, from state: State, leadingTo words: [UInt64]) -> Step? {
    for firing in wanted.map({ AnySequence([$0]) }) ?? AnySequence(interpreter.ruleFirings) {
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

/// Where the runs come from that lead to what was found.
protocol StoredRuns {
  /// The packed states from a start state to that of a finding; nil if they are not found, or there was no time.
  func path(to candidate: Candidate) throws(EngineFailure) -> [[UInt64]]?
}
