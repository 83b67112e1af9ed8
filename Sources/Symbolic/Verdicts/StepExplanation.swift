import Checking
import Encoding
import ModelIR
import Z3

/// Looks for the step that keeps an invariant from being proved by induction.
///
/// Asked once all strategies have ended, so that everything they learned is known of the state before the step.
struct StepExplanation {
  let problem: SafetyProblem
  let blackboard: Blackboard
  /// For one question: an explanation is welcome but not worth waiting for.
  ///
  /// The steps take about a second; they are counted so that a busy machine explains as much as an idle one.
  private static let most: (steps: UInt32, time: Duration) = (3_000_000, .seconds(10))

  /// The step that leads to a violation of the claim; nil if there is none, or the solver does not find it in time.
  func counterexample(to claim: Claim) throws(SolverError) -> InductionCounterexample? {
    guard case .property(let id) = claim, let property = problem.encoding.properties[id.index],
      problem.encoding.system[id].kind == .invariant
    else { return nil }
    // Other invariants that may hold make a state that they exclude no news.
    let others = problem.encoding.system.propertyIDs.filter {
      problem.encoding.system[$0].kind == .invariant && $0 != id && !isRefuted($0)
    }
    for assumed in others.isEmpty ? [[id]] : [[id] + others, [id]] {
      if let found = try step(breaking: id, property, assuming: assumed) { return found }
    }
    return nil
  }

  private func isRefuted(_ id: PropertyID) -> Bool {
    if case .refuted = blackboard.decision(.property(id)) { true } else { false }
  }

  private func step(breaking id: PropertyID, _ property: EncodedProperty, assuming invariants: [PropertyID])
    throws(SolverError) -> InductionCounterexample?
  {
    let encoding = problem.encoding
    let bank = encoding.bank
    let solver = try Solver(try Z3Context())
    solver.limits = SolverLimits(
      milliseconds: min(Self.most.time, blackboard.timeToConclude).milliseconds, steps: Self.most.steps)
    let lemmas =
      blackboard.lemmas
      + invariants.compactMap { id in
        encoding.properties[id.index].map { Lemma(property: encoding.system[id], encoded: $0) }
      }
    try solver.add([encoding.ranges] + LemmaInstances(bank: bank).premises(lemmas, in: encoding))
    var step = try TransitionSolver(solver, encoding, encoding.rules, name: "taken")
    let failing = bank.or(property.failures.map(\.condition))
    try solver.add(property.domain)
    try solver.add(step.primed(bank.not(bank.or(property.holds, failing))))
    guard case .satisfiable = try solver.check() else { return nil }
    let model = try solver.model()
    var values: [TermValue] = []
    for leaf in encoding.leaves { values.append(try model.value(of: leaf.constant)) }
    guard let before = encoding.state(from: values), let firing = try step.firing(in: model) else {
      return nil
    }
    return InductionCounterexample(
      id, from: before, firing, arguments: try model.arguments(property.parameters), in: encoding.system)
  }
}
