import Checking

/// Passes progress on as that of all ranks, which each have about as many states.
final class ClusterObserver: CheckObserver {
  private let observer: any CheckObserver
  private let ranks: Int

  init(_ observer: any CheckObserver, ranks: Int) {
    self.observer = observer
    self.ranks = ranks
  }

  var isCancelled: Bool { observer.isCancelled }

  func progress(_ progress: Checking.Progress) {
    var all = progress
    all.states *= UInt64(ranks)
    all.firings *= UInt64(ranks)
    all.queued *= UInt64(ranks)
    all.memory *= ranks
    observer.progress(all)
  }
}
