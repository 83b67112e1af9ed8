import Checking
import Foundation
import ModelIR
import Synchronization

/// Why a search ended before it was complete.
enum StopReason: UInt8, Sendable {
  case cancelled = 1
  case timeout, memory
  /// The successor function ran out of memory.
  case outOfMemory
  case depth, firstViolation
  /// There is no room on the disk, or no more that may be taken.
  case diskFull, diskLimit

  /// For a verdict's reason.
  var sentence: String {
    switch self {
    case .cancelled: "interrupted"
    case .timeout: "the time limit was reached"
    case .memory: "the memory limit was reached"
    case .outOfMemory: "the system ran out of memory"
    case .depth: "the depth limit was reached"
    case .firstViolation: "ended at the first violation"
    case .diskFull: "the disk is full"
    case .diskLimit: "the disk limit was reached"
    }
  }
}

/// Watches a search from the outside: ends it on request or when its time is over, and reports how far it is.
///
/// A thread of its own looks several times a second, so that a search ends also within one state's expansion. What is
/// known then is told in traces, which have a moment for that.
final class Watch: Sendable {
  private let observer: any CheckObserver
  private let start: ContinuousClock.Instant
  private let timeout: Duration?
  /// Ends what is expanded and evaluated for the search.
  let stop: StopWord
  /// Ends what is evaluated for the verdicts, a moment later.
  let conclusion = StopWord()
  private let isOver = Atomic(false)
  private let stopped = Atomic<UInt8>(0)
  private let nextReport = Atomic<Int64>(Watch.interval)
  private static let interval: Int64 = 250_000_000
  /// How long traces may take when there is no time left.
  private static let moment: Duration = .milliseconds(700)
  private static let pollInterval = 0.02

  /// Raises `stop` when the search is to end at once.
  init(observer: any CheckObserver, timeout: Duration?, stop: StopWord) {
    self.observer = observer
    self.timeout = timeout
    self.stop = stop
    start = ContinuousClock.now
  }

  /// Looks from now on until `end`.
  func begin() {
    let thread = Thread { [self] in
      var conclusionEnds: ContinuousClock.Instant?
      while !isOver.load(ordering: .relaxed), !conclusion.isRaised {
        if let conclusionEnds {
          if ContinuousClock.now >= conclusionEnds { conclusion.raise() }
        } else if isToEnd {
          conclusionEnds = .now + Self.moment
        }
        Thread.sleep(forTimeInterval: Self.pollInterval)
      }
    }
    thread.name = "watch"
    thread.start()
  }

  func end() { isOver.store(true, ordering: .relaxed) }

  var elapsed: Duration { ContinuousClock.now - start }

  /// Set once; the first reason stays.
  var stopReason: StopReason? { StopReason(rawValue: stopped.load(ordering: .relaxed)) }

  func end(because reason: StopReason) {
    _ = stopped.compareExchange(expected: 0, desired: reason.rawValue, ordering: .relaxed)
  }

  /// Takes this reason back: the search goes on elsewhere.
  func goOn(after reason: StopReason) {
    _ = stopped.compareExchange(expected: reason.rawValue, desired: 0, ordering: .relaxed)
  }

  /// Whether the user, or the clock, ends the search.
  private var isToEnd: Bool {
    if observer.isCancelled {
      end(because: .cancelled)
    } else if let timeout, elapsed >= timeout {
      end(because: .timeout)
    } else {
      return false
    }
    // After the reason: who finds it raised finds the reason too.
    stop.raise()
    return true
  }

  /// Whether the work should go on; reports progress now and then, so it is to be called often.
  func goesOn(_ progress: () -> Checking.Progress) -> Bool {
    _ = isToEnd
    let elapsed = self.elapsed
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
