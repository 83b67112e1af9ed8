import Foundation
import Synchronization

/// Lets one worker do something while all others rest, without a lock on anyone's fast path.
///
/// Workers call `rest` between pieces of work, which costs one load unless somebody waits for them.
final class Safepoint: Sendable {
  private let wanted = Atomic<Bool>(false)
  /// How many workers are at work; guarded by `condition`.
  private let working = Atomic<Int>(0)
  /// What those who rest may help with.
  private let job = Mutex<Job?>(nil)
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

  /// Waits here if another worker wants to be alone, or helps it.
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
    }
    // Whoever comes to rest now finds `wanted` and stays.
    body()
    condition.withLock {
      wanted.store(false, ordering: .releasing)
      condition.broadcast()
    }
  }

  /// Runs a piece of work for every number below `count`, with the help of all who rest; only within `alone`.
  func share(_ count: Int, _ piece: @escaping @Sendable (Int) -> Void) {
    let shared = Job(count, piece)
    condition.withLock {
      job.withLock { $0 = shared }
      condition.broadcast()
    }
    shared.work()
    condition.withLock {
      job.withLock { $0 = nil }
      while shared.helpers.load(ordering: .acquiring) > 0 { condition.wait() }
    }
  }

  private func waitForOther() {
    working.subtract(1, ordering: .relaxed)
    condition.broadcast()
    while wanted.load(ordering: .relaxed) {
      if let job = job.withLock({ $0 }), !job.isTaken { help(job) } else { condition.wait() }
    }
    working.add(1, ordering: .relaxed)
  }

  private func help(_ job: Job) {
    job.helpers.add(1, ordering: .relaxed)
    condition.unlock()
    job.work()
    condition.lock()
    job.helpers.subtract(1, ordering: .releasing)
    condition.broadcast()
  }

  /// Pieces of work, each done once by somebody.
  private final class Job: Sendable {
    /// Changed under the lock only.
    let helpers = Atomic<Int>(0)
    private let next = Atomic<Int>(0)
    private let count: Int
    private let piece: @Sendable (Int) -> Void

    init(_ count: Int, _ piece: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.piece = piece
    }

    var isTaken: Bool { next.load(ordering: .relaxed) >= count }

    func work() {
      while true {
        let (number, _) = next.add(1, ordering: .relaxed)
        guard number < count else { return }
        piece(number)
      }
    }
  }
}
