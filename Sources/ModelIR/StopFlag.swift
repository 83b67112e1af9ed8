import Synchronization

/// Asks whoever evaluates to come to an end, from any thread.
///
/// Once raised it stays so. Evaluations then fail at once, so nothing that was computed meanwhile may be believed: whoever
/// uses results looks at the flag once more.
package final class StopFlag: Sendable {
  private let raised = Atomic(false)
  private let deadline: ContinuousClock.Instant?

  /// Is raised by somebody.
  package init() { deadline = nil }

  /// Is raised by itself as well, after some time.
  package init(after time: Duration) { deadline = .now + time }

  /// Whether to come to an end; cheap enough for every step.
  package var isRaised: Bool {
    if raised.load(ordering: .acquiring) { return true }
    guard let deadline else { return false }
    return ContinuousClock.now >= deadline
  }

  /// What was written before is seen by whoever finds it raised.
  package func raise() { raised.store(true, ordering: .releasing) }
}
