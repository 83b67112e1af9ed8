import Checking
import Checks
import Encoding
import ProofGate
import Reporting
import Symbolic
import Wording

/// Makes the proofs of a check anew.
struct GateUpdate: Sendable {
  let engines: EngineRegistry
  let ink: Ink

  enum Outcome: Sendable {
    case made(ProofClaim, files: [String: String])
    /// A verdict is not what the check expects.
    case unexpected([Objection])
    case rejected
    case failed(EngineFailure)
    case interrupted
  }

  func outcome(of job: Job, observer: RunObserver) async throws -> Outcome {
    var writer = ProofWriter()
    var objections: [Objection] = []
    var subjects: [GateSubject] = []
    var vacuities: [Vacuity] = []
    for combination in job.combinations {
      guard let subject = try GateSubject(combination, ink: ink) else { return .rejected }
      var task = subject.task
      task.digestsStates = true
      // Strategies side by side find what one after the other would take long for; runs are shortest ones in any case.
      if subject.engine == SymbolicEngine.name { task.budget.jobs = combination.budget.jobs }
      let engine = engines.engine(for: combination, anySize: subject.anySize, start: .compiled)
      do {
        var result = try await engine.check(task, observer: observer)
        if subject.engine == SymbolicEngine.name { try await settleRuns(of: &result, task, observer) }
        if observer.isCancelled { return .interrupted }
        if let member = result.member { result.undecide(member.note) }
        try writer.add(subject, result, constants: job.constants)
        vacuities.append(Vacuity(result, of: task.system))
        subjects.append(subject)
      } catch let failure as EngineFailure {
        return .failed(failure)
      } catch let objection as Objection {
        return .failed(
          EngineFailure(.disagreement, "an invariant cannot be read back: it \(objection.message)"))
      } catch let construct as UnsupportedConstruct {
        return .failed(EngineFailure(.unsupported, construct.message))
      }
      if let claim = writer.claim?.combinations.last { objections += subject.objections(to: claim.verdicts) }
    }
    objections += GateSubject.objections(to: vacuities, of: subjects)
    guard objections.isEmpty, let claim = writer.claim else { return .unexpected(objections) }
    return .made(claim, files: writer.allFiles)
  }

  /// Which of the shortest runs a strategy finds depends on what the others were doing: one that is alone looks again.
  private func settleRuns(
    of result: inout CheckResult, _ task: CheckTask, _ observer: RunObserver
  ) async throws(EngineFailure) {
    let shown = result.findings.filter { $0.verdict.trace != nil }
    guard let depth = shown.compactMap({ $0.verdict.trace?.length }).max() else { return }
    var task = task
    task.claims = shown.map(\.claim)
    task.budget.maximumDepth = depth
    var prover = SymbolicEngine()
    prover.onlySearchesRuns = true
    let again = try await prover.check(task, observer: observer)
    for finding in again.findings where finding.verdict.trace != nil {
      guard let index = result.findings.firstIndex(where: { $0.claim == finding.claim }) else { continue }
      result.findings[index] = finding
    }
  }
}
