import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and SIGTERM: the first one asks for an end with what is known, the second one ends the program at once.
final class Interruption: Sendable {
  private let isRaised = Atomic(false)
  private let sources: Mutex<[any DispatchSourceSignal]> = Mutex([])

  var isRequested: Bool { isRaised.load(ordering: .relaxed) }

  /// Starts to listen; also makes writing to a closed pipe an error instead of a signal.
  func listen() {
    unsafe signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      unsafe signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        if isRaised.exchange(true, ordering: .relaxed) { _exit(ExitCode.interrupted.rawValue) }
      }
      source.resume()
      sources.withLock { $0.append(source) }
    }
  }
}
