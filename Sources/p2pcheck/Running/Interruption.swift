import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and SIGTERM: the first one asks for an end with what is known, the second one ends the program at once.
final class Interruption: Sendable {
  private let isRaised = Atomic(false)

  var isRequested: Bool { isRaised.load(ordering: .relaxed) }

  /// Starts to listen, until the program ends; also makes writing to a closed pipe an error instead of a signal.
  func listen() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The handler owns its source: nobody else has to keep it alive.
      source.setEventHandler { [self] in
        withExtendedLifetime(source) {
          if isRaised.exchange(true, ordering: .relaxed) { _exit(ExitCode.interrupted.rawValue) }
        }
      }
      source.resume()
    }
  }
}
