import CZ3
import Foundation
import Synchronization

/// Stops the checks of one context, from any thread: the running one, and all later ones until it is lifted.
package final class SolverInterrupt: Sendable {
  private struct State {
    /// Nil when the context is gone.
    var context: cz3_context?
    var isRequested = false
    var isChecking = false
  }

  private let state: Mutex<State>

  init(_ context: cz3_context) { state = Mutex(State(context: context)) }

  package var isRequested: Bool { state.withLock { $0.isRequested } }

  package func interrupt() {
    state.withLock { $0.isRequested = true }
    // Z3 forgets an interruption that comes between our start of a check and its own.
    for _ in 0..<20 {
      let goesOn = state.withLock { state in
        guard state.isRequested, state.isChecking, let context = state.context else { return false }
        cz3_interrupt(context)
        return true
      }
      guard goesOn else { return }
      Thread.sleep(forTimeInterval: 0.001)
    }
  }

  /// Lets checks run again.
  package func lift() { state.withLock { $0.isRequested = false } }

  /// False if no check may start.
  func checkBegins() -> Bool {
    state.withLock { state in
      state.isChecking = !state.isRequested
      return state.isChecking
    }
  }

  func checkEnds() { state.withLock { $0.isChecking = false } }

  func contextEnds() { state.withLock { $0.context = nil } }
}
