import Checking
import Reporting

/// Passes Ctrl-C, and the end of a time that is not the engine's own limit, on to the engine, and shows how far a check is.
final class RunObserver: CheckObserver {
  private let interruption: Interruption
  private let deadline: ContinuousClock.Instant?
  private let line: ProgressLine?

  init(
    _ interruption: Interruption, until deadline: ContinuousClock.Instant? = nil,
    showing line: ProgressLine? = nil
  ) {
    self.interruption = interruption
    self.deadline = deadline
    self.line = line
  }

  var isCancelled: Bool {
    interruption.isRequested || deadline.map { ContinuousClock.now >= $0 } == true
  }

  func progress(_ progress: Checking.Progress) { line?.draw(ProgressText.line(for: progress)) }
}
