/// How far a running check is.
package struct Progress: Hashable, Sendable {
  package var phase: String
  package var states: UInt64
  package var firings: UInt64
  package var depth: Int
  /// States waiting to be expanded.
  package var queued: UInt64
  /// Bytes held by states, tables and queues.
  package var memory: Int
  package var elapsed: Duration

  package init(
    phase: String, states: UInt64, firings: UInt64, depth: Int, queued: UInt64, memory: Int, elapsed: Duration
  ) {
    self.phase = phase
    self.states = states
    self.firings = firings
    self.depth = depth
    self.queued = queued
    self.memory = memory
    self.elapsed = elapsed
  }
}

/// Who listens to a check, and can end it.
package protocol CheckObserver: AnyObject, Sendable {
  /// Called a few times a second from any thread.
  func progress(_ progress: Progress)
  /// True once the user wants the check to end with what is known; polled often, so it must be cheap.
  var isCancelled: Bool { get }
}
