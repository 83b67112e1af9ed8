import Foundation
import Synchronization

/// Lets one worker do something while all others rest, without a lock on anyone's fast path.
///
/// Workers call `rest` between pieces of work, which costs one load unless somebody waits for them.
final class Safepoint: Sendable {
  private let wanted = Atomic<Bool>(false)
  /// How many workers are at work; guarded by `condition`.
  private let working = Atomic<Int>(0)
  private let condition = NSCondition()

  /// Called before `count` workers start.
  func begin(_ count: Int) {
    condition.withLock { working.store(count, ordering: .relaxed) }
  }

  /// Called by each worker when it is done.
  func leave() {
    condition.withLock {
      working.subtract(1, ordering: .relaxed)
      condition.broadcast()
    }
  }

  /// Waits here if another worker wants to be alone.
  func rest() {
    guard wanted.load(ordering: .acquiring) else { return }
    condition.withLock { waitForOther() }
  }

  /// Runs `body` while every other worker rests or is done.
  func alone(_ body: () -> Void) {
    condition.withLock {
      while wanted.load(ordering: .relaxed) { waitForOther() }
      wanted.store(true, ordering: .releasing)
      while working.load(ordering: .relaxed) > 1 { condition.wait() }
      body()
      wanted.store(false, ordering: .releasing)
      condition.broadcast()
    }
  }

  private func waitForOther() {
    working.subtract(1, ordering: .relaxed)
    condition.broadcast()
    while wanted.load(ordering: .relaxed) { condition.wait() }
    working.add(1, ordering: .relaxed)
  }
}
