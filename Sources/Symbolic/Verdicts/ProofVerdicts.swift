import Checking
import Encoding
import ModelIR

/// Derives the verdict of each claim from what the strategies know at their end.
struct ProofVerdicts {
  let problem: SafetyProblem
  let blackboard: Blackboard
  let task: CheckTask
  /// For explanations of what stays open: they are welcome but not worth waiting for.
  private static let patience: Duration = .seconds(2)

  func findings() async throws(EngineFailure) -> [CheckResult.Finding] {
    var certificates: [Claim: Certificate] = [:]
    for claim in task.claims {
      if case .proved(let certificate) = blackboard.decision(claim) { certificates[claim] = certificate }
    }
    let results = await ProofCheck(task, blackboard).results(of: certificates)
    let confirmed = try await blackboard.conclude { () throws(EngineFailure) in try findings(results) }
    guard let findings = confirmed else {
      return CheckResult(undecided: task.claims, because: blackboard.endReason).findings
    }
    return await blackboard.conclude { explained(findings) } ?? findings
  }

  private func findings(_ results: [Claim: ProofCheck.Result]) throws(EngineFailure)
    -> [CheckResult.Finding]
  {
    var findings: [CheckResult.Finding] = []
    for claim in task.claims {
      findings.append(
        CheckResult.Finding(claim: claim, verdict: try verdict(of: claim, results[claim])))
    }
    ProvedSteps(problem: problem, depths: blackboard.depth).qualify(&findings, of: task)
    return findings
  }

  private func explained(_ findings: [CheckResult.Finding]) -> [CheckResult.Finding] {
    var findings = findings
    let end = ContinuousClock.now + Self.patience
    for index in findings.indices where ContinuousClock.now < end { explain(&findings[index]) }
    return findings
  }

  /// Says why an undecided invariant is no inductive one.
  private func explain(_ finding: inout CheckResult.Finding) {
    guard blackboard.decision(finding.claim) == nil, !blackboard.isCancelled, !blackboard.isConcluded
    else { return }
    let explanation = StepExplanation(problem: problem, blackboard: blackboard)
    // Without an explanation the verdict is the same.
    guard let found = try? explanation.counterexample(to: finding.claim) else { return }
    finding.inductionCounterexample = found
    guard blackboard.reason == nil, blackboard.remark(of: finding.claim) == nil else { return }
    let reason = "the induction step fails"
    switch finding.verdict {
    case .bounded(let depth, _): finding.verdict = .bounded(depth: depth, reason: reason)
    case .unknown: finding.verdict = .unknown(reason: reason)
    case .explored, .proved, .reached, .violated: break
    }
  }

  private func verdict(
    of claim: Claim, _ check: ProofCheck.Result?
  ) throws(EngineFailure) -> Verdict {
    switch blackboard.decision(claim) {
    case .refuted(let trace):
      if case .reaches = trace.ending { return .reached(trace) }
      return .violated(trace)
    case .proved(let certificate):
      switch check {
      case .accepted: return claim.isCover(in: task.system) ? .violated(nil) : .proved(certificate)
      case nil: return .unknown(reason: "the proof was not checked")
      case .undecided(let reason): return .unknown(reason: "the proof's check had no answer: \(reason)")
      case .refused(let script):
        throw EngineFailure(
          .disagreement,
          "the certificate of `\(claim.name(in: task.system))` does not stand: its \(script) fails")
      }
    case nil:
      return undecided(claim)
    }
  }

  private func undecided(_ claim: Claim) -> Verdict {
    if let other = problem.others.first(where: { $0.claim == claim }) {
      return .unknown(reason: other.reason)
    }
    if let objection = blackboard.objection(to: claim) { return .unknown(reason: objection) }
    let reason = blackboard.reason ?? blackboard.remark(of: claim) ?? "no strategy decides it"
    guard !claim.isCover(in: task.system), let depth = blackboard.depth(of: claim) else {
      return .unknown(reason: reason)
    }
    return .bounded(depth: depth, reason: reason)
  }
}
