import Encoding
import ModelIR

/// Runs from the start states, step after step, each state with its own copies of the constants.
struct Unrolling {
  let solver: Solver
  let encoding: TransitionEncoding
  /// Selectors of the start states, then of the rules for each step.
  private(set) var selectors: [[Term]] = []
  private var guards: [Term: Term] = [:]
  private var memories: [[Term: Term]] = [[:]]
  private var maps: [[Term: Term]] = [[:]]

  private var bank: TermBank { encoding.bank }

  /// The number of firings.
  var depth: Int { maps.count - 1 }

  init(_ blackboard: Blackboard, _ encoding: TransitionEncoding) throws(SolverError) {
    self.solver = try blackboard.solver(for: encoding)
    self.encoding = encoding
    maps[0] = copies(0)
    try step(encoding.starts, from: 0, to: 0)
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
    let names = transitions.indices.map { bank.constant("step\(selectors.count).\($0)", .bool) }
    selectors.append(names)
    try solver.add(bank.or(names))
    for (selector, transition) in zip(names, transitions) {
      try solver.add(bank.implies(selector, at(from, transition.isTaken)))
      for (leaf, value) in zip(encoding.leaves, transition.next) {
        try solver.add(bank.implies(selector, bank.equal(at(to, leaf.constant), at(from, value))))
      }
    }
  }

  /// The term with the constants of state `step`.
  mutating func at(_ step: Int, _ term: Term) -> Term {
    bank.substitute(maps[step], in: term, memory: &memories[step])
  }

  /// A literal that implies the term: for use as an assumption.
  mutating func literal(_ term: Term) throws(SolverError) -> Term {
    if let known = guards[term] { return known }
    let literal = bank.constant("assume:\(term.id)", .bool)
    try solver.add(bank.implies(literal, term))
    guards[term] = literal
    return literal
  }

  /// The firings of a run from a start state, as a model has them.
  mutating func firings(in model: SolverModel) throws(SolverError) -> [Firing] {
    var firings: [Firing] = []
    for (number, names) in selectors.enumerated() {
      let transitions = number == 0 ? encoding.starts : encoding.rules
      for (selector, transition) in zip(names, transitions)
      where try model.value(of: selector).bool == true {
        firings.append(
          Firing(
            subject: transition.subject,
            arguments: try arguments(transition.parameters, at: max(number - 1, 0), in: model)))
        break
      }
    }
    return firings
  }

  mutating func arguments(_ parameters: [EncodedParameter], at step: Int, in model: SolverModel)
    throws(SolverError) -> [Value]
  {
    var values: [Value] = []
    for parameter in parameters {
      let value = try model.value(of: at(step, parameter.constant))
      values.append(value.number(signed: parameter.isSigned))
    }
    return values
  }

  /// Copies of all constants that change from state to state: leaves, and parameters of rules and properties.
  private func copies(_ step: Int) -> [Term: Term] {
    let parameters =
      (encoding.starts + encoding.rules).flatMap(\.parameters)
      + encoding.properties.compactMap { $0 }.flatMap(\.parameters)
    var map: [Term: Term] = [:]
    for constant in encoding.leaves.map(\.constant) + parameters.map(\.constant) {
      map[constant] = bank.constant("\(TransitionSolver.name(of: constant))@\(step)", constant.sort)
    }
    return map
  }
}
