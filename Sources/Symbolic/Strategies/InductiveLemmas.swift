import Checking
import Encoding
import ModelIR
import Z3

/// Finds what is inductive by itself, and proves the claims that follow from it: first of what the author wrote, then of
/// equations that hold in samples of states, then of guesses.
struct InductiveLemmas: Strategy {
  let problem: SafetyProblem
  let blackboard: Blackboard

  func run() throws(SolverError) {
    let candidates = LemmaCandidates(problem.encoding)
    // What the author wrote is often enough, and quick.
    try add("induction") { candidates.written }
    try add("induction with guessed equations") { candidates.equations { blackboard.goesOn } }
    try add("induction with guessed lemmas") { candidates.guessed }
  }

  /// Adds those of the candidates to what is known that are inductive beside it, and concludes.
  private func add(_ strategy: String, _ candidates: () -> [Lemma]) throws(SolverError) {
    guard blackboard.goesOn else { return }
    let houdini = Houdini(encoding: problem.encoding, blackboard: blackboard)
    let lemmas = try houdini.inductive(candidates(), beside: blackboard.background)
    blackboard.lay(background: lemmas)
    guard blackboard.goesOn else { return }
    try Induction(problem: problem, blackboard: blackboard).conclude(lemmas, strategy: strategy)
  }
}
