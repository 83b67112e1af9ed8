import Checking
import ExplicitState
import ModelIR
import ProofGate
import Reporting

/// Checks the evidence for one check, whatever may have happened to it.
struct GateCheck: Sendable {
  let solvers: [any ScriptSolver]
  let usesNative: Bool
  let ink: Ink
  /// Nil to check everything, whether it has stood before or not.
  let cache: GateCache?

  enum Outcome: Sendable {
    case stands
    /// It stood when it was checked last, and nothing has changed.
    case unchanged
    case falls([Objection])
    /// The model or the check is wrong, which has been shown.
    case rejected
    case failed(EngineFailure)
  }

  /// `explores` is false to leave out what takes an exploration.
  func outcome(
    of job: Job, in folder: ProofFolder, explores: Bool, observer: RunObserver
  ) async throws -> Outcome {
    let claim: ProofClaim
    switch Self.claim(in: folder) {
    case .success(let found): claim = found
    case .failure(let objection): return .falls(folder.objections + [objection])
    }
    var objections = folder.objections
    let combinations = job.combinations
    guard claim.subject.constants == job.constants, combinations.count == claim.combinations.count else {
      return .falls(objections + [Self.isStale("the check sets other values of constants")])
    }
    var subjects: [GateSubject] = []
    for combination in combinations where !observer.isCancelled {
      guard let subject = try GateSubject(combination, ink: ink) else { return .rejected }
      subjects.append(subject)
    }
    let key = cache?.key(subjects, folder)
    if let key, cache?.hasStood(key) == true, objections.isEmpty { return .unchanged }
    var used: Set<String> = [ProofClaim.fileName]
    for (subject, combination) in zip(subjects, claim.combinations) where !observer.isCancelled {
      do throws(EngineFailure) {
        let found = try await self.objections(
          to: combination, claim, subject, folder, &used, explores, observer)
        objections += found.map { subject.located($0) }
      } catch {
        return .failed(error)
      }
    }
    for name in folder.files.keys.sorted() where !used.contains(name) {
      objections.append(Objection("the file `\(name)` belongs to no claim"))
    }
    guard objections.isEmpty else { return .falls(objections) }
    if let key, explores, !observer.isCancelled { cache?.remember(key) }
    return .stands
  }

  private static func isStale(_ reason: String) -> Objection {
    Objection("\(reason); `p2pcheck gate --update` makes new ones")
  }

  private static func claim(in folder: ProofFolder) -> Result<ProofClaim, Objection> {
    guard let bytes = folder.files[ProofClaim.fileName] else {
      return .failure(Objection("it has no proofs; `p2pcheck gate --update` makes them"))
    }
    do throws(Objection) {
      return .success(try ProofClaim(bytes))
    } catch {
      return .failure(Objection("`\(ProofClaim.fileName)` \(error.message)"))
    }
  }

  private func objections(
    to combination: ProofClaim.Combination, _ claim: ProofClaim, _ subject: GateSubject,
    _ folder: ProofFolder, _ used: inout Set<String>, _ explores: Bool, _ observer: RunObserver
  ) async throws(EngineFailure) -> [Objection] {
    // The constants have been compared.
    guard claim.subject == subject.subject(constants: claim.subject.constants),
      combination.values == subject.values
    else {
      return [Self.isStale("the proofs are those of another check, or the check is made in another way")]
    }
    guard combination.system == subject.systemDigest else {
      return [Self.isStale("the model means something else than when the proofs were made")]
    }
    var objections = subject.objections(to: combination.verdicts)
    var certificates: [Int: ClaimCheck.CertificateFilesOnDisk] = [:]
    for note in combination.certificates {
      let name = CertificateFiles.invariantName(note.number)
      let scripts = folder.files.keys.filter { $0.hasPrefix("\(note.number).") && $0 != name }
      used.formUnion(scripts)
      used.insert(name)
      guard let text = folder.text(name) else {
        objections.append(Objection("the invariant `\(name)` is missing"))
        continue
      }
      do throws(Objection) {
        let (system, certificate) = try subject.certificate(text, inductionDepth: note.inductionDepth)
        certificates[note.number] = ClaimCheck.CertificateFilesOnDisk(
          system: system, certificate: certificate,
          scripts: Dictionary(
            uniqueKeysWithValues: scripts.compactMap { name in folder.text(name).map { (name, $0) } }))
      } catch {
        objections.append(Objection("the invariant `\(name)` \(error.message)"))
      }
    }
    // Whatever the check's engine: what is proved has a certificate, and nothing is proved anew here.
    let effort = CompilerEffort(claimed: combination.exploration?.states ?? 0)
    // A compiler that few use may be wrong.
    let efforts = effort == .least ? [.least, .little] : [effort]
    let check = ClaimCheck(
      subject.task, combination, certificates: certificates,
      engines: efforts.map {
        EngineRegistry.explorer(usesNative: usesNative, startsInterpreted: false, effort: $0)
      },
      observer: observer, solvers: solvers)
    return objections + (try await check.objections(explores: explores))
  }
}

extension GateSubject {
  /// Says which combination of a sweep it is.
  fileprivate func located(_ objection: Objection) -> Objection {
    guard !job.combination.isEmpty else { return objection }
    let values = job.combination.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    return Objection("\(values): \(objection.message)")
  }
}
