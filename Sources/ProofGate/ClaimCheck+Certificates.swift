import Checking
import Checks
import Encoding
import ModelIR
import Parametric
import Z3

/// Claims that rest on certificates: each is a proof for every solver, and tells what of the model is out of reach.
extension ClaimCheck {
  func certificateOutcome(_ claimed: [Claimed]) async -> Outcome {
    var outcome = Outcome(objections: [])
    for (_, verdict) in claimed where verdict.verdict == .proved && verdict.evidence == .exploration {
      outcome.objections.append(Objection("`\(verdict.claim)`: it is proved without a certificate"))
    }
    for (claim, verdict) in claimed where verdict.verdict == .explored {
      guard let anySize, claim.objectionToEverySize(in: system) == nil else { continue }
      outcome.objections.append(
        Objection("`\(verdict.claim)`: it is explored at one size of `\(anySize)`, not proved for every one"))
    }
    for (_, verdict) in claimed {
      guard case .certificate(let number) = verdict.evidence, certificates[number] == nil else { continue }
      outcome.objections.append(Objection("`\(verdict.claim)`: there is no certificate \(number)"))
    }
    for (number, read) in certificates.sorted(by: { $0.key < $1.key }) {
      let claims = claimed.filter { $0.verdict.evidence == .certificate(number) }
      if claims.isEmpty {
        outcome.objections.append(Objection("`certificates`: no verdict rests on certificate \(number)"))
        continue
      }
      // Of a cover it shows that no state satisfies it.
      for (_, verdict) in claims.filter({ $0.claim.isCover(in: system) }) {
        outcome.objections.append(
          Objection("`\(verdict.claim)`: a certificate does not show that a cover is reached"))
      }
      let scripts: [String: CertificateScripts.Script]
      do throws(Objection) {
        scripts = try self.scripts(of: read, number, claims.map(\.claim))
      } catch {
        outcome.objections.append(error)
        continue
      }
      let claimed = combination.certificates.first { $0.number == number }?.scripts ?? ""
      guard claimed.hasSameBytes(as: CertificateFiles.digest(of: scripts)) else {
        outcome.objections.append(
          Objection("`scripts`: other ones follow from the model and the invariant of certificate \(number)"))
        continue
      }
      outcome.objections += await unsolved(scripts)
      outcome.scripts.merge(scripts) { $1 }
    }
    return outcome
  }

  /// What solvers are to be asked about a certificate: of every size up to the cutoff if it is to be for all of them.
  private func scripts(
    of read: ReadCertificate, _ number: Int, _ claims: [Claim]
  ) throws(Objection) -> [String: CertificateScripts.Script] {
    func objection(_ reason: String) -> Objection {
      Objection("the scripts of certificate \(number) cannot be made: \(reason)")
    }
    let note = combination.certificates.first { $0.number == number }
    guard let anySize else {
      guard note?.everySize == nil else { throw Objection("`everySize`: the check is about one size") }
      do {
        return try CertificateFiles(
          number: number, read.certificate, of: read.system, deadlock: task.deadlock
        )
        .scripts(for: claims)
      } catch {
        throw objection(error.message)
      }
    }
    let certificate: FamilyCertificate
    do throws(Refusal) {
      certificate = try familyCertificate(read, number, anySize)
    } catch {
      throw Objection("certificate \(number) is not one for every size of `\(anySize)`: \(error.reason)")
    }
    for claim in claims {
      guard let reason = certificate.objection(to: claim) else { continue }
      throw Objection("`\(claim.name(in: system))`: \(reason)")
    }
    guard let claimed = note?.everySize, claimed.type.hasSameBytes(as: anySize),
      claimed.cutoff == certificate.cutoff
    else {
      throw Objection(
        "`everySize`: certificate \(number) must be inductive at sizes 1 to \(certificate.cutoff) of `\(anySize)`"
      )
    }
    guard claimed.without.elementsEqual(certificate.without, by: { $0.hasSameBytes(as: $1) }) else {
      throw Objection("`without`: what certificate \(number) sets aside is written in another way")
    }
    do {
      return try CertificateFiles.scripts(
        number: number, certificate, for: claims, failuresEndRuns: task.failuresEndRuns)
    } catch {
      throw objection(error.message)
    }
  }

