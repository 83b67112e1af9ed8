package import Checking
import Encoding
package import ModelIR

/// Engine 2: proves claims for all sizes at once, or finds violations, with Z3.
///
/// A proof is an inductive invariant. Before it is reported it is written out as SMT-LIB scripts made from the model
/// anew, which a solver that has seen nothing else must find unsatisfiable.
package struct SymbolicEngine: Engine {
  package static let name = "prove"

  /// Runs are not searched deeper than this once no strategy is left that could prove something.
  private static let depthWithoutProof = 40
  /// With one thread, short runs are looked at before proofs.
  private static let firstDepth = 6

  package init() {}

  package func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure)
    -> CheckResult
  {
    let start = ContinuousClock.now
    let problem = try await onDeepStack { () throws(EngineFailure) in
      SafetyProblem(try Self.encode(task.system), claims: task.claims, deadlock: task.deadlock)
    }
    let blackboard = Blackboard(task, claims: problem.goals.map(\.claim), observer: observer)
    try await search(problem, blackboard, task.budget)
    let findings = try await onDeepStack { () throws(EngineFailure) in
      try VerdictAssembly(problem: problem, blackboard: blackboard, task: task).findings()
    }
    var statistics = Statistics()
    statistics.elapsed = ContinuousClock.now - start
    statistics.depth = problem.goals.compactMap { blackboard.depth(of: $0.claim) }.max() ?? 0
    return CheckResult(findings: findings, statistics: statistics, notes: [])
  }

  /// The system and its safety properties as constrained Horn clauses; for `print --format smt2`.
  package static func hornClauses(for system: TransitionSystem) async throws(EngineFailure) -> String {
    try await onDeepStack { () throws(EngineFailure) in
      let encoding = try encode(system)
      return HornWriter.script(encoding, ExportedProperty.safety(of: encoding))
    }
  }

  /// The same in VMT-LIB; for `print --format vmt`.
  package static func vmt(for system: TransitionSystem) async throws(EngineFailure) -> String {
    try await onDeepStack { () throws(EngineFailure) in
      let encoding = try encode(system)
      return VMTWriter.script(encoding, ExportedProperty.safety(of: encoding))
    }
  }

  static func encode(_ system: TransitionSystem) throws(EngineFailure) -> TransitionEncoding {
    do throws(UnsupportedConstruct) {
      return try TransitionEncoding.encode(system)
    } catch {
      throw EngineFailure(.unsupported, error.message)
    }
  }

  /// Runs the strategies on threads of their own, as many as there are jobs, at most two.
  private func search(
    _ problem: SafetyProblem, _ blackboard: Blackboard, _ budget: Budget
  ) async throws(EngineFailure) {
    guard !problem.goals.isEmpty else { return }
    let bounded = BoundedModelChecking(problem: problem, blackboard: blackboard)
    let depth = budget.maximumDepth
    let prove: @Sendable () throws(SolverError) -> Void = { () throws(SolverError) in
      defer { blackboard.giveUp() }
      try StrategyCatalog.prove(problem, blackboard)
    }
    let falsify: @Sendable () throws(SolverError) -> Void = { () throws(SolverError) in
      try bounded.run(maximumDepth: depth, depthAlone: Self.depthWithoutProof)
    }
    let alternate: @Sendable () throws(SolverError) -> Void = { () throws(SolverError) in
      try bounded.run(maximumDepth: min(depth ?? .max, Self.firstDepth), depthAlone: Self.firstDepth)
      if blackboard.goesOn { try prove() }
      if blackboard.goesOn { try falsify() }
    }
    let strategies = budget.jobs == 1 ? [alternate] : [falsify, prove]
    let failures = await withTaskGroup(of: SolverError?.self) { group in
      for strategy in strategies {
        group.addTask {
          do throws(SolverError) {
            try await onDeepStack(strategy)
            return nil
          } catch {
            return error
          }
        }
      }
      return await group.reduce(into: [SolverError]()) { failures, failure in
        failure.map { failures.append($0) }
      }
    }
    // What was decided stands; a solver that failed otherwise leaves claims open, which says so.
    for failure in failures {
      for goal in problem.goals where blackboard.isOpen(goal.claim) {
        blackboard.remark(goal.claim, "the solver failed: \(failure.message)")
      }
    }
  }
}
