import ExplicitState

/// What everything in one run of the program shares: its engines, and how it is told to end.
struct Session: Sendable {
  let interruption: Interruption
  /// The ranks that this process is one of; nil if it is alone.
  let cluster: Cluster?
  let engines: EngineRegistry

  /// From now on Ctrl-C is listened to.
  init(_ budget: BudgetOptions, keepsLibraries: Bool = true, cluster: Cluster? = nil) {
    self.cluster = cluster
    // Who starts ranks ends them a second after they are told to end.
    interruption = Interruption(patience: .milliseconds(cluster == nil ? 1500 : 500))
    engines = EngineRegistry(usesNative: !budget.noNative, keepsLibraries: keepsLibraries)
    interruption.listen()
  }

  var isToEnd: Bool { interruption.isRequested }

  func observer(until deadline: ContinuousClock.Instant? = nil, showing line: ProgressLine? = nil)
    -> RunObserver
  {
    RunObserver(interruption, until: deadline, showing: line)
  }

  func supervision(until deadline: ContinuousClock.Instant?) -> Supervision {
    Supervision(interruption: interruption, deadline: deadline)
  }

  /// So many items at a time.
  func work(jobs: Int) -> ParallelWork { ParallelWork(jobs: jobs, interruption: interruption) }
}
