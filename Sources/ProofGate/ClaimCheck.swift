package import Checking
package import Encoding
package import ModelIR
package import Reporting
import Z3

/// Checks what is claimed of one transition system, from its evidence alone.
///
/// An engine is used to count states again; nothing it says about a claim with a run or a certificate is listened to. What
/// one has against an exploration is left to the next: the last has the last word.
package struct ClaimCheck: Sendable {
  /// All claims of the check; the budget is for an exploration.
  private let task: CheckTask
  private let combination: ProofClaim.Combination
  private let form: ProofClaim.Form
  /// By number.
  private let certificates: [Int: CertificateFilesOnDisk]
  private let engines: [any Engine]
  private let observer: any CheckObserver
  private let solvers: [any ScriptSolver]

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

  private var system: TransitionSystem { task.system }

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
    return Outcome(objections: objections, vacuity: objections.isEmpty ? exploration.vacuity : nil)
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

  private var claimed: [(claim: Claim, verdict: ProofVerdict)] {
    Array(zip(task.claims, combination.verdicts)).map { ($0, $1) }
  }

  /// The claims that states must be visited for again.
  private var open: [Claim] {
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

  // MARK: - Certificates

  private func certificateObjections() async -> [Objection] {
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
  private func stepObjections() -> [Objection] {
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
  private func provedVacuity(_ fired: Set<RuleID>) async -> Vacuity {
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

  // MARK: - Exploration

  private func exploration() async throws(EngineFailure) -> Outcome {
    let open = open
    var task = task
    // What an exploration never exercises is known if it is one of all claims.
    if !form.isCounted { task.claims = open }
    task.digestsStates = true
    var outcome = Outcome(objections: [])
    for (number, engine) in engines.enumerated() {
      let result: CheckResult
      do throws(EngineFailure) {
        result = try await engine.check(task, observer: observer)
      } catch {
        // The mistake of one compiler is not the next one's.
        guard error.kind == .disagreement, number < engines.count - 1 else { throw error }
        continue
      }
      outcome.objections = objections(to: result, open)
      outcome.vacuity = form.isCounted ? Vacuity(result, of: system) : nil
      if outcome.objections.isEmpty { break }
    }
    return outcome
  }

  private func objections(to result: CheckResult, _ open: [Claim]) -> [Objection] {
    var objections: [Objection] = []
    for (claim, claimed) in claimed where open.contains(claim) {
      guard let verdict = result.findings.first(where: { $0.claim == claim })?.verdict else { continue }
      if verdict.word != claimed.verdict {
        objections.append(Objection("`\(claimed.claim)` is \(verdict.word), not \(claimed.verdict)"))
      } else if form.keepsRuns, verdict.trace != nil, claimed.evidence == .exploration {
        objections.append(
          Objection("`\(claimed.claim)`: `run` is missing, which shows that it is \(verdict.word)"))
      }
    }
    guard result.statistics.exploration != combination.exploration else { return objections }
    return objections + [difference(result.statistics.exploration, combination.exploration)]
  }

  private func difference(_ found: ProofClaim.Exploration?, _ claimed: ProofClaim.Exploration?) -> Objection {
    guard let found else { return Objection("`exploration`: not all states were visited") }
    guard let claimed else { return Objection("`exploration` is missing: there are \(found.states) states") }
    if found.states != claimed.states {
      return Objection("`states`: there are \(found.states) states, not \(claimed.states)")
    }
    guard found.firings.count == claimed.firings.count else {
      return Objection("`firings`: there are \(found.firings.count) rules, not \(claimed.firings.count)")
    }
    for (rule, counts) in zip(system.rules, zip(found.firings, claimed.firings)) where counts.0 != counts.1 {
      return Objection("`firings`: `\(rule.name)` fires \(counts.0) times, not \(counts.1)")
    }
    if found.failedSteps != claimed.failedSteps {
      return Objection("`failedSteps`: \(found.failedSteps) steps fail, not \(claimed.failedSteps)")
    }
    return Objection("`digest`: it is not the same set of states")
  }
}

extension ProofVerdict {
  /// Whether states must be visited again; `unknown` claims nothing, and what is proved has a certificate.
  ///
  /// That a run from somewhere on never comes to a liveness property says the run; that no other does, an exploration.
  package func restsOnExploration(of claim: Claim, in system: TransitionSystem) -> Bool {
    if case .property(let id) = claim, system[id].kind == .liveness { return true }
    return evidence == .exploration && verdict != "unknown" && verdict != "proved"
  }
}

extension Statistics {
  /// What a claim says about an exploration; nil if it was not finished.
  package var exploration: ProofClaim.Exploration? {
    stateDigest.map {
      ProofClaim.Exploration(states: states, firings: firingsPerRule, failedSteps: failedSteps, digest: $0)
    }
  }
}
