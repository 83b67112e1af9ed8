package import Checking
import Encoding
package import ModelIR

/// Checks what is claimed of one transition system, from its evidence alone.
///
/// An engine is used to count states again; nothing it says about a claim with a run or a certificate is listened to. What
/// one has against an exploration is left to the next: the last has the last word.
package struct ClaimCheck: Sendable {
  /// All claims of the check; the budget is for an exploration.
  private let task: CheckTask
  private let combination: ProofClaim.Combination
  /// By number.
  private let certificates: [Int: CertificateFilesOnDisk]
  private let engines: [any Engine]
  private let observer: any CheckObserver
  private let solvers: [any ScriptSolver]

  /// A certificate as it was read from its file, with the system that has the types it needs, and the scripts beside it.
  package struct CertificateFilesOnDisk: Sendable {
    package var system: TransitionSystem
    package var certificate: Certificate
    package var scripts: [String: String]

    package init(system: TransitionSystem, certificate: Certificate, scripts: [String: String]) {
      self.system = system
      self.certificate = certificate
      self.scripts = scripts
    }
  }

  package init(
    _ task: CheckTask, _ combination: ProofClaim.Combination, certificates: [Int: CertificateFilesOnDisk],
    engines: [any Engine], observer: any CheckObserver, solvers: [any ScriptSolver]
  ) {
    self.task = task
    self.combination = combination
    self.certificates = certificates
    self.engines = engines
    self.observer = observer
    self.solvers = solvers
  }

  private var system: TransitionSystem { task.system }

  /// Everything that is wrong; nothing if the evidence stands.
  package func objections(explores: Bool) async throws(EngineFailure) -> [Objection] {
    let names = task.claims.map { $0.name(in: system) }
    guard names == combination.verdicts.map(\.claim) else {
      return [Objection("it has not the claims of the check, in their order")]
    }
    var objections = runObjections()
    objections += await certificateObjections()
    objections += stepObjections()
    if explores { objections += try await explorationObjections() }
    return objections
  }

  private var claimed: [(claim: Claim, verdict: ProofVerdict)] {
    Array(zip(task.claims, combination.verdicts)).map { ($0, $1) }
  }

  // MARK: - Runs

  private func runObjections() -> [Objection] {
    let runs = WitnessRun(system, deadlock: task.deadlock)
    var objections: [Objection] = []
    for (claim, verdict) in claimed {
      guard case .run(let run) = verdict.evidence else { continue }
      guard verdict.verdict == (isCover(claim) ? "reached" : "violated") else {
        objections.append(Objection("`\(verdict.claim)`: a run does not show that it is \(verdict.verdict)"))
        continue
      }
      do throws(Objection) {
        try runs.check(run, of: claim)
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
    let proved = claimed.filter { if case .certificate = $0.verdict.evidence { true } else { false } }
    guard !proved.isEmpty, !task.failuresEndRuns,
      let encoding = try? TransitionEncoding.encode(system)
    else { return [] }
    return encoding.stepClaims.filter { claim in !proved.contains { $0.claim == claim } }.map {
      Objection(
        "what is proved is proved of runs in which no step fails, but `\($0.name(in: system))` is not proved")
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
    for (name, script) in derived.sorted(by: { $0.key < $1.key }) where files.scripts[name] != script.text {
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

  /// Each solver is asked for each script in pieces, every piece once.
  private func unsolved(_ scripts: [String: CertificateScripts.Script]) async -> [Objection] {
    var names: [String] = []
    var questions: [Script] = []
    var seen: Set<CertificateScripts.Part> = []
    for (name, script) in scripts.sorted(by: { $0.key < $1.key }) {
      for part in script.parts where !observer.isCancelled && seen.insert(part).inserted {
        names.append(name)
        let (text, logic) = part.script
        questions.append(Script(text: text, logic: logic))
      }
    }
    let observer = observer
    var objections: [Objection] = []
    for solver in solvers {
      let answers = await solver.answers(to: questions) { observer.isCancelled }
      var failed: Set<String> = []
      for (name, answer) in zip(names, answers) {
        guard let reason = reason(against: answer), failed.insert(name).inserted else { continue }
        objections.append(Objection("`\(name)` is no proof for \(solver.name): \(reason)"))
      }
    }
    return objections
  }

  private func reason(against answer: ScriptAnswer) -> String? {
    switch answer {
    case .unsatisfiable: nil
    case .satisfiable: "it can be satisfied"
    case .unknown(let reason): reason
    }
  }

  // MARK: - Exploration

  private func explorationObjections() async throws(EngineFailure) -> [Objection] {
    let open = claimed.filter { $0.verdict.restsOnExploration(of: $0.claim, in: system) }
    guard !open.isEmpty else {
      return combination.exploration == nil
        ? [] : [Objection("it counts states, but no verdict rests on an exploration")]
    }
    var task = task
    task.claims = open.map(\.claim)
    task.digestsStates = true
    var objections: [Objection] = []
    for (number, engine) in engines.enumerated() {
      let result: CheckResult
      do throws(EngineFailure) {
        result = try await engine.check(task, observer: observer)
      } catch {
        // The mistake of one compiler is not the next one's.
        guard error.kind == .disagreement, number < engines.count - 1 else { throw error }
        continue
      }
      objections = self.objections(to: result, of: open.map(\.verdict))
      if objections.isEmpty { break }
    }
    return objections
  }

  private func objections(to result: CheckResult, of open: [ProofVerdict]) -> [Objection] {
    var objections: [Objection] = []
    for (claimed, finding) in zip(open, result.findings) where finding.verdict.word != claimed.verdict {
      objections.append(Objection("`\(claimed.claim)` is \(finding.verdict.word), not \(claimed.verdict)"))
    }
    guard result.statistics.exploration != combination.exploration else { return objections }
    return objections + [difference(result.statistics.exploration, combination.exploration)]
  }

  private func difference(_ found: ProofClaim.Exploration?, _ claimed: ProofClaim.Exploration?) -> Objection {
    guard let found else { return Objection("the exploration did not visit all states") }
    guard let claimed else { return Objection("it does not say how many states there are") }
    if found.states != claimed.states {
      return Objection("there are \(found.states) states, not \(claimed.states)")
    }
    if found.failedSteps != claimed.failedSteps {
      return Objection("there are \(found.failedSteps) steps that fail, not \(claimed.failedSteps)")
    }
    return Objection(
      found.firings == claimed.firings
        ? "it is not the same set of states" : "the rules fire more or less often than it says")
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
