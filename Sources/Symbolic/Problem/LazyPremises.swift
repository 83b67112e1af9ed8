import Encoding
import Z3

/// Whether a formula can be true together with premises, of which no more are used than turn out to be needed.
///
/// Few questions need many premises, and each one more makes them harder: a question is asked without, and again with
/// those that the answer violates (counterexample-guided, as instances of quantifiers are).
struct LazyPremises {
  enum Outcome {
    /// These premises exclude it.
    case excluded(by: Set<Int>)
    /// An assignment under which the formula and all premises hold.
    case possible(Assignment)
    case unknown
  }

  /// For the incremental solver, and for one that begins anew and may simplify everything first; a question that takes
  /// more is given up.
  ///
  /// Steps decide, so that an answer does not depend on what else the machine does; the times are for questions that Z3
  /// spends on something it does not count.
  private static let limits = (
    quick: SolverLimits(milliseconds: 10_000, steps: 600_000),
    thorough: SolverLimits(milliseconds: 300_000, steps: 50_000_000)
  )

  private let blackboard: Blackboard
  private let premises: [Term]
  /// Those that are used in any case: what is a literal costs nothing.
  private let literals: Set<Int>
  private let base: [Term]
  private let encoding: TransitionEncoding
  private let context: Z3Context
  private let quick: Solver
  private let isThorough: Bool

  /// How many violated premises are taken up at once.
  private static let step = 12

  /// `base` is what holds in any case.
  init(
    _ premises: [Term], base: [Term], _ encoding: TransitionEncoding, _ blackboard: Blackboard,
    in context: Z3Context, isThorough: Bool = true
  ) throws(SolverError) {
    self.isThorough = isThorough
    self.premises = premises
    literals = Set(premises.indices.filter { premises[$0].isConstant })
    self.base = base
    self.encoding = encoding
    self.blackboard = blackboard
    self.context = context
    quick = try blackboard.solver(for: encoding, in: context, isQuick: true)
    try quick.add(base)
  }

  /// Whether a formula is excluded; `seeds` are premises that are used from the beginning, `allowed` all that may be.
  func refute(_ formula: Term, seeds: Set<Int>, allowed: [Int]) throws(SolverError) -> Outcome {
    var used = seeds.union(literals.intersection(allowed))
    while true {
      var result = try ask(formula, used)
      if case .unknown = result, used.count < allowed.count {
        used = Set(allowed)
        result = try thorough(formula, used)
      }
      guard case .possible(let assignment) = result else { return result }
      var violated: [Int] = []
      for index in allowed where !used.contains(index) && violated.count < Self.step {
        if try assignment.value(of: premises[index]).bool == false { violated.append(index) }
      }
      if violated.isEmpty { return result }
      used.formUnion(violated)
    }
  }

  private func ask(_ formula: Term, _ used: Set<Int>) throws(SolverError) -> Outcome {
    let assumptions = [formula] + used.sorted().map { premises[$0] }
    switch try blackboard.check(quick, assumptions, limits: Self.limits.quick) {
    case .unknown: return try thorough(formula, used)
    case .satisfiable: return .possible(Assignment(model: try quick.model(), elimination: nil))
    case .unsatisfiable(let core):
      let names = Set(core)
      return .excluded(by: used.filter { names.contains(premises[$0]) })
    }
  }

  private func thorough(_ formula: Term, _ used: Set<Int>) throws(SolverError) -> Outcome {
    guard isThorough else { return .unknown }
    let solver = try blackboard.solver(for: encoding, in: context)
    let question = Elimination(base + [formula] + used.sorted().map { premises[$0] }, in: encoding.bank)
    try solver.add(question.formulas)
    switch try blackboard.check(solver, [], limits: Self.limits.thorough) {
    case .unknown: return .unknown
    case .satisfiable: return .possible(Assignment(model: try solver.model(), elimination: question))
    case .unsatisfiable: return .excluded(by: used)
    }
  }
}

/// Values of all constants, also of those that were eliminated before the solver was asked.
struct Assignment {
  let model: SolverModel
  let elimination: Elimination?

  func value(of term: Term) throws(SolverError) -> TermValue {
    try model.value(of: elimination?(term) ?? term)
  }
}
