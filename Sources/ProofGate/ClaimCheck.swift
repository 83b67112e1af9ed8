package import Checking
package import Encoding
package import ModelIR
package import Reporting

/// Checks what is claimed of one transition system, from its evidence alone.
///
/// An engine is used to count states again; nothing it says about a claim with a run or a certificate is listened to. What
/// one has against an exploration is left to the next: the last has the last word.
package struct ClaimCheck: Sendable {
  /// All claims of the check; the budget is for an exploration.
  let task: CheckTask
  let combination: ProofClaim.Combination
  let form: ProofClaim.Form
  /// By number.
  let certificates: [Int: CertificateFilesOnDisk]
  let engines: [any Engine]
  let observer: any CheckObserver
  let solvers: [any ScriptSolver]

  /// A certificate as it was read from its file, with the system that has the types it needs, and the scripts beside it.
  package struct CertificateFilesOnDisk: Sendable {
    package var system: TransitionSystem
    package var certificate: Certificate
    package var scripts: [String: [UInt8]]

    package init(system: TransitionSystem, certificate: Certificate, scripts: [String: [UInt8]]) {
      self.system = system
      self.certificate = certificate
      self.scripts = scripts
    }
  }

  /// What is wrong with the evidence; if nothing is, and it tells, what of the model it never exercises.
  package struct Outcome: Sendable {
    package var objections: [Objection]
    package var vacuity: Vacuity?

    package init(objections: [Objection], vacuity: Vacuity? = nil) {
      self.objections = objections
      self.vacuity = vacuity
    }
  }

  package init(
    _ task: CheckTask, _ combination: ProofClaim.Combination, form: ProofClaim.Form,
    certificates: [Int: CertificateFilesOnDisk], engines: [any Engine], observer: any CheckObserver,
    solvers: [any ScriptSolver]
  ) {
    self.task = task
    self.combination = combination
    self.form = form
    self.certificates = certificates
    self.engines = engines
    self.observer = observer
    self.solvers = solvers
  }

  var system: TransitionSystem { task.system }

  /// `explores` is false to leave out what takes an exploration.
  package func outcome(explores: Bool) async throws(EngineFailure) -> Outcome {
    if let objection = claimsObjection { return Outcome(objections: [objection]) }
    var fired: Set<RuleID> = []
    var objections = runObjections(&fired)
    objections += await certificateObjections()
    objections += stepObjections()
    guard form.isCounted || !open.isEmpty else {
      if combination.exploration != nil {
        objections.append(Objection("`exploration`: no verdict rests on one"))
      }
      let vacuity = objections.isEmpty ? await provedVacuity(fired) : nil
      return Outcome(objections: objections, vacuity: vacuity)
    }
    guard explores else { return Outcome(objections: objections) }
    let exploration = try await exploration()
    objections += exploration.objections
    guard objections.isEmpty else { return Outcome(objections: objections) }
    // Beside the proofs of a proved check, its explorations are not of all claims.
    let vacuity = form.isCounted ? exploration.vacuity : await provedVacuity(fired)
    return Outcome(objections: [], vacuity: vacuity)
  }

  /// The verdicts must be those of the check's claims, in their order.
  private var claimsObjection: Objection? {
    let names = task.claims.map { $0.name(in: system) }
    for (index, name) in names.enumerated() {
      guard combination.verdicts.indices.contains(index) else {
        return Objection("the verdict of `\(name)` is missing")
      }
      let claimed = combination.verdicts[index].claim
      if !claimed.hasSameBytes(as: name) {
        return Objection(
          "`claim`: verdict \(index + 1) is that of `\(claimed)`; it should be that of `\(name)`")
      }
    }
    guard combination.verdicts.count > names.count else { return nil }
    return Objection(
      "there is a verdict of `\(combination.verdicts[names.count].claim)`, which the check does not ask for")
  }

  var claimed: [(claim: Claim, verdict: ProofVerdict)] {
    Array(zip(task.claims, combination.verdicts)).map { ($0, $1) }
  }

  /// The claims that states must be visited for again.
  var open: [Claim] {
    claimed.filter { $0.verdict.restsOnExploration(of: $0.claim, in: system) }.map(\.claim)
  }

  // MARK: - Runs

  /// `fired` are the rules that are seen to fire.
  private func runObjections(_ fired: inout Set<RuleID>) -> [Objection] {
    let runs = WitnessRun(system, deadlock: task.deadlock)
    var objections: [Objection] = []
    for (claim, verdict) in claimed {
      guard case .run(let run) = verdict.evidence else { continue }
      guard form.keepsRuns else {
        objections.append(Objection("`\(verdict.claim)`: `run` is not kept of a sweep that is explored"))
        continue
      }
      guard verdict.verdict == (isCover(claim) ? "reached" : "violated") else {
        objections.append(Objection("`\(verdict.claim)`: a run does not show that it is \(verdict.verdict)"))
        continue
      }
      do throws(Objection) {
        for step in try runs.trace(of: run, claim).steps {
          if case .rule(let rule) = step.firing.subject { fired.insert(rule) }
        }
      } catch {
        objections.append(Objection("`\(verdict.claim)`: \(error.message)"))
      }
    }
    return objections
  }

  private func isCover(_ claim: Claim) -> Bool {
    if case .property(let id) = claim { system[id].kind == .cover } else { false }
  }
}
