import Checking
import Diagnostics
import ExplicitState
import Foundation
import ModelIR
import Mutation
import Reporting

/// Checks mutants of a model, several at a time, and sorts them by whether `verify` would tell them from it.
struct MutationRun {
  /// The mutants worth looking at: changes of what the model's exploration came past.
  let mutants: [Mutant]
  private let schema: MutantSchema
  private let base: Statistics
  /// What holds of the model; one violation is enough.
  private let held: CheckTask
  /// What does not hold of it, which is to stay so.
  private let violated: CheckTask
  private let session: Session

  /// So many states are interpreted while the compiler is at it.
  private static let fewStates: UInt64 = 200_000

  /// What became of a mutant, and what noticed it.
  struct Outcome: Sendable {
    var fate: MutantFate
    var noticedBy: String?

    fileprivate static func noticed(by what: String) -> Outcome { Outcome(fate: .noticed, noticedBy: what) }
  }

  /// Nil if the model itself is not explored to the end.
  init?(_ task: CheckTask, _ session: Session) async throws(EngineFailure) {
    self.session = session
    // What a statement about multisets comes to is not the model's, and its order is no mistake that one could make.
    guard !task.system.types.contains(where: \.isMultiset) else {
      throw EngineFailure(.unsupported, "models with multisets are not mutated")
    }
    schema = MutantSchema(task.system)
    var task = task
    task.system = schema.system(of: nil)
    task.countsOrbits = false
    // What is explored for some of the claims must be comparable with what was for all.
    if task.claims.contains(where: { $0.isLeadsTo(in: task.system) }) { task.symmetry = false }
    // A claim that ends with the whole exploration, so that what else is decided early does not end it.
    if !task.claims.contains(.noRuntimeError) { task.claims.append(.noRuntimeError) }
    let result = try await Self.check(task, session)
    guard result.statistics.complete else { return nil }
    base = result.statistics
    mutants = schema.mutants(of: result.statistics.hasFired)
    task.budget.jobs = 1
    // Nothing is claimed of mutants.
    task.audit.extent = .off
    violated = task.claiming(result.findings.filter { !$0.verdict.holds })
    task.stopAtFirst = true
    held = task.claiming(result.findings.filter(\.verdict.holds))
  }

  /// The fate of each mutant by its position, `jobs` at a time; those that an interruption left out are missing.
  func fates(
    of mutants: [Mutant], jobs: Int, progress: (Int) -> Void
  ) async throws(EngineFailure) -> [Int: Outcome] {
    let work = session.work(jobs: jobs)
    let isLong = base.states * UInt64(mutants.count) > Self.fewStates
    if isLong, session.engines.usesNative { try await compile() }
    return try await work.results(of: mutants, progress: progress, fate).compactMapValues(\.self)
  }

  /// All mutants share one compiled successor; from now on it is found.
  private func compile() async throws(EngineFailure) {
    var task = held
    task.budget.maximumDepth = 0
    _ = try await Self.check(task, session, start: .compiled)
  }

  /// Nil if an interruption came first.
  private func fate(of mutant: Mutant) async throws(EngineFailure) -> Outcome? {
    let result = try await check(mutant, held)
    if session.isToEnd { return nil }
    for finding in result.findings {
      if case .violated = finding.verdict { return .noticed(by: quoted(finding.claim)) }
    }
    let after = result.statistics
    guard after.complete else { return Outcome(fate: .undecided) }
    if let rule = held.system.ruleIDs.first(where: { base.hasFired($0) != after.hasFired($0) }) {
      let name = held.system[rule].name
      return .noticed(by: "rule \"\(name)\", which \(base.hasFired(rule) ? "never fires" : "can fire")")
    }
    if base.states == after.states, base.firingsPerRule == after.firingsPerRule,
      base.stopsPerRule == after.stopsPerRule
    {
      return Outcome(fate: .unchanged)
    }
    for case .property(let id) in held.claims {
      let (before, now) = (base.hitsPerProperty[id.index], after.hitsPerProperty[id.index])
      if let before, let now, (before > 0) != (now > 0) {
        return .noticed(
          by: "\(quoted(.property(id))), whose condition is \(now > 0 ? "met" : "never met any more")")
      }
    }
    guard !violated.claims.isEmpty else { return Outcome(fate: .survives) }
    let others = try await check(mutant, violated).findings
    if session.isToEnd { return nil }
    let other = others.first(where: \.verdict.holds)
    return other.map { .noticed(by: "\(quoted($0.claim)), which holds") } ?? Outcome(fate: .survives)
  }

  private func quoted(_ claim: Claim) -> String { "\"\(claim.name(in: held.system))\"" }

  private func check(_ mutant: Mutant, _ task: CheckTask) async throws(EngineFailure) -> CheckResult {
    var task = task
    task.system = schema.system(of: mutant)
    return try await Self.check(task, session)
  }

  private static func check(
    _ task: CheckTask, _ session: Session, start: EngineRegistry.Start = .interpreted
  ) async throws(EngineFailure) -> CheckResult {
    let engine = session.engines.explorer(start: start)
    let supervision = session.supervision(until: task.budget.timeout.map { .now + $0 })
    let result: Result<CheckResult, EngineFailure>? = await supervision.value {
      do throws(EngineFailure) {
        return .success(try await engine.check(task, observer: session.observer()))
      } catch {
        return .failure(error)
      }
    }
    guard let result else {
      return CheckResult(undecided: task.claims, because: supervision.reason ?? Supervision.interrupted)
    }
    return try result.get()
  }
}

extension CheckTask {
  fileprivate func claiming(_ findings: [CheckResult.Finding]) -> CheckTask {
    var copy = self
    copy.claims = findings.map(\.claim)
    return copy
  }
}
