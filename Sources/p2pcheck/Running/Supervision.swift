import Checking

/// Runs work that is to end when told to; what does not is left behind, and the program goes on without it.
///
/// The last resort: all work looks by itself whether it is to end.
struct Supervision: Sendable {
  let interruption: Interruption
  /// When the work is to end; nil without a limit.
  let deadline: ContinuousClock.Instant?

  /// How long work has to come to its end.
  private static let patience: Duration = .milliseconds(1200)

  /// What comes of the work; nil if it does not end.
  func value<Value: Sendable>(of work: @escaping @Sendable () async -> Value) async -> Value? {
    await orLeftBehind(patience: Self.patience, after: { reason != nil }) { end in
      Task.detached { end(await work()) }
    }
  }

  /// Why work is to end; nil if it is not.
  var reason: String? {
    if interruption.isRequested { return Self.interrupted }
    if let deadline, ContinuousClock.now >= deadline { return "the time limit was reached" }
    return nil
  }

  static let interrupted = "interrupted"
}
