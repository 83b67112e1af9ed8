/// How much an engine may spend; nil means no limit of its own.
package struct Budget: Hashable, Sendable {
  /// Worker threads, at least 1.
  package var jobs: Int
  /// Bytes for states, tables and queues together.
  package var memory: Int?
  package var timeout: Duration?
  /// Rule firings from a start state.
  package var maximumDepth: Int?

  package init(jobs: Int = 1, memory: Int? = nil, timeout: Duration? = nil, maximumDepth: Int? = nil) {
    self.jobs = jobs
    self.memory = memory
    self.timeout = timeout
    self.maximumDepth = maximumDepth
  }
}
