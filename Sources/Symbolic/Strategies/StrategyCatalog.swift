import Encoding
import ModelIR

/// The strategies that prove, in the order in which they are worth trying: a new one is a line here.
enum StrategyCatalog {
  static func prove(_ problem: SafetyProblem, _ blackboard: Blackboard) throws(SolverError) {
    let candidates = LemmaCandidates(problem.encoding)
    let houdini = Houdini(encoding: problem.encoding, blackboard: blackboard)
    let induction = Induction(problem: problem, blackboard: blackboard)
    // What the author wrote is often enough, and quick.
    let written = try houdini.inductive(candidates.written)
    guard blackboard.goesOn else { return }
    try induction.conclude(written, strategy: "induction")
    guard blackboard.goesOn else { return }
    let lemmas = try houdini.inductive(candidates.guessed, beside: written)
    guard blackboard.goesOn else { return }
    try induction.conclude(lemmas, strategy: "induction with guessed lemmas")
    guard blackboard.goesOn else { return }
    try PropertyDirectedReachability(problem: problem, blackboard: blackboard, background: lemmas.lemmas)
      .run()
  }
}
