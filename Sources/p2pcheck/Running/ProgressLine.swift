import Foundation
import Reporting
import Synchronization
import Wording

/// One line on standard error that is drawn over again and again.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let state = Mutex(State())

  private struct State {
    var drawnWidth = 0
    var isOver = false
  }

  init(isShown: Bool) { self.isShown = isShown }

  func draw(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let text = String(text().prefix(Layout.width - 1))
    state.withLock { state in
      guard !state.isOver else { return }
      write("\r" + text + String(repeating: " ", count: max(0, state.drawnWidth - text.count)))
      state.drawnWidth = text.count
    }
  }

  func erase() { state.withLock { erase(&$0) } }

  /// Erases the line for good: work that was left behind may still want to draw.
  func end() {
    state.withLock { state in
      erase(&state)
      state.isOver = true
    }
  }

  private func erase(_ state: inout State) {
    guard state.drawnWidth > 0 else { return }
    write("\r" + String(repeating: " ", count: state.drawnWidth) + "\r")
    state.drawnWidth = 0
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
