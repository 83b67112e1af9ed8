package import Checking
package import Checks
package import Encoding
package import ModelIR

/// Checks what is claimed of one transition system, from its evidence alone.
///
/// An engine is used to count states again; nothing it says about a claim with a run or a certificate is listened to. What
/// one has against an exploration is left to the next: the last has the last word.
package struct ClaimCheck: Sendable {
  /// All claims of the check; the budget is for an exploration.
  let task: CheckTask
  let combination: ProofClaim.Combination
  let form: ProofClaim.Form
  /// The scalarset that certificates are to be for every size of.
  let anySize: String?
  /// By number.
  let certificates: [Int: ReadCertificate]
  let engines: [any Engine]
  let observer: any CheckObserver
  let solvers: [any ScriptSolver]

  /// A certificate as it was read from its file, with the system that has the types it needs.
  package struct ReadCertificate: Sendable {
    package var system: TransitionSystem
    package var certificate: Certificate

    package init(system: TransitionSystem, certificate: Certificate) {
      self.system = system
      self.certificate = certificate
    }
  }

  /// What is wrong with the evidence; if nothing is, and it tells, what of the model it never exercises.
  package struct Outcome: Sendable {
    package var objections: [Objection]
    /// Of all claims of the check, in its order; none if what is claimed are other ones.
    package var verdicts: [ProofVerdict] = []
    package var vacuity: Vacuity?
    /// What solvers were asked about the certificates, by name.
    package var scripts: [String: CertificateScripts.Script] = [:]

    package init(objections: [Objection], vacuity: Vacuity? = nil) {
      self.objections = objections
      self.vacuity = vacuity
    }
  }

  package init(
    _ task: CheckTask, _ combination: ProofClaim.Combination, form: ProofClaim.Form, anySize: String? = nil,
    certificates: [Int: ReadCertificate], engines: [any Engine], observer: any CheckObserver,
    solvers: [any ScriptSolver]
  ) {
    self.task = task
    self.combination = combination
    self.form = form
    self.anySize = anySize
    self.certificates = certificates
    self.engines = engines
    self.observer = observer
    self.solvers = solvers
  }

  var system: TransitionSystem { task.system }

  /// `explores` is false to leave out what takes an exploration.
  package func outcome(explores: Bool) async throws(EngineFailure) -> Outcome {
    let claimed: [Claimed]
    do throws(Objection) {
      claimed = try self.claimed()
    } catch {
      return Outcome(objections: [error])
    }
    var fired: Set<RuleID> = []
    let runs = runObjections(claimed, &fired)
    var outcome = await certificateOutcome(claimed)
    outcome.objections = runs + outcome.objections + stepObjections(claimed)
    outcome.verdicts = claimed.map(\.verdict)
    let open = open(claimed)
    guard form.isCounted || !open.isEmpty else {
      if combination.exploration != nil {
        outcome.objections.append(Objection("`exploration`: no verdict rests on one"))
      }
      if outcome.objections.isEmpty { outcome.vacuity = await provedVacuity(claimed, fired) }
      return outcome
    }
    guard explores else { return outcome }
    let exploration = try await exploration(claimed, open)
    outcome.objections += exploration.objections
    guard outcome.objections.isEmpty else { return outcome }
    // Beside the proofs of a proved check, its explorations are not of all claims.
    outcome.vacuity = form.isCounted ? exploration.vacuity : await provedVacuity(claimed, fired)
    return outcome
  }

  typealias Claimed = (claim: Claim, verdict: ProofVerdict)

  /// The verdict of each claim of the check: those that are counted only are explored.
  private func claimed() throws(Objection) -> [Claimed] {
    var left = combination.verdicts
    let claimed = task.claims.map { claim -> Claimed in
      let name = claim.name(in: system)
      if let index = left.firstIndex(where: { $0.claim.hasSameBytes(as: name) }) {
        return (claim, left.remove(at: index))
      }
      return (claim, ProofVerdict(claim: name, verdict: .explored, evidence: .exploration))
    }
    if let verdict = left.first {
      let isTwice = task.claims.contains { $0.name(in: system).hasSameBytes(as: verdict.claim) }
      throw Objection(
        isTwice
          ? "there are two verdicts of `\(verdict.claim)`"
          : "there is a verdict of `\(verdict.claim)`, which the check does not ask for")
    }
    var whole = combination
    whole.verdicts = claimed.map(\.verdict)
    whole.unnamed = 0
    let explored = whole.verdicts.count(where: \.isCounted)
    guard explored == combination.unnamed else {
      throw Objection(
        "`explored`: there are \(explored) claims without another verdict, not \(combination.unnamed)")
    }
    guard whole.hasSameText(as: combination) else {
      throw Objection("the verdicts are not in the order in which the model has the claims")
    }
    return claimed
  }

  /// The claims that states must be visited for again.
  private func open(_ claimed: [Claimed]) -> [Claim] {
    claimed.filter { $0.verdict.restsOnExploration(of: $0.claim, in: system) }.map(\.claim)
  }

  // MARK: - Runs

  /// `fired` are the rules that are seen to fire.
  private func runObjections(_ claimed: [Claimed], _ fired: inout Set<RuleID>) -> [Objection] {
    let runs = WitnessRun(system, deadlock: task.deadlock)
    var objections: [Objection] = []
    for (claim, verdict) in claimed {
      guard case .run(let run) = verdict.evidence else { continue }
      guard form.keepsRun(of: claim, in: system) else {
        objections.append(Objection("`\(verdict.claim)`: no run is kept of what is explored"))
        continue
      }
      guard verdict.verdict == (claim.isCover(in: system) ? .reached : .violated) else {
        objections.append(
          Objection("`\(verdict.claim)`: a run does not show that it is \(verdict.verdict.word)"))
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
}
