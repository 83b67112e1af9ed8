package import Checking
import ModelIR
import Parametric
import Z3

/// Proves claims for every size of a scalarset, or finds violations at small sizes.
///
/// What such a proof cannot be about is explored at the size at hand.
package struct AnySizeEngine: Engine {
  package static let name = "any"

  private let typeName: String
  private let explorer: any Engine
  /// Violations are looked for at these sizes first.
  private static let smallSizes = 1...3
  /// For one of them.
  private static let patience: Duration = .seconds(60)

  /// `explorer` visits all states of a system.
  package init(_ typeName: String, explorer: any Engine) {
    self.typeName = typeName
    self.explorer = explorer
  }

  package func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure)
    -> CheckResult
  {
    if let problem = Z3Library.problem { throw EngineFailure(.unsupported, problem) }
    let start = ContinuousClock.now
    let family: ScalarsetFamily
    do throws(Refusal) {
      family = try ScalarsetFamily(task.system, of: typeName)
    } catch {
      let result = try await explorer.check(task, observer: observer)
      return refused(result, error, task.system, "size of \(typeName)")
    }
    let safety = task.claims.filter { $0.objectionToEverySize(in: task.system) == nil }
    var members: [CheckResult] = []
    for size in Self.smallSizes where size != family.size && !observer.isCancelled && !safety.isEmpty {
      var result = try await explore(task, family, size, safety, since: start, observer)
      guard !result.violated(of: safety).isEmpty else { continue }
      result.member = CheckResult.Member(
        setting: family.constant.map { ConstantSetting(name: $0, value: "\(size)") },
        note: "violated with \(size == 1 ? "1 element" : "\(size) elements") of `\(typeName)`")
      members.append(result)
    }
    var result = try await explore(task, family, family.size, task.claims, since: start, observer)
    let violated = result.violated(of: safety)
    // What is violated at another size only is shown with that size, and nothing beside it.
    let other = members.first { !$0.violated(of: safety).isSubset(of: violated) }
    // Runs go on behind a property that is violated, but not behind a step that fails.
    guard other == nil, violated.allSatisfy(family.canBeViolated) else {
      return onlyViolations(
        other ?? result, because: "something else is violated", task.system, family.everySize)
    }
    var claims: FamilyClaims
    do throws(Refusal) {
      var part = task
      part.claims = safety.filter { !violated.contains($0) }
      claims = try FamilyClaims(family, part, Blackboard(task, observer: observer))
    } catch {
      return refused(result, error, task.system, family.everySize)
    }
    let outcomes = try await claims.outcomes()
    for index in result.findings.indices {
      switch outcomes[result.findings[index].claim] {
      case .proved(let certificate): result.findings[index].verdict = .proved(certificate)
      case .open(let reason):
        result.findings[index].verdict = .unknown(reason: "not for every \(family.everySize): \(reason)")
      case nil: break
      }
    }
    for (property, refusal) in claims.aside.sorted(by: { $0.key < $1.key })
    where !violated.contains(.property(property)) {
      let name = task.system[property].name
      result.notes.append(
        Note("`\(name)` is not looked at for every \(family.everySize): \(refusal.reason)", at: refusal.range)
      )
    }
    result.statistics.elapsed = ContinuousClock.now - start
    return result
  }

  /// Visits the states of one member.
  private func explore(
    _ task: CheckTask, _ family: ScalarsetFamily, _ size: Int, _ claims: [Claim],
    since start: ContinuousClock.Instant, _ observer: any CheckObserver
  ) async throws(EngineFailure) -> CheckResult {
    var part = task
    part.system = family.member(size)
    part.claims = claims
    let left = task.budget.timeout.map { max($0 - (ContinuousClock.now - start), .zero) / 4 }
    part.budget.timeout = min(left ?? Self.patience, Self.patience)
    return try await explorer.check(part, observer: observer)
  }

  /// Of the claims that were to be proved, only violations: for others some sizes were looked at.
  private func onlyViolations(
    _ result: CheckResult, because reason: String, _ system: TransitionSystem, _ quantity: String
  ) -> CheckResult {
    var result = result
    for index in result.findings.indices {
      let finding = result.findings[index]
      guard finding.claim.objectionToEverySize(in: system) == nil, finding.verdict.kind != .violated else {
        continue
      }
      result.findings[index].verdict = .unknown(reason: "not for every \(quantity): \(reason)")
    }
    return result
  }

  /// Nothing but violations is said of the claims that were to be proved.
  private func refused(
    _ result: CheckResult, _ refusal: Refusal, _ system: TransitionSystem, _ quantity: String
  ) -> CheckResult {
    var result = onlyViolations(result, because: refusal.reason, system, quantity)
    result.notes.append(Note("not proved for every \(quantity): \(refusal.reason)", at: refusal.range))
    return result
  }
}

extension CheckResult {
  fileprivate func violated(of claims: [Claim]) -> Set<Claim> {
    Set(findings.filter { claims.contains($0.claim) && $0.verdict.kind == .violated }.map(\.claim))
  }
}

extension ScalarsetFamily {
  /// Whether a claim may be violated, and runs are the same as if nobody had looked.
  fileprivate func canBeViolated(_ claim: Claim) -> Bool {
    if case .property(let id) = claim { canBeWithout(id) } else { false }
  }
}
