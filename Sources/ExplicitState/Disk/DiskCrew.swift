import Synchronization

/// The workers of a search with their gatherers, and what ends their work on disk.
final class DiskCrew: Sendable {
  let crew: WorkerCrew
  let workers: [DiskWorker]
  private let failure = Mutex<DiskStop?>(nil)
  private let hasFailed = Atomic(false)

  init(_ crew: WorkerCrew, _ gatherers: [Gatherer], folder: DiskFolder, tuning: DiskTuning) {
    self.crew = crew
    workers = zip(crew.workers, gatherers).map { DiskWorker($0, $1, folder: folder, tuning: tuning) }
  }

  /// Whether what was begun is to go on: nobody has failed.
  var goesOn: Bool { !hasFailed.load(ordering: .relaxed) }

  /// Runs the task for every worker at the same time, or for one alone; throws what is worst of what they throw.
  func run(
    alone: Bool, _ task: @escaping @Sendable (DiskWorker) throws(DiskStop) -> Void
  ) throws(DiskStop) {
    hasFailed.store(false, ordering: .relaxed)
    failure.withLock { $0 = nil }
    let body: @Sendable (Worker) -> Void = { [self] worker in
      guard let own = workers.first(where: { $0.worker === worker }) else { return }
      do throws(DiskStop) {
        try task(own)
      } catch {
        note(error)
      }
    }
    if alone { crew.runAlone(body) } else { crew.run(body) }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  private func note(_ stop: DiskStop) {
    failure.withLock { known in
      if known.map({ $0.rank < stop.rank }) ?? true { known = stop }
    }
    hasFailed.store(true, ordering: .relaxed)
  }
}

extension DiskStop {
  /// What is damaged matters more than what is full, and that more than that the search was to end.
  fileprivate var rank: Int {
    switch self {
    case .stopped: 0
    case .limit: 1
    case .full: 2
    case .failed: 3
    }
  }
}
