import Encoding

/// Whether a formula can be true together with premises, of which no more are used than turn out to be needed.
///
/// Few questions need many premises, and each one more makes them harder: a question is asked without, and again with
/// those that the answer violates (counterexample-guided, as instances of quantifiers are).
struct LazyPremises {
  enum Outcome {
    /// These premises exclude it.
    case excluded(by: Set<Int>)
    /// An assignment under which the formula and all premises hold.
    case possible(SolverModel)
    case unknown
  }

  /// For the incremental solver, and for one that begins anew and may simplify everything first.
  typealias Limits = (quick: Duration, thorough: Duration)

  private let blackboard: Blackboard
  private let limits: Limits
  private let premises: [Term]
  private let base: [Term]
  private let encoding: TransitionEncoding
  private let context: Z3Context
  private let quick: Solver

  /// How many violated premises are taken up at once.
  private static let step = 12

  /// `base` is what holds in any case.
  init(
    _ premises: [Term], base: [Term], _ encoding: TransitionEncoding, _ blackboard: Blackboard,
    in context: Z3Context, limits: Limits
  ) throws(SolverError) {
    self.premises = premises
    self.base = base
    self.encoding = encoding
    self.blackboard = blackboard
    self.context = context
    self.limits = limits
    quick = try blackboard.solver(for: encoding, in: context, isQuick: true)
    try quick.add(base)
  }

  /// Whether a formula is excluded; `seeds` are premises that are used from the beginning, `allowed` all that may be.
  func refute(_ formula: Term, seeds: Set<Int>, allowed: [Int]) throws(SolverError) -> Outcome {
    var used = seeds
    while true {
      var solver = quick
      var answer = try blackboard.check(
        quick, [formula] + used.sorted().map { premises[$0] }, limit: limits.quick)
      if case .unknown = answer { (answer, solver) = try thorough(formula, used) }
      if case .unknown = answer, used.count < allowed.count {
        used = Set(allowed)
        (answer, solver) = try thorough(formula, used)
      }
      switch answer {
      case .unknown: return .unknown
      case .unsatisfiable(let core):
        guard solver === quick else { return .excluded(by: used) }
        let names = Set(core)
        return .excluded(by: used.filter { names.contains(premises[$0]) })
      case .satisfiable:
        let model = try solver.model()
        var violated: [Int] = []
        for index in allowed where !used.contains(index) && violated.count < Self.step {
          if try model.value(of: premises[index]).bool == false { violated.append(index) }
        }
        if violated.isEmpty { return .possible(model) }
        used.formUnion(violated)
      }
    }
  }

  private func thorough(
    _ formula: Term, _ used: Set<Int>
  ) throws(SolverError) -> (Answer, Solver) {
    let solver = try blackboard.solver(for: encoding, in: context)
    try solver.add(base + [formula] + used.sorted().map { premises[$0] })
    return (try blackboard.check(solver, [], limit: limits.thorough), solver)
  }
}
