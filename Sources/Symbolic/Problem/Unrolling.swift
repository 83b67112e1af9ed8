import Encoding
import ModelIR
import Z3

/// Runs step after step, each state with its own copies of the leaves, each step with its own of its parameters.
struct Unrolling {
  enum Beginning {
    case starts
    /// Any state whose numbers lie in their types.
    case anywhere
  }

  let solver: Solver
  let encoding: TransitionEncoding
  /// What leads to each state; of a run from anywhere, nothing leads to the first one.
  private var choices: [TransitionChoice] = []
  private var memories: [[Term: Term]] = [[:]]
  private var maps: [[Term: Term]] = [[:]]

  private var bank: TermBank { encoding.bank }

  /// The number of firings.
  var depth: Int { maps.count - 1 }

  init(_ blackboard: Blackboard, _ encoding: TransitionEncoding, from beginning: Beginning)
    throws(SolverError)
  {
    self.init(try blackboard.solver(for: encoding), encoding)
    switch beginning {
    case .starts: try step(encoding.starts, from: 0, to: 0)
    case .anywhere:
      choices.append(TransitionChoice([], named: "", in: bank))
      try solver.add(at(0, encoding.ranges))
    }
  }

  private init(_ solver: Solver, _ encoding: TransitionEncoding) {
    self.solver = solver
    self.encoding = encoding
    maps[0] = copies(0)
  }

  /// Adds one firing.
  mutating func extend() throws(SolverError) {
    let from = depth
    maps.append(copies(from + 1))
    memories.append([:])
    try step(encoding.rules, from: from, to: from + 1)
  }

  /// Transitions whose current constants are those of `from` and whose results those of `to`.
  private mutating func step(_ transitions: [EncodedTransition], from: Int, to: Int) throws(SolverError) {
    let choice = TransitionChoice(transitions, named: "step\(choices.count).", in: bank)
    choices.append(choice)
    let next = encoding.leaves.map { at(to, $0.constant) }
    try solver.add(choice.formulas(bank, to: next) { at(from, $0) })
  }

  /// The term with the constants of state `step` and of the firing that leaves it.
  mutating func at(_ step: Int, _ term: Term) -> Term {
    bank.substitute(maps[step], in: term, memory: &memories[step])
  }

  /// The parameters that a lemma for every value of a type is worth assuming for at state `step`: those of the firings
  /// that lead to the state and leave it, and others that do not change.
  mutating func parameters(at step: Int, and others: [EncodedParameter]) -> [EncodedParameter] {
    let own = encoding.rules.flatMap(\.parameters)
    var parameters: [EncodedParameter] = []
    for number in [step - 1, step] where number >= 0 {
      parameters += own.map {
        EncodedParameter(parameter: $0.parameter, constant: at(number, $0.constant))
      }
    }
    return parameters + others
  }

  /// The state differs from another one.
  mutating func differ(_ one: Int, _ other: Int) -> Term {
    bank.or(encoding.leaves.map { bank.not(bank.equal(at(one, $0.constant), at(other, $0.constant))) })
  }

  /// The firings of a run, as a model has them.
  mutating func firings(in model: SolverModel) throws(SolverError) -> [Firing] {
    var firings: [Firing] = []
    for (number, choice) in choices.enumerated() {
      guard let transition = try choice.taken(in: model) else { continue }
      firings.append(
        Firing(
          subject: transition.subject,
          arguments: try arguments(transition.parameters, at: max(number - 1, 0), in: model)))
    }
    return firings
  }

  mutating func arguments(_ parameters: [EncodedParameter], at step: Int, in model: SolverModel)
    throws(SolverError) -> [Value]
  {
    try model.arguments(
      parameters.map { EncodedParameter(parameter: $0.parameter, constant: at(step, $0.constant)) })
  }

  /// Copies of all constants that change from state to state: leaves, and parameters of rules.
  private func copies(_ step: Int) -> [Term: Term] {
    let parameters = (encoding.starts + encoding.rules).flatMap(\.parameters)
    var map: [Term: Term] = [:]
    for constant in encoding.leaves.map(\.constant) + parameters.map(\.constant) {
      map[constant] = bank.copy(of: constant, "@\(step)")
    }
    return map
  }
}
