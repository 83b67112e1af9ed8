import Dispatch
import Foundation

/// What happens to an interactive program, in the order in which it happens.
enum TerminalEvent: Sendable {
  case input([UInt8])
  /// The terminal has another size.
  case resize
  /// This program goes on after it was stopped.
  case resume
  /// Ctrl-Z from elsewhere.
  case stop
  /// Ctrl-C or SIGTERM from elsewhere, or the terminal is gone.
  case end

  /// Listens until the program ends: each handler owns its source.
  static func stream() -> AsyncStream<TerminalEvent> {
    AsyncStream { continuation in
      let input = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: queue)
      input.setEventHandler {
        withExtendedLifetime(input) {
          let bytes = FileHandle.standardInput.availableData
          continuation.yield(bytes.isEmpty ? .end : .input(Array(bytes)))
        }
      }
      input.resume()
      for (number, event) in signals {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler { withExtendedLifetime(source) { _ = continuation.yield(event) } }
        source.resume()
      }
    }
  }

  private static let queue = DispatchQueue(label: "terminal")

  private static let signals: [(Int32, TerminalEvent)] = [
    (SIGINT, .end), (SIGTERM, .end), (SIGHUP, .end), (SIGTSTP, .stop), (SIGWINCH, .resize),
    (SIGCONT, .resume),
  ]
}
