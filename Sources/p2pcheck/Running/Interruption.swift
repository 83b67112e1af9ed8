import Dispatch
import Foundation
import Synchronization

/// Ctrl-C, SIGTERM and SIGHUP: the first one asks for an end with what is known.
///
/// Whoever works looks at `isRequested`. If the program has not come to its end a moment later, or on another signal after
/// a second, `lastWords` are said and it is left as it is; files are written whole or not at all, so that harms nothing.
/// Signals that come close together are one request: a terminal's and a parent's often do.
final class Interruption: Sendable {
  private struct State {
    var requested: ContinuousClock.Instant?
    var isLeaving = false
    var lastWords: @Sendable () -> Void = { Console.warn("interrupted") }
  }

  private let isRaised = Atomic(false)
  private let state = Mutex(State())
  /// Its own thread, however busy all others are.
  private let queue = DispatchQueue(label: "signals", qos: .userInteractive)

  /// How long the program has to come to its end by itself; with the last words less than two seconds.
  private let patience: Duration
  /// How long the last words may take: nobody may be reading.
  private static let lastPatience: Duration = .milliseconds(300)
  /// Signals within it are one.
  private static let oneRequest: Duration = .seconds(1)

  init(patience: Duration = .milliseconds(1500)) { self.patience = patience }

  var isRequested: Bool { isRaised.load(ordering: .relaxed) }

  /// Sets what is left to say if the program does not come to its end; it may be said while others still work.
  func sayAtLast(_ words: @escaping @Sendable () -> Void) { state.withLock { $0.lastWords = words } }

  /// Starts to listen, until the program ends; also makes writing to a closed pipe an error instead of a signal.
  func listen() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // Who started us with `nohup` wants us to stay.
      if number == SIGHUP, Self.isIgnored(number) { continue }
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      // The handler owns its source: nobody else has to keep it alive.
      source.setEventHandler { [self] in withExtendedLifetime(source) { request() } }
      source.resume()
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    let action = signal(number, SIG_IGN)
    defer { signal(number, action) }
    return unsafe unsafeBitCast(action, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// On the queue.
  private func request() {
    isRaised.store(true, ordering: .relaxed)
    let isFirst = state.withLock { state in
      guard let requested = state.requested else {
        state.requested = .now
        return true
      }
      if ContinuousClock.now - requested >= Self.oneRequest { state.isLeaving = true }
      return false
    }
    if isFirst {
      after(patience) { [self] in leave() }
    } else if state.withLock(\.isLeaving) {
      leave()
    }
  }

  /// Says the last words, if there is somebody to hear them, and ends the program.
  private func leave() {
    let words = state.withLock { state in
      defer { state.lastWords = {} }
      return state.lastWords
    }
    Thread.detachNewThread {
      words()
      ProgramEnd.leave(.interrupted)
    }
    after(Self.lastPatience) { ProgramEnd.leave(.interrupted) }
  }

  private func after(_ time: Duration, _ action: @escaping @Sendable () -> Void) {
    queue.asyncAfter(deadline: .now() + .milliseconds(Int(time / .milliseconds(1))), execute: action)
  }
}
