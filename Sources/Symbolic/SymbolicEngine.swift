package import Checking
import Encoding
package import ModelIR
import Z3

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
  /// How often somebody looks whether the search is to end.
  static let interval: Duration = .milliseconds(50)

  /// True to look for runs and for nothing else, on one thread: what is found is then the same each time.
  package var onlySearchesRuns = false

  package init() {}

  package func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure)
    -> CheckResult
  {
    if let problem = Z3Library.problem { throw EngineFailure(.unsupported, problem) }
    let start = ContinuousClock.now
    let blackboard = Blackboard(task, observer: observer)
    let encoded = try await blackboard.work { [onlySearchesRuns] () throws(EngineFailure) in
      let encoding = try Self.encode(task.system)
      // Nothing is proved of all runs unless it is known that no step fails.
      let auxiliary =
        task.failuresEndRuns || onlySearchesRuns
        ? [] : encoding.stepClaims.filter { !task.claims.contains($0) }
      let problem = SafetyProblem(encoding, claims: task.claims + auxiliary, deadlock: task.deadlock)
      return (problem, auxiliary)
    }
    guard let (problem, auxiliary) = encoded else {
      return CheckResult(undecided: task.claims, because: blackboard.endReason)
    }
    var whole = task
    whole.claims += auxiliary
    blackboard.begin(problem.goals.map(\.claim).filter { !auxiliary.contains($0) }, auxiliary: auxiliary)
    try await search(problem, blackboard, task.budget)
    var findings = try await ProofVerdicts(problem: problem, blackboard: blackboard, task: whole).findings()
    let vacuity = await blackboard.conclude { [findings] in
      VacuitySearch(problem: problem, blackboard: blackboard, task: task).statistics(of: findings)
    }
    findings.removeLast(auxiliary.count)
    var statistics = vacuity ?? Statistics()
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

  /// Runs the strategies on threads of their own: one that looks for violations, one or two that prove; with one job,
  /// one after the other.
  private func search(
    _ problem: SafetyProblem, _ blackboard: Blackboard, _ budget: Budget
  ) async throws(EngineFailure) {
    guard !problem.goals.isEmpty else { return }
    let bounded = BoundedModelChecking(problem: problem, blackboard: blackboard)
    let depth = budget.maximumDepth
    let falsify: Strategy = { () throws(SolverError) in
      try bounded.run(maximumDepth: depth, depthAlone: Self.depthWithoutProof)
    }
    let first = min(depth ?? .max, Self.firstDepth)
    let falsifyFirst: Strategy = { () throws(SolverError) in
      try bounded.run(maximumDepth: first, depthAlone: first)
    }
    // Between questions the strategies look at the clock themselves; a question under way must be interrupted.
    let watch = Task { while blackboard.goesOn, (try? await Task.sleep(for: Self.interval)) != nil {} }
    defer { watch.cancel() }
    var failures: [SolverError]
    if onlySearchesRuns {
      failures = await Self.run([falsify], blackboard)
    } else if budget.jobs == 1 {
      failures = await Self.run([falsifyFirst], blackboard)
      if blackboard.goesOn { failures += await Self.prove(problem, blackboard, jobs: 1) }
      if blackboard.goesOn { failures += await Self.run([falsify], blackboard) }
    } else {
      async let falsified = Self.run([falsify], blackboard)
      async let proved = Self.prove(problem, blackboard, jobs: budget.jobs - 1)
      failures = await falsified + proved
    }
    // What was decided stands; a solver that failed otherwise leaves claims open, which says so.
    for failure in failures {
      for goal in problem.goals where blackboard.isOpen(goal.claim) {
        blackboard.remark(goal.claim, "the solver failed: \(failure.message)")
      }
    }
  }

  private typealias Strategy = @Sendable () throws(SolverError) -> Void

  /// Finds lemmas, then works on what they leave open.
  private static func prove(
    _ problem: SafetyProblem, _ blackboard: Blackboard, jobs: Int
  ) async -> [SolverError] {
    defer { blackboard.giveUp() }
    let catalog = StrategyCatalog(problem: problem, blackboard: blackboard)
    let outcome = await blackboard.work { () -> Result<InductiveSet, SolverError> in
      Result { () throws(SolverError) in try catalog.lemmas() }
    }
    switch outcome {
    case nil: return []
    case .failure(let failure): return [failure]
    case .success(let lemmas):
      guard blackboard.goesOn else { return [] }
      let lookBack: Strategy = { () throws(SolverError) in try catalog.lookBack(lemmas) }
      let strengthen: Strategy = { () throws(SolverError) in try catalog.strengthen(lemmas) }
      let takeTurns: Strategy = { () throws(SolverError) in try catalog.takeTurns(lemmas) }
      return await run(jobs == 1 ? [takeTurns] : [lookBack, strengthen], blackboard)
    }
  }

  /// Runs strategies side by side until all end, or are to end; returns why some failed.
  private static func run(_ strategies: [Strategy], _ blackboard: Blackboard) async -> [SolverError] {
    await withTaskGroup(of: SolverError?.self) { group in
      for strategy in strategies {
        group.addTask {
          do throws(SolverError) {
            _ = try await blackboard.work(strategy)
            return nil
          } catch {
            return error
          }
        }
      }
      return await group.reduce(into: []) { failures, failure in
        failure.map { failures.append($0) }
      }
    }
  }
}
