import Foundation
import Synchronization

/// Waits for work, but not longer than `patience` once `isOver`; nil then, and the work goes on unheard.
///
/// For work that looks by itself whether it is to end, but maybe not often enough. `start` is given what to call at its end.
package func orLeftBehind<Value: Sendable>(
  patience: Duration, after isOver: @escaping @Sendable () -> Bool,
  start: (@escaping @Sendable (Value) -> Void) -> Void
) async -> Value? {
  await withCheckedContinuation { continuation in
    let waiting = Waiting<Value>(continuation)
    start { waiting.end(with: $0) }
    // On a thread of its own, however busy all others are.
    Thread.detachNewThread {
      var end: ContinuousClock.Instant?
      while !waiting.isOver {
        if let end {
          if ContinuousClock.now >= end { waiting.end(with: nil) }
        } else if isOver() {
          end = .now + patience
        }
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }
}

/// Somebody who waits for whatever comes first.
private final class Waiting<Value: Sendable>: Sendable {
  private let continuation: Mutex<CheckedContinuation<Value?, Never>?>

  init(_ continuation: CheckedContinuation<Value?, Never>) { self.continuation = Mutex(continuation) }

  var isOver: Bool { continuation.withLock { $0 == nil } }

  func end(with value: Value?) {
    let waiting = continuation.withLock { continuation in
      defer { continuation = nil }
      return continuation
    }
    waiting?.resume(returning: value)
  }
}
