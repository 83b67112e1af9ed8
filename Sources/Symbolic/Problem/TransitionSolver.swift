import Encoding
import ModelIR

/// A solver that knows one step: some state, and the state after one of several transitions.
///
/// The current state is made of the leaves' own constants; the next one of primed copies.
struct TransitionSolver {
  let solver: Solver
  let encoding: TransitionEncoding
  /// Of each leaf after the step.
  let next: [Term]
  private let choice: TransitionChoice
  private let priming: [Term: Term]
  private var primed: [Term: Term] = [:]
  private var guards: [Term: Term] = [:]

  private var bank: TermBank { encoding.bank }

  init(
    _ blackboard: Blackboard, _ encoding: TransitionEncoding, _ transitions: [EncodedTransition],
    name: String, isQuick: Bool = false
  )
    throws(SolverError)
  {
    let bank = encoding.bank
    self.encoding = encoding
    self.solver = try blackboard.solver(for: encoding, isQuick: isQuick)
    next = encoding.leaves.map { bank.constant("\(Self.name(of: $0.constant))'", $0.constant.sort) }
    priming = Dictionary(
      uniqueKeysWithValues: zip(encoding.leaves.map(\.constant), next))
    choice = TransitionChoice(transitions, named: name, in: bank)
    try solver.add(choice.formulas(bank, to: next))
  }

  /// The term about the state after the step.
  mutating func primed(_ term: Term) -> Term { bank.substitute(priming, in: term, memory: &primed) }

  /// A literal that implies the term: for use as an assumption.
  mutating func literal(_ term: Term) throws(SolverError) -> Term {
    if let known = guards[term] { return known }
    let literal = bank.constant("assume:\(term.id)", .bool)
    try solver.add(bank.implies(literal, term))
    guards[term] = literal
    return literal
  }

  /// Which transition a model took, with the values of its parameters.
  func firing(in model: SolverModel) throws(SolverError) -> Firing? {
    guard let transition = try choice.taken(in: model) else { return nil }
    return Firing(subject: transition.subject, arguments: try model.arguments(transition.parameters))
  }

  static func name(of constant: Term) -> String {
    if case .constant(let name) = constant.operation { name } else { "" }
  }
}

extension SolverModel {
  /// The numbers a model gives to parameters.
  func arguments(_ parameters: [EncodedParameter]) throws(SolverError) -> [Value] {
    var values: [Value] = []
    for parameter in parameters {
      values.append(try value(of: parameter.constant).number(signed: parameter.isSigned))
    }
    return values
  }
}

extension EncodedParameter {
  /// Whether the constant's bits are a signed number.
  var isSigned: Bool { min(parameter.first, parameter.last) < 0 }
}

extension TermValue {
  /// The simple value that a leaf or parameter stands for.
  func number(signed: Bool) -> Value {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .bits(let bits): (signed ? bits.signed : bits.unsigned) ?? 0
    case .array: 0
    }
  }
}
