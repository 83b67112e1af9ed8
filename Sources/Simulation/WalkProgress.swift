import Checking
import Synchronization

/// Adds up what the walks of all threads have done, and says so now and then.
final class WalkProgress: Sendable {
  private let plan: SimulationPlan
  private let observer: any CheckObserver
  private let start: ContinuousClock.Instant
  private let content: Mutex<Content>
  private static let interval: Duration = .milliseconds(200)

  private struct Content: Sendable {
    var walks = 0
    var steps: UInt64 = 0
    var depth = 0
    var said: ContinuousClock.Instant
  }

  init(_ plan: SimulationPlan, _ observer: any CheckObserver, since start: ContinuousClock.Instant) {
    self.plan = plan
    self.observer = observer
    self.start = start
    content = Mutex(Content(said: start))
  }

  /// After each walk.
  func add(steps: UInt64, depth: Int) {
    let now = ContinuousClock.now
    let news: Content? = content.withLock { content in
      content.walks += 1
      content.steps += steps
      content.depth = max(content.depth, depth)
      guard now - content.said > Self.interval else { return nil }
      content.said = now
      return content
    }
    guard let news else { return }
    observer.progress(
      Progress(
        phase: "walking", states: news.steps, firings: news.steps, depth: news.depth,
        queued: UInt64(max(0, plan.walks - news.walks)), memory: 0, elapsed: now - start))
  }
}
