import Checking
import Encoding
import ModelIR
import Z3

/// Strengthens over-approximations of what is reachable in k steps until one is inductive, or a violation is reached
/// (Bradley: SAT-Based Model Checking without Unrolling; Eén, Mishchenko, Brayton: Efficient Implementation of PDR).
///
/// Cubes are made of comparisons, not of bits, so that one clause excludes whole ranges of addresses. All claims are
/// worked on with the same frames, which do not depend on them.
struct PropertyDirectedReachability: Strategy {
  let problem: SafetyProblem
  let blackboard: Blackboard

  func run() throws(SolverError) {
    guard problem.encoding.leaves.allSatisfy({ $0.indices.isEmpty }) else {
      for goal in problem.goals {
        blackboard.remark(goal.claim, "arrays of symbolic size are beyond property-directed reachability")
      }
      return
    }
    // Inductive already: part of every frame.
    let background = blackboard.background
    var frames = try Frames(problem.encoding, background.lemmas, blackboard)
    var undecided: Set<Claim> = []
    while blackboard.goesOn {
      for goal in problem.goals where blackboard.isOpen(goal.claim) && !undecided.contains(goal.claim) {
        for target in goal.targets + goal.failures where blackboard.isOpen(goal.claim) {
          if try !exclude(target, of: goal, &frames) {
            undecided.insert(goal.claim)
            break
          }
        }
      }
      let open = problem.goals.filter { blackboard.isOpen($0.claim) && !undecided.contains($0.claim) }
      guard !open.isEmpty, blackboard.goesOn else { return }
      blackboard.progress("pdr", .frame(frames.last), clauses: frames.clauseCount)
      if let invariant = try frames.propagate() {
        let houdini = Houdini(encoding: problem.encoding, blackboard: blackboard)
        try Induction(problem: problem, blackboard: blackboard).conclude(
          try houdini.inductive(invariant, beside: background), strategy: "property-directed reachability")
        return
      }
      frames.extend()
    }
  }

  /// Makes the last frame exclude the target, or refutes the claim; false if the solver gives up.
  private func exclude(_ target: Goal.Target, of goal: Goal, _ frames: inout Frames) throws(SolverError)
    -> Bool
  {
    while blackboard.goesOn {
      switch try frames.state(satisfying: target) {
      case .none: return true
      case .unknown: return false
      case .found(let cube, let arguments):
        let outcome = try frames.block(Obligation(cube: cube, level: frames.last, firings: []))
        switch outcome {
        case .blocked: continue
        case .unknown: return false
        case .reached(let firings):
          if case .propertyFailure(let id) = target.origin, goal.claim == .property(id) {
            blackboard.remarkFailure(of: goal.claim)
            return false
          }
          let runs = RunBuilder(problem)
          let trace = runs.trace(goal.claim, firings, target.origin, arguments: arguments)
          blackboard.refute(goal.claim, trace, orBecause: runs.objection)
          return trace != nil
        }
      }
    }
    return false
  }
}

/// A cube to be shown unreachable within `level` steps, and the firings that lead from all its states to a target.
struct Obligation {
  var cube: Cube
  var level: Int
  var firings: [Firing]
}
