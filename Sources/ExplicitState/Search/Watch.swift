import Checking
import Synchronization

/// Why a search ended before it was complete.
enum StopReason: UInt8, Sendable {
  case cancelled = 1
  case timeout, memory
  /// The successor function ran out of memory.
  case outOfMemory
  case depth, firstViolation

  /// For a verdict's reason.
  var sentence: String {
    switch self {
    case .cancelled: "interrupted"
    case .timeout: "the time limit was reached"
    case .memory: "the memory limit was reached"
    case .outOfMemory: "the system ran out of memory"
    case .depth: "the depth limit was reached"
    case .firstViolation: "ended at the first violation"
    }
  }
}

/// Watches a search from the outside: ends it on request or when its time is over, and reports how far it is.
final class Watch: Sendable {
  private let observer: any CheckObserver
  private let start: ContinuousClock.Instant
  private let timeout: Duration?
  private let stopped = Atomic<UInt8>(0)
  private let nextReport = Atomic<Int64>(Watch.interval)
  private static let interval: Int64 = 250_000_000

  init(observer: any CheckObserver, timeout: Duration?) {
    self.observer = observer
    self.timeout = timeout
    start = ContinuousClock.now
  }

  var elapsed: Duration { ContinuousClock.now - start }

  /// Set once; the first reason stays.
  var stopReason: StopReason? { StopReason(rawValue: stopped.load(ordering: .relaxed)) }

  func stop(_ reason: StopReason) {
    _ = stopped.compareExchange(expected: 0, desired: reason.rawValue, ordering: .relaxed)
  }

  /// Whether the work should go on; reports progress now and then, so it is to be called often.
  func goesOn(_ progress: () -> Progress) -> Bool {
    if observer.isCancelled { stop(.cancelled) }
    let elapsed = self.elapsed
    if let timeout, elapsed >= timeout { stop(.timeout) }
    let (seconds, attoseconds) = elapsed.components
    let now = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    let due = nextReport.load(ordering: .relaxed)
    if now >= due,
      nextReport.compareExchange(expected: due, desired: now + Self.interval, ordering: .relaxed).exchanged
    {
      observer.progress(progress())
    }
    return stopped.load(ordering: .relaxed) == 0
  }
}
