package import Encoding

/// Tells which conditions are impossible under an assumption, as far as a few seconds' worth of steps tell: the same ones
/// wherever and whenever it is asked.
package struct ImpossibilitySearch {
  private let solver: Solver
  private var budget = StepBudget(5_000_000, perQuestion: 2_500_000)

  package init(assuming assumption: Term) throws(SolverError) {
    solver = try Solver(try Z3Context(), .incremental)
    try solver.add(assumption)
  }

  /// False also if it is not known.
  package mutating func isImpossible(_ condition: Term) -> Bool {
    if condition.isFalse { return true }
    let answer = try? budget.spend(on: solver) { [solver] limits throws(SolverError) in
      solver.limits = limits
      return try solver.check(assuming: [condition])
    }
    return answer?.isUnsatisfiable == true
  }
}
