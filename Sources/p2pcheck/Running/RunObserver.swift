import Checking
import Reporting

/// Passes Ctrl-C on to the engine, and shows how far a check is.
final class RunObserver: CheckObserver {
  private let interruption: Interruption
  private let line: ProgressLine?

  init(_ interruption: Interruption, showing line: ProgressLine? = nil) {
    self.interruption = interruption
    self.line = line
  }

  var isCancelled: Bool { interruption.isRequested }

  func progress(_ progress: Checking.Progress) { line?.draw(ProgressText.line(for: progress)) }
}
