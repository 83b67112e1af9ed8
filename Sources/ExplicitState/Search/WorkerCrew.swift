import Checking
import Foundation
import Synchronization

/// The workers of a search and their threads, which sleep between levels.
///
/// The first worker belongs to the calling thread; the others' threads start when a level is first worth sharing.
final class WorkerCrew: Sendable {
  let workers: [Worker]
  private let safepoint: Safepoint
  private let shift = Mutex(Shift())
  private let condition = NSCondition()

  private struct Shift {
    var number = 0
    var working = 0
    var hasThreads = false
    var isOver = false
    var task: @Sendable (Worker) -> Void = { _ in }
  }

  /// All workers have one.
  var context: SearchContext { workers[0].context }

  init(_ context: SearchContext, jobs: Int) {
    workers = (0..<max(jobs, 1)).map { _ in Worker(context) }
    safepoint = context.space.safepoint
  }

  /// Runs the task on the calling thread alone.
  func runAlone(_ task: (Worker) -> Void) {
    safepoint.begin(1)
    task(workers[0])
    safepoint.leave()
  }

  /// Runs the task once for every worker, all at the same time, and waits for all.
  func run(_ task: @escaping @Sendable (Worker) -> Void) {
    guard workers.count > 1 else { return runAlone(task) }
    safepoint.begin(workers.count)
    condition.withLock {
      shift.withLock {
        $0.number += 1
        $0.working = workers.count - 1
        $0.task = task
        if !$0.hasThreads {
          $0.hasThreads = true
          for worker in workers.dropFirst() { startThread(for: worker, after: $0.number - 1) }
        }
      }
      condition.broadcast()
    }
    task(workers[0])
    safepoint.leave()
    condition.withLock {
      while shift.withLock({ $0.working > 0 }) { condition.wait() }
      // What the task holds is not kept until the next one.
      shift.withLock { $0.task = { _ in } }
    }
  }

  /// Hands the states to the workers in pieces, until all are done or one of them is not; false then.
  func share(_ states: [Range<UInt32>], _ task: @escaping @Sendable (Worker, Range<UInt32>) -> Bool) -> Bool {
    let level = Level(states, unit: Worker.unit)
    let goesOn = Atomic(true)
    run { worker in
      while goesOn.load(ordering: .relaxed), let pieces = level.next() {
        if !pieces.allSatisfy({ task(worker, $0) }) { goesOn.store(false, ordering: .relaxed) }
      }
    }
    return goesOn.load(ordering: .relaxed)
  }

  /// Ends the threads; to be called once the crew is no longer needed.
  func dismiss() {
    condition.withLock {
      shift.withLock { $0.isOver = true }
      condition.broadcast()
    }
  }

  private func startThread(for worker: Worker, after number: Int) {
    let thread = Thread { [self] in
      var last = number
      while let task = nextTask(after: &last) {
        task(worker)
        safepoint.leave()
        condition.withLock {
          shift.withLock { $0.working -= 1 }
          condition.broadcast()
        }
      }
    }
    thread.stackSize = deepStackSize
    thread.name = "explorer"
    thread.start()
  }

  private func nextTask(after last: inout Int) -> (@Sendable (Worker) -> Void)? {
    condition.withLock {
      while true {
        let current = shift.withLock { $0 }
        if current.isOver { return nil }
        if current.number > last {
          last = current.number
          return current.task
        }
        condition.wait()
      }
    }
  }
}
