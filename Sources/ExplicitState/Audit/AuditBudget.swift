import Checking
import Foundation
import Glibc
import Synchronization

/// How long an audit may take, in processor time of each thread: on a busy machine it looks at as much as on an idle one.
struct AuditBudget: Sendable {
  private let context: SearchContext
  /// Seconds of each thread; nil for no limit.
  private let seconds: Double?
  /// After a search that was told to end, nothing more can end it.
  private let isWatched: Bool

  /// A sample takes a second or a tenth of the search's time, but not longer than a user waits without asking why; several
  /// searches share the second.
  init(_ context: SearchContext, _ plan: AuditPlan) {
    self.context = context
    switch context.watch.stopReason {
    case .timeout, .cancelled:
      (seconds, isWatched) = (Self.afterwards, false)
    case .memory, .outOfMemory, .depth, .firstViolation, .diskFull, .diskLimit, nil:
      isWatched = true
      let searched = context.watch.elapsed / .seconds(1)
      let least = max(Self.whole / Double(plan.searches), Self.least)
      seconds = plan.extent == .full ? nil : min(max(least, searched / 10), Self.most)
    }
  }

  private static let whole = 1.0
  private static let least = 0.05
  private static let most = 10.0
  /// What fits between being told to end and ending.
  private static let afterwards = 0.2
  /// How much longer than the processor time is it may take on a busy machine.
  private static let patience = 3.0

  /// The end of it all, whatever a single state takes; nil for no limit.
  fileprivate var limit: Duration? {
    seconds.map { .seconds(isWatched ? $0 * Self.patience : $0) }
  }

  /// Whether there is no time even for verdicts.
  fileprivate var isOver: Bool { isStopped || context.watch.conclusion.isRaised }

  /// Whether the search is to end, after all.
  fileprivate var isStopped: Bool { isWatched && context.watch.stop.isRaised }

  /// The calling thread's part of it, from now on.
  func share(_ part: Double) -> Share {
    Share(budget: self, end: seconds.map { Self.threadSeconds + $0 * part })
  }

  struct Share {
    fileprivate let budget: AuditBudget
    fileprivate let end: Double?

    /// Whether there is time left, and nobody wants an end.
    var goesOn: Bool {
      // Reports how far the search is, or was when it was stopped.
      _ = budget.context.goesOn(phase: "audit", queued: 0)
      if budget.isStopped { return false }
      return end.map { AuditBudget.threadSeconds < $0 } ?? true
    }
  }

  private static var threadSeconds: Double {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// Ends an audit also within one state's expansion, from a thread of its own.
final class AuditDeadline: Sendable {
  private let budget: AuditBudget
  private let stop: StopWord
  private let isOver = Atomic(false)
  private static let pollInterval = 0.02

  init(_ budget: AuditBudget, raising stop: StopWord) {
    self.budget = budget
    self.stop = stop
  }

  /// Looks from now on until `end`.
  func begin() {
    let end = budget.limit.map { ContinuousClock.now + $0 }
    let thread = Thread { [self] in
      while !isOver.load(ordering: .relaxed) {
        if budget.isOver || end.map({ ContinuousClock.now >= $0 }) == true { return stop.raise() }
        Thread.sleep(forTimeInterval: Self.pollInterval)
      }
    }
    thread.name = "audit"
    thread.start()
  }

  func end() { isOver.store(true, ordering: .relaxed) }
}
