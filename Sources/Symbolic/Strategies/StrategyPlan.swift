import Z3

/// In which order strategies run, and which of them at the same time.
indirect enum StrategyPlan: Sendable {
  case run(any Strategy)
  case inTurn([StrategyPlan])
  case sideBySide([StrategyPlan])
  /// Once this is over, nobody proves any more.
  case proving(StrategyPlan)

  /// Runs each strategy on a thread of its own until all end, or are to end; returns why some failed.
  ///
  /// What comes after a strategy that failed runs all the same: what was decided and laid on the blackboard stands.
  func run(_ blackboard: Blackboard) async -> [SolverError] {
    switch self {
    case .run(let strategy):
      do throws(SolverError) {
        _ = try await blackboard.work { () throws(SolverError) in try strategy.run() }
        return []
      } catch {
        return [error]
      }
    case .inTurn(let plans):
      var failures: [SolverError] = []
      for plan in plans where blackboard.goesOn { failures += await plan.run(blackboard) }
      return failures
    case .sideBySide(let plans):
      return await withTaskGroup(of: [SolverError].self) { group in
        for plan in plans { group.addTask { await plan.run(blackboard) } }
        return await group.reduce(into: []) { $0 += $1 }
      }
    case .proving(let plan):
      defer { blackboard.giveUp() }
      return await plan.run(blackboard)
    }
  }
}