  private func familyCertificate(
    _ read: ReadCertificate, _ number: Int, _ anySize: String
  ) throws(Refusal) -> FamilyCertificate {
    let note = combination.certificates.first { $0.number == number }
    return try FamilyCertificate(
      read.certificate, of: read.system, anySize: anySize, without: note?.everySize?.without ?? [])
  }

  /// A proof is about runs in which no step fails.
  func stepObjections(_ claimed: [Claimed]) -> [Objection] {
    let isProved = claimed.contains { if case .certificate = $0.verdict.evidence { true } else { false } }
    guard isProved else { return [] }
    var steps: [Claim] = []
    if let anySize {
      for (number, read) in certificates {
        // What is no certificate for every size is objected to elsewhere; what is without properties shows it itself.
        guard let certificate = try? familyCertificate(read, number, anySize),
          !certificate.isWithoutProperties
        else { continue }
        guard let claims = try? certificate.stepClaims() else {
          return [Objection("whether a step can fail cannot be told at every size of `\(anySize)`")]
        }
        steps += claims.filter { !steps.contains($0) }
      }
    } else {
      guard let encoding = try? TransitionEncoding.encode(system) else { return [] }
      steps = encoding.stepClaims
    }
    return openSteps(steps, claimed).map {
      Objection(
        "what is proved is proved of runs in which no step fails, but `\($0.name(in: system))` is not proved")
    }
  }

  /// The claims that steps do not fail which nothing proves, though they should not.
  private func openSteps(_ steps: [Claim], _ claimed: [Claimed]) -> [Claim] {
    guard !task.failuresEndRuns else { return [] }
    return steps.filter { claim in
      !claimed.contains {
        guard $0.claim == claim, case .certificate = $0.verdict.evidence else { return false }
        return true
      }
    }
  }

  /// Each solver is asked for each script.
  private func unsolved(_ scripts: [String: CertificateScripts.Script]) async -> [Objection] {
    let observer = observer
    let named = scripts.sorted { $0.key < $1.key }.map { (name: $0.key, script: $0.value) }
    var objections: [Objection] = []
    for solver in solvers {
      let failures = await CertificateCheck(by: solver) { observer.isCancelled }.failures(of: named)
      objections += failures.sorted { $0.key < $1.key }.map { name, failure in
        Objection("`\(name)` is no proof for \(solver.name): \(reason(failure))")
      }
    }
    return objections
  }

  private func reason(_ failure: CertificateCheck.Failure) -> String {
    switch failure {
    case .refused: "it can be satisfied"
    case .undecided(let reason): reason
    }
  }

  /// What the certificates tell of rules and premises, or the ranges of the types alone.
  func provedVacuity(_ claimed: [Claimed], _ fired: Set<RuleID>) async -> Vacuity {
    let proved: [PropertyID] = claimed.compactMap { claim, verdict in
      if case .property(let id) = claim, verdict.verdict == .proved { id } else { nil }
    }
    let known = certificates.sorted { $0.key < $1.key }.map {
      ($0.value.system, Optional($0.value.certificate))
    }
    return await onDeepStack { () -> Vacuity in
      var statistics = Statistics()
      statistics.rulesSeenFiring = fired
      for (system, certificate) in known.isEmpty ? [(self.system, nil)] : known {
        guard !self.observer.isCancelled, let encoding = try? TransitionEncoding.encode(system),
          // What lies behind steps that fail is not known.
          self.openSteps(encoding.stepClaims, claimed).isEmpty,
          let questions = try? VacuityQuestions(encoding, certificate),
          var search = try? ImpossibilitySearch(assuming: questions.assumption)
        else { continue }
        questions.answer(&statistics, proved: proved) { condition in
          !self.observer.isCancelled && search.isImpossible(condition)
        }
      }
      return Vacuity(CheckResult(findings: [], statistics: statistics, notes: []), of: self.system)
    }
  }
}
