import Checking
import Encoding
import ModelIR
import Z3

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
    let premises = LemmaInstances(bank: encoding.bank).premises(lemmas, in: encoding)
    let questions = try LazyPremises(
      premises, base: [encoding.ranges], encoding, blackboard, in: try blackboard.context())
    blackboard.learn(lemmas)
    var proved: [Claim] = []
    var needed: Set<Int> = []
    for goal in problem.goals where blackboard.isOpen(goal.claim) {
      blackboard.progress(strategy, .k(depth))
      guard let used = try support(excluding: goal, questions, Array(lemmas.indices)) else { continue }
      proved.append(goal.claim)
      needed.formUnion(used)
    }
    // One invariant for all claims: it need be checked, and read, only once.
    let certificate = Certificate(
      invariants: closure(needed).map(\.property), inductionDepth: depth, strategy: strategy)
    for claim in proved { blackboard.prove(claim, certificate) }
  }

  /// The lemmas that exclude the goal's targets, by index; nil if they do not.
  private func support(
    excluding goal: Goal, _ questions: LazyPremises, _ all: [Int]
  ) throws(SolverError) -> Set<Int>? {
    var needed: Set<Int> = []
    for target in goal.startTargets {
      let solver = try blackboard.solver(for: problem.encoding)
      try solver.add(target.condition)
      guard case .unsatisfiable = try blackboard.check(solver, []) else { return nil }
    }
    for target in goal.targets + goal.failures {
      let condition = target.condition
      // One way to fail after the other: each needs little of what is known.
      for way in condition.operation == .or ? condition.arguments : [condition] {
        guard case .excluded(let used) = try questions.refute(way, seeds: needed, allowed: all)
        else { return nil }
        needed.formUnion(used)
      }
    }
    return needed
  }
}
