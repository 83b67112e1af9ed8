import Z3

/// Z3 as a library: a new context for every script.
package struct Z3ScriptSolver: ScriptSolver {
  package let name = "Z3"
  package var identity: String? { "\(name) \(Solver.version)" }
  /// Only against scripts that would take for ever.
  private static let patience: UInt32 = 300_000

  package init() {}

  package func answers(
    to scripts: [Script], isCancelled: @escaping @Sendable () -> Bool
  ) async -> [ScriptAnswer] {
    scripts.map { script in
      guard !isCancelled() else { return .unknown("interrupted") }
      switch Solver.answer(to: script.text, logic: script.logic, milliseconds: Self.patience) {
      case .unsatisfiable: return .unsatisfiable
      case .satisfiable: return .satisfiable
      case .unknown(let reason): return .unknown(reason)
      }
    }
  }
}
