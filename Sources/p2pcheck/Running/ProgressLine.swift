import Foundation
import Reporting
import Synchronization
import Wording

/// One line on standard error that is drawn over again and again; where that is no terminal, a line of news each minute.
final class ProgressLine: Sendable {
  private let form: Form
  private let state = Mutex(State())
  private let start = ContinuousClock.now

  enum Form {
    case none, drawn, news
  }

  /// Who waits for longer wants to know whether it goes on.
  private static let newsInterval: Duration = .seconds(60)

  private struct State {
    var drawnWidth = 0
    var isOver = false
    var news = 0
  }

  init(_ form: Form) { self.form = form }

  func draw(_ text: @autoclosure () -> String) {
    switch form {
    case .none: return
    case .drawn: redraw(String(text().prefix(Layout.width - 1)))
    case .news: tell(text())
    }
  }

  private func tell(_ text: @autoclosure () -> String) {
    let minute = Int((ContinuousClock.now - start) / Self.newsInterval)
    state.withLock { state in
      guard !state.isOver, minute > state.news else { return }
      state.news = minute
      write(text() + "\n")
    }
  }

  private func redraw(_ text: String) {
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
