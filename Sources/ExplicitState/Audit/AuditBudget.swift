import Glibc

/// How long an audit may take, in processor time of each thread: on a busy machine it looks at as much as on an idle one.
struct AuditBudget: Sendable {
  private let context: SearchContext
  /// Seconds of each thread; nil for no limit.
  private let seconds: Double?
  /// After a search that was told to end, nothing more can end it.
  private let isWatched: Bool

  /// A sample takes a second or a tenth of the search's time, but not longer than a user waits without asking why.
  init(_ context: SearchContext, isSample: Bool) {
    self.context = context
    switch context.watch.stopReason {
    case .timeout, .cancelled:
      (seconds, isWatched) = (Self.afterwards, false)
    case .memory, .outOfMemory, .depth, .firstViolation, nil:
      isWatched = context.watch.stopReason == nil
      let searched = context.watch.elapsed / .seconds(1)
      seconds = isSample ? min(max(Self.least, searched / 10), Self.most) : nil
    }
  }

  private static let least = 1.0
  private static let most = 10.0
  /// What fits between being told to end and ending.
  private static let afterwards = 0.2

  /// The calling thread's part of it, from now on.
  func share(_ part: Double) -> Share {
    Share(context: context, isWatched: isWatched, end: seconds.map { Self.threadSeconds + $0 * part })
  }

  struct Share {
    fileprivate let context: SearchContext
    fileprivate let isWatched: Bool
    fileprivate let end: Double?

    /// Whether there is time left, and nobody wants an end.
    var goesOn: Bool {
      if isWatched, !context.goesOn(phase: "audit", queued: 0) { return false }
      return end.map { AuditBudget.threadSeconds < $0 } ?? true
    }
  }

  private static var threadSeconds: Double {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
