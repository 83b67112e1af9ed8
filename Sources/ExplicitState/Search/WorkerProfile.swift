import CSuccessor
import Checking

/// What a worker measures when a profile of the search is wanted.
struct WorkerProfile {
  /// By rule.
  private(set) var newStates: [UInt64]
  /// In all, and of it for looking states up and storing them.
  private(set) var working = Duration.zero
  private(set) var storing = Duration.zero

  init(rules: Int) { newStates = Array(repeating: 0, count: rules) }

  mutating func noteWork(since start: ContinuousClock.Instant) { working += ContinuousClock.now - start }

  mutating func noteStoring(since start: ContinuousClock.Instant) { storing += ContinuousClock.now - start }

  mutating func noteNewState(by rule: UInt32) { newStates[Int(rule)] &+= 1 }
}

extension ExplorationProfile {
  /// Of all workers together; nil if none has measured anything.
  init?(_ workers: [Worker], rules: Int) {
    let profiles = workers.compactMap(\.profile)
    guard !profiles.isEmpty else { return nil }
    let working = profiles.reduce(Duration.zero) { $0 + $1.working }
    let storing = profiles.reduce(Duration.zero) { $0 + $1.storing }
    let storingShare = working > .zero ? min(max(storing / working, 0), 1) : 0
    // Behind those of the rules, that of the properties.
    var ticks = Array(repeating: 0.0, count: rules + 1)
    for worker in workers {
      for (index, count) in worker.ticks.enumerated() { ticks[index] += Double(count) }
    }
    let all = ticks.reduce(0, +)
    let shares = ticks.map { all > 0 ? $0 / all * (1 - storingShare) : 0 }
    self.init(
      newStates: (0..<rules).map { rule in profiles.reduce(0) { $0 + $1.newStates[rule] } },
      shareOfRules: Array(shares[..<rules]), shareOfProperties: shares[rules], shareOfStoring: storingShare)
  }
}
