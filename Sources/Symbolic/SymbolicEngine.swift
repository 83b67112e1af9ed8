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
    // A solver that fails here fails again below, and says so there.
    _ = try? await blackboard.work { () throws(SolverError) in
      try PowerFacts(problem: problem, blackboard: blackboard).establish()
    }
    await search(problem, blackboard, task.budget)
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

  /// The same as BTOR2; for `print --format btor2`.
  package static func btor2(for system: TransitionSystem) async throws(EngineFailure) -> String {
    try await written(system, by: BTOR2Writer.text)
  }

  /// The same as AIGER's binary form; for `print --format aiger`.
  package static func aiger(for system: TransitionSystem) async throws(EngineFailure) -> [UInt8] {
    try await written(system, by: AIGERWriter.bytes)
  }

  private static func written<Text: Sendable>(
    _ system: TransitionSystem,
    by write: @escaping @Sendable (SequentialMachine) throws(UnwritableMachine) -> Text
  ) async throws(EngineFailure) -> Text {
    try await onDeepStack { () throws(EngineFailure) in
      let encoding = try encode(system)
      do throws(UnwritableMachine) {
        return try write(SequentialMachine(encoding, ExportedProperty.safety(of: encoding)))
      } catch {
        throw EngineFailure(.unsupported, error.message)
      }
    }
  }

  static func encode(_ system: TransitionSystem) throws(EngineFailure) -> TransitionEncoding {
    do throws(UnsupportedConstruct) {
      return try TransitionEncoding.encode(system)
    } catch {
      throw EngineFailure(.unsupported, error.message)
    }
  }

  /// Runs the strategies on threads of their own.
  private func search(
    _ problem: SafetyProblem, _ blackboard: Blackboard, _ budget: Budget
  ) async {
    guard !problem.goals.isEmpty else { return }
    let catalog = StrategyCatalog(
      problem: problem, blackboard: blackboard, maximumDepth: budget.maximumDepth)
    // Between questions the strategies look at the clock themselves; a question under way must be interrupted.
    let watch = Task { while blackboard.goesOn, (try? await Task.sleep(for: Self.interval)) != nil {} }
    defer { watch.cancel() }
    let plan = onlySearchesRuns ? catalog.falsify : catalog.plan(jobs: budget.jobs)
    // What was decided stands; a solver that failed otherwise leaves claims open, which says so.
    for failure in await plan.run(blackboard) {
      for goal in problem.goals where blackboard.isOpen(goal.claim) {
        blackboard.remark(goal.claim, "the solver failed: \(failure.message)")
      }
    }
  }
}
