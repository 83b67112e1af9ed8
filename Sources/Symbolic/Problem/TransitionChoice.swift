import Encoding
import ModelIR
import Z3

/// One of several transitions, as formulas: a literal for each says that it happens.
struct TransitionChoice {
  let transitions: [EncodedTransition]
  /// True for the transition that happens; several may be true if they do the same.
  let selectors: [Term]

  init(_ transitions: [EncodedTransition], named name: String, in bank: TermBank) {
    self.transitions = transitions
    selectors = transitions.indices.map { bank.constant("\(name)\($0)", .bool) }
  }

  /// What makes the selected transition lead from some state to the one with the leaves `next`.
  ///
  /// `source` puts the constants of the state before, and of the step's parameters, into a term.
  func formulas(_ bank: TermBank, to next: [Term], from source: (Term) -> Term = { $0 }) -> [Term] {
    var formulas = [bank.or(selectors)]
    for (selector, transition) in zip(selectors, transitions) {
      formulas.append(bank.implies(selector, source(transition.isTaken)))
      for (leaf, value) in zip(next, transition.next) {
        formulas.append(bank.implies(selector, bank.equal(leaf, source(value))))
      }
    }
    return formulas
  }

  /// The transition that happens in a model.
  func taken(in model: SolverModel) throws(SolverError) -> EncodedTransition? {
    for (selector, transition) in zip(selectors, transitions)
    where try model.value(of: selector).bool == true {
      return transition
    }
    return nil
  }

  /// That transition with the values of its parameters.
  func firing(in model: SolverModel) throws(SolverError) -> Firing? {
    guard let transition = try taken(in: model) else { return nil }
    return Firing(subject: transition.subject, arguments: try model.arguments(transition.parameters))
  }
}

extension SolverModel {
  /// The numbers a model gives to parameters.
  func arguments(_ parameters: [EncodedParameter]) throws(SolverError) -> [Value] {
    let arguments = try TransitionEncoding.arguments(of: parameters) { constant throws(SolverError) in
      try value(of: constant)
    }
    guard let arguments else { throw SolverError(.value, "a parameter without a number") }
    return arguments
  }
}
