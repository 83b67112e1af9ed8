import Checking
import Encoding
import ModelIR
import Reporting
import Z3

/// Claims that rest on certificates: each is a proof for every solver, and tells what of the model is out of reach.
extension ClaimCheck {
  func certificateObjections() async -> [Objection] {
    var objections: [Objection] = []
    for (_, verdict) in claimed where verdict.verdict == "proved" && verdict.evidence == .exploration {
      objections.append(Objection("`\(verdict.claim)`: it is proved without a certificate"))
    }
    for (_, verdict) in claimed {
      guard case .certificate(let number) = verdict.evidence, certificates[number] == nil else { continue }
      objections.append(Objection("`\(verdict.claim)`: there is no certificate \(number)"))
    }
    for (number, files) in certificates.sorted(by: { $0.key < $1.key }) {
      let claims = claimed.filter { $0.verdict.evidence == .certificate(number) }
      if claims.isEmpty {
        objections.append(Objection("`certificates`: no verdict rests on certificate \(number)"))
        continue
      }
      for (_, verdict) in claims where verdict.verdict != "proved" {
        objections.append(
          Objection("`\(verdict.claim)`: a certificate does not show that it is \(verdict.verdict)"))
      }
      objections += await self.objections(to: files, number: number, claims.map(\.claim))
    }
    return objections
  }

  /// A proof is about runs in which no step fails.
  func stepObjections() -> [Objection] {
    let isProved = claimed.contains { if case .certificate = $0.verdict.evidence { true } else { false } }
    guard isProved, let encoding = try? TransitionEncoding.encode(system) else { return [] }
    return openSteps(encoding).map {
      Objection(
        "what is proved is proved of runs in which no step fails, but `\($0.name(in: system))` is not proved")
    }
  }

  /// The claims that steps do not fail which nothing proves, though they should not.
  private func openSteps(_ encoding: TransitionEncoding) -> [Claim] {
    guard !task.failuresEndRuns else { return [] }
    return encoding.stepClaims.filter { claim in
      !claimed.contains {
        guard $0.claim == claim, case .certificate = $0.verdict.evidence else { return false }
        return true
      }
    }
  }

  private func objections(
    to files: CertificateFilesOnDisk, number: Int, _ claims: [Claim]
  ) async -> [Objection] {
    let derived: [String: CertificateScripts.Script]
    do {
      derived = try CertificateFiles(
        number: number, files.certificate, of: files.system, deadlock: task.deadlock
      ).scripts(for: claims)
    } catch {
      return [Objection("the scripts of certificate \(number) cannot be made: \(error.message)")]
    }
    var objections: [Objection] = []
    for (name, script) in derived.sorted(by: { $0.key < $1.key })
    where files.scripts[name] != Array(script.text.utf8) {
      let reason =
        files.scripts[name] == nil ? "is missing" : "does not follow from the model and the invariant"
      objections.append(Objection("the script `\(name)` \(reason)"))
    }
    for name in files.scripts.keys.sorted() where derived[name] == nil {
      objections.append(Objection("the script `\(name)` belongs to no claim"))
    }
    guard objections.isEmpty else { return objections }
    return await unsolved(derived)
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
  func provedVacuity(_ fired: Set<RuleID>) async -> Vacuity {
    let proved: [PropertyID] = claimed.compactMap { claim, verdict in
      if case .property(let id) = claim, verdict.verdict == "proved" { id } else { nil }
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
          self.openSteps(encoding).isEmpty, let questions = try? VacuityQuestions(encoding, certificate),
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
