import Checking
import Synchronization
import Z3

/// Z3 as a library: a new context for every script.
package struct Z3ScriptSolver: ScriptSolver {
  package let name = "Z3"
  package var identity: String? { "\(name) \(Solver.version)" }
  /// Only against scripts that would take for ever.
  private static let patience: UInt32 = 300_000
  /// How long Z3 may take to notice that it is to end.
  private static let grace: Duration = .milliseconds(300)

  package init() {}

  package func answers(
    to scripts: [Script], isCancelled: @escaping @Sendable () -> Bool
  ) async -> [ScriptAnswer] {
    let running = Mutex<Interruption?>(nil)
    let watch = Task {
      while (try? await Task.sleep(for: .milliseconds(50))) != nil {
        if isCancelled() { running.withLock { $0 }?.interrupt() }
      }
    }
    defer { watch.cancel() }
    var answers: [ScriptAnswer] = []
    for script in scripts {
      let answer = await onDeepStack(patience: Self.grace, after: isCancelled) {
        Solver.answer(to: script.text, logic: script.logic, milliseconds: Self.patience) { interruption in
          running.withLock { $0 = interruption }
        }
      }
      switch answer {
      case .unsatisfiable: answers.append(.unsatisfiable)
      case .satisfiable: answers.append(.satisfiable)
      case .unknown(let reason): answers.append(.unknown(reason))
      case nil: answers.append(.unknown("interrupted"))
      }
      if isCancelled() { break }
    }
    return answers + scripts.dropFirst(answers.count).map { _ in .unknown("interrupted") }
  }
}
