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
  /// Bytes of states on disk; nil if there are none.
  package var disk: Int?
  /// Of an engine that proves, which has no states to count.
  package var proof: ProofProgress?

  package init(
    phase: String, states: UInt64, firings: UInt64, depth: Int, queued: UInt64, memory: Int,
    elapsed: Duration, disk: Int? = nil, proof: ProofProgress? = nil
  ) {
    self.disk = disk
    self.phase = phase
    self.states = states
    self.firings = firings
    self.depth = depth
    self.queued = queued
    self.memory = memory
    self.elapsed = elapsed
    self.proof = proof
  }
}

/// How far a running proof is.
package struct ProofProgress: Hashable, Sendable {
  /// What a strategy counts.
  package enum Step: Hashable, Sendable {
    /// The length of the runs that are searched for violations.
    case depth(Int)
    /// How many states an induction looks back.
    case k(Int)
    /// The last frame of property-directed reachability.
    case frame(Int)
    /// Candidate lemmas that were not looked at yet.
    case candidates(Int)
  }

  package var step: Step
  /// Conditions that are known to hold in every reachable state.
  package var lemmas: Int
  /// Conditions that hold in the states reached in few firings.
  package var clauses: Int
  /// Of all threads together.
  package var solverTime: Duration

  package init(step: Step, lemmas: Int, clauses: Int, solverTime: Duration) {
    self.step = step
    self.lemmas = lemmas
    self.clauses = clauses
    self.solverTime = solverTime
  }
}

/// Who listens to a check, and can end it.
package protocol CheckObserver: AnyObject, Sendable {
  /// Called a few times a second from any thread.
  func progress(_ progress: Progress)
  /// True once the user wants the check to end with what is known; polled often, so it must be cheap.
  var isCancelled: Bool { get }
}
