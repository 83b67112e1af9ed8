import Checking
import Encoding
import ModelIR

/// Whether inductive lemmas exclude a claim's violations, and which of them are needed.
struct Induction {
  let problem: SafetyProblem
  let blackboard: Blackboard

  /// Proves every open claim that the lemmas imply.
  func conclude(_ set: InductiveSet, strategy: String) throws(SolverError) {
    try conclude(set.lemmas, strategy: strategy, depth: 1, closure: set.closure)
  }

  /// Proves every open claim that lemmas imply which hold in every reachable state.
  ///
  /// `depth` is how many states one has to look back to see that, `closure` the lemmas that are needed for some of them.
  func conclude(
    _ lemmas: [Lemma], strategy: String, depth: Int, closure: (Set<Int>) -> [Lemma]
  ) throws(SolverError) {
    let encoding = problem.encoding
    let bank = encoding.bank
    let instances = LemmaInstances(bank: bank)
    let parameters = encoding.parameters + lemmas.flatMap(\.encoded.parameters)
    let state = try blackboard.solver(for: encoding)
    try state.add(encoding.ranges)
    var literals: [Term] = []
    for (index, lemma) in lemmas.enumerated() {
      let literal = bank.constant("lemma\(index)", .bool)
      try state.add(bank.implies(literal, instances.premise(lemma, candidates: parameters)))
      literals.append(literal)
    }
    blackboard.learn(lemmas)
    for goal in problem.goals where blackboard.isOpen(goal.claim) {
      blackboard.progress(strategy, .k(depth))
      guard let needed = try self.lemmas(excluding: goal, state, literals) else { continue }
      let invariants = closure(needed).map(\.property)
      blackboard.prove(
        goal.claim,
        Certificate(invariants: invariants, inductionDepth: depth, strategy: strategy))
    }
  }

  /// The lemmas that exclude the goal's targets, by index; nil if they do not.
  private func lemmas(
    excluding goal: Goal, _ state: Solver, _ literals: [Term]
  ) throws(SolverError) -> Set<Int>? {
    var needed: Set<Int> = []
    for target in goal.startTargets {
      let solver = try blackboard.solver(for: problem.encoding)
      try solver.add(target.condition)
      guard case .unsatisfiable = try blackboard.check(solver, []) else { return nil }
    }
    for target in goal.targets + goal.failures {
      guard case .unsatisfiable(let core) = try blackboard.check(state, literals + [target.condition]) else {
        return nil
      }
      let names = Set(core)
      for (index, literal) in literals.enumerated() where names.contains(literal) { needed.insert(index) }
    }
    return needed
  }
}
