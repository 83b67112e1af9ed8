import ProofGate
import Symbolic

/// Z3 as a library: a new context for every script.
struct Z3ScriptSolver: ScriptSolver {
  let name = "Z3"
  /// Only against scripts that would take for ever.
  private static let patience: UInt32 = 300_000

  func answer(to script: String, logic: String) async -> ScriptAnswer {
    do {
      let solver = try Solver(try Z3Context(), .single(in: logic))
      solver.limits.milliseconds = Self.patience
      try solver.add(script: script)
      switch try solver.check() {
      case .unsatisfiable: return .unsatisfiable
      case .satisfiable: return .satisfiable
      case .unknown(let reason): return .unknown(reason)
      }
    } catch {
      return .unknown(error.message)
    }
  }
}
