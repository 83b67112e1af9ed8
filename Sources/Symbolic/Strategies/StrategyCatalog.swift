import Encoding
import ModelIR

/// The strategies that prove, in the order in which they are worth trying: a new one is a line here.
enum StrategyCatalog {
  static func prove(_ problem: SafetyProblem, _ blackboard: Blackboard) throws(SolverError) {
    let candidates = LemmaCandidates(problem.encoding).all
    let lemmas = try Houdini(encoding: problem.encoding, blackboard: blackboard).inductive(candidates)
    guard blackboard.goesOn else { return }
    try Induction(problem: problem, blackboard: blackboard).conclude(lemmas, strategy: "induction")
    guard blackboard.goesOn else { return }
    try PropertyDirectedReachability(problem: problem, blackboard: blackboard, background: lemmas).run()
  }
}
