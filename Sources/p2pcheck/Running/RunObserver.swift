import Checking
import Foundation
import Reporting
import Synchronization

/// Shows how far a check is on one line of standard error, and passes Ctrl-C on to the engine.
final class RunObserver: CheckObserver {
  private let interruption: Interruption
  private let showsProgress: Bool
  private let drawnWidth = Mutex(0)

  init(interruption: Interruption, showsProgress: Bool) {
    self.interruption = interruption
    self.showsProgress = showsProgress
  }

  var isCancelled: Bool { interruption.isRequested }

  func progress(_ progress: Checking.Progress) {
    if showsProgress { show(ProgressText.line(for: progress)) }
  }

  func show(_ line: String) {
    guard showsProgress else { return }
    let text = String(line.prefix(Layout.width - 1))
    drawnWidth.withLock { width in
      let padding = String(repeating: " ", count: max(0, width - text.count))
      write("\r" + text + padding)
      width = text.count
    }
  }

  /// Removes the line.
  func erase() {
    drawnWidth.withLock { width in
      guard width > 0 else { return }
      write("\r" + String(repeating: " ", count: width) + "\r")
      width = 0
    }
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
