import Foundation
import Reporting
import Traces

/// Runs a `TraceBrowser` in the terminal until the user quits.
enum InteractiveTrace {
  private static let controlC: UInt8 = 3
  private static let controlZ: UInt8 = 26

  static func run(_ browser: TraceBrowser) async throws(UsageFailure) -> ExitCode {
    guard let terminal = RawTerminal() else {
      throw UsageFailure("`--interactive` needs a terminal as standard input and standard output")
    }
    var browser = browser
    terminal.enter()
    defer { terminal.leave() }
    terminal.show(browser.screen(height: terminal.height))
    for await event in TerminalEvent.stream() {
      switch event {
      case .input(let bytes):
        if bytes.contains(controlC) { return .interrupted }
        if bytes.contains(controlZ) { stop(terminal) }
        for key in BrowserKey.keys(in: bytes) {
          browser.press(key)
          if browser.isFinished { return .success }
          terminal.show(browser.screen(height: terminal.height))
        }
      case .stop: stop(terminal)
      case .resize: break
      // Whoever continues us may have set the terminal anew.
      case .resume: terminal.enter()
      case .end: return .interrupted
      }
      terminal.show(browser.screen(height: terminal.height))
    }
    return .success
  }

  /// Gives the terminal back to the shell until it continues us.
  private static func stop(_ terminal: RawTerminal) {
    terminal.leave()
    // To this very thread, so that nothing more happens before it takes effect.
    raise(SIGSTOP)
    terminal.enter()
  }
}
