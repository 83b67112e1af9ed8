import Encoding
import ModelIR
import Z3

/// A solver that knows one step: some state, and the state after one of several transitions.
///
/// The current state is made of the leaves' own constants; the next one of primed copies.
struct TransitionSolver {
  let solver: Solver
  private let bank: TermBank
  private let choice: TransitionChoice
  private let priming: [Term: Term]
  private var primed: [Term: Term] = [:]

  init(_ solver: Solver, _ encoding: TransitionEncoding, _ transitions: [EncodedTransition], name: String)
    throws(SolverError)
  {
    self.solver = solver
    bank = encoding.bank
    let next = encoding.leaves.map { encoding.bank.copy(of: $0.constant, "'") }
    priming = encoding.substitution(to: next)
    choice = TransitionChoice(transitions, named: name, in: bank)
    try solver.add(choice.formulas(bank, to: next))
  }

  /// The term about the state after the step.
  mutating func primed(_ term: Term) -> Term { bank.substitute(priming, in: term, memory: &primed) }

  /// Which transition a model took, with the values of its parameters.
  func firing(in model: SolverModel) throws(SolverError) -> Firing? { try choice.firing(in: model) }
}
