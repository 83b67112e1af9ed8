import Encoding
import ModelIR
import Z3

/// The strategies that prove, in the order in which they are worth trying: a new one is a line here.
struct StrategyCatalog {
  let problem: SafetyProblem
  let blackboard: Blackboard
  /// How much looking back may delay the search for an invariant where both have one thread: about a second.
  private static let firstLook = StepBudget(2_500_000)

  /// What is inductive by itself; proves the claims that follow from it.
  func lemmas() throws(SolverError) -> InductiveSet {
    let candidates = LemmaCandidates(problem.encoding)
    let houdini = Houdini(encoding: problem.encoding, blackboard: blackboard)
    let induction = Induction(problem: problem, blackboard: blackboard)
    // What the author wrote is often enough, and quick.
    let written = try houdini.inductive(candidates.written)
    guard blackboard.goesOn else { return written }
    try induction.conclude(written, strategy: "induction")
    guard blackboard.goesOn else { return written }
    let equations = try houdini.inductive(candidates.equations { blackboard.goesOn }, beside: written)
    guard blackboard.goesOn else { return written }
    try induction.conclude(equations, strategy: "induction with guessed equations")
    guard blackboard.goesOn else { return equations }
    let lemmas = try houdini.inductive(candidates.guessed, beside: equations)
    guard blackboard.goesOn else { return equations }
    try induction.conclude(lemmas, strategy: "induction with guessed lemmas")
    return lemmas
  }

  /// Looks back farther than one state.
  func lookBack(_ lemmas: InductiveSet, budget: StepBudget = .unlimited) throws(SolverError) {
    let written = LemmaCandidates(problem.encoding).written
    var induction = try KInduction(problem, blackboard, written, background: lemmas, budget: budget)
    try induction.run()
  }

  /// Looks for an invariant.
  func strengthen(_ lemmas: InductiveSet) throws(SolverError) {
    try PropertyDirectedReachability(problem: problem, blackboard: blackboard, background: lemmas)
      .run()
  }

  /// Both on one thread: whatever is quick first.
  func takeTurns(_ lemmas: InductiveSet) throws(SolverError) {
    try lookBack(lemmas, budget: Self.firstLook)
    guard blackboard.goesOn else { return }
    try strengthen(lemmas)
    guard blackboard.goesOn else { return }
    try lookBack(lemmas)
  }
}
