import Foundation
import Reporting
import Synchronization

/// One line on standard error that is drawn over again and again.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let drawnWidth = Mutex(0)

  init(isShown: Bool) { self.isShown = isShown }

  func draw(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let text = String(text().prefix(Layout.width - 1))
    drawnWidth.withLock { width in
      write("\r" + text + String(repeating: " ", count: max(0, width - text.count)))
      width = text.count
    }
  }

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
