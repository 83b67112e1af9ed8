import Checking
import Encoding
import ModelIR
import Z3

/// Looks for violations run by run, shortest first (Biere, Cimatti, Clarke, Zhu: Symbolic Model Checking without BDDs).
struct BoundedModelChecking: Strategy {
  let problem: SafetyProblem
  let blackboard: Blackboard
  let maximumDepth: Int?
  /// The limit once nobody tries to prove anything any more.
  let depthAlone: Int

  /// Runs until every claim is decided, the depth is reached, or the time is up.
  func run() throws(SolverError) {
    var unrolling = try Unrolling(blackboard, problem.encoding, from: .starts)
    var undecided = try inspectStarts()
    var unanswered: Set<Claim> = []
    while true {
      let depth = unrolling.depth
      for goal in problem.goals where blackboard.isOpen(goal.claim) && !undecided.contains(goal.claim) {
        for target in goal.targets where blackboard.isOpen(goal.claim) {
          if try !inspect(target, of: goal, &unrolling) { undecided.insert(goal.claim) }
        }
        // A violation may come later; that there is none so far is not to be said of what has no value.
        if !unanswered.contains(goal.claim), try !isAnswered(goal, in: &unrolling) {
          unanswered.insert(goal.claim)
        }
        if !undecided.contains(goal.claim), !unanswered.contains(goal.claim) {
          blackboard.searched(goal.claim, to: depth)
        }
      }
      blackboard.progress("bmc", .depth(depth))
      let limit = maximumDepth ?? (blackboard.hasGivenUp ? depthAlone : .max)
      guard blackboard.goesOn, depth < limit else { return }
      try unrolling.extend()
    }
  }

  /// Start states that fail, or reach a cover statement; returns the claims the solver could not decide.
  private func inspectStarts() throws(SolverError) -> Set<Claim> {
    var undecided: Set<Claim> = []
    let runs = RunBuilder(problem)
    for goal in problem.goals {
      for target in goal.startTargets where blackboard.isOpen(goal.claim) {
        let solver = try blackboard.solver(for: problem.encoding)
        try solver.add(target.condition)
        switch try blackboard.check(solver, []) {
        case .satisfiable:
          let start = problem.encoding.starts[target.start]
          let arguments = try solver.model().arguments(start.parameters)
          let firing = Firing(subject: start.subject, arguments: arguments)
          let trace = runs.trace(goal.claim, start: firing)
          blackboard.refute(goal.claim, trace, orBecause: runs.objection)
          if trace == nil { undecided.insert(goal.claim) }
        case .unsatisfiable: break
        case .unknown: undecided.insert(goal.claim)
        }
      }
    }
    return undecided
  }

  /// Whether the claim can be evaluated in every state at this depth, as far as the solver can tell.
  private func isAnswered(_ goal: Goal, in unrolling: inout Unrolling) throws(SolverError) -> Bool {
    let depth = unrolling.depth
    for target in goal.failures where blackboard.isOpen(goal.claim) {
      switch try blackboard.check(unrolling.solver, [unrolling.at(depth, target.condition)]) {
      case .satisfiable:
        blackboard.remarkFailure(of: goal.claim)
        return false
      case .unsatisfiable: break
      case .unknown: return false
      }
    }
    return true
  }

  /// False if it cannot be told for certain whether the target is reached at this depth.
  private func inspect(
    _ target: Goal.Target, of goal: Goal, _ unrolling: inout Unrolling
  ) throws(SolverError) -> Bool {
    let depth = unrolling.depth
    switch try blackboard.check(unrolling.solver, [unrolling.at(depth, target.condition)]) {
    case .satisfiable:
      let model = try unrolling.solver.model()
      let firings = try unrolling.firings(in: model)
      let arguments = try unrolling.arguments(target.parameters, at: depth, in: model)
      let runs = RunBuilder(problem)
      let trace = runs.trace(goal.claim, firings, target.origin, arguments: arguments)
      blackboard.refute(goal.claim, trace, orBecause: runs.objection)
      return trace != nil
    case .unsatisfiable: break
    case .unknown: return false
    }
    return true
  }
}
