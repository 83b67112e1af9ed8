import Checking
import Checks
import Encoding
import ExplicitState
import ModelIR
import ProofGate
import Reporting
import Wording

/// Checks the evidence for one check, whatever may have happened to it.
struct GateCheck: Sendable {
  let solvers: [any ScriptSolver]
  let engines: EngineRegistry
  let ink: Ink
  /// Where the questions of certificates are written; nil if they are not.
  let scripts: ScriptFolder?
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
    var subjects: [GateSubject] = []
    for combination in job.combinations where !observer.isCancelled {
      guard let subject = try GateSubject(combination, ink: ink) else { return .rejected }
      subjects.append(subject)
    }
    var objections = folder.objections + Self.objections(to: claim, job, subjects)
    guard objections.isEmpty else { return .falls(objections) }
    let key = cache?.key(subjects, folder)
    if let key, cache?.hasStood(key) == true { return .unchanged }
    var used: Set<ProofFile> = [.claim]
    var vacuities: [Vacuity] = []
    for (subject, combination) in zip(subjects, claim.combinations) where !observer.isCancelled {
      do throws(EngineFailure) {
        let found = try await self.outcome(of: combination, subject, folder, &used, explores, observer)
        objections += found.objections.map { subject.located($0) }
        try scripts?.write(found.scripts, of: job.name)
        if let vacuity = found.vacuity { vacuities.append(vacuity) }
      } catch {
        return .failed(error)
      }
    }
    for name in folder.files.keys.sorted() {
      if let file = ProofFile(named: name), !used.contains(file) {
        objections.append(Objection("the file `\(name)` belongs to no claim"))
      }
    }
    // Of what was not looked at to its end nothing is known.
    if vacuities.count == subjects.count {
      objections += GateSubject.objections(to: vacuities, of: subjects)
    }
    guard objections.isEmpty else { return .falls(objections) }
    if let key, explores, !observer.isCancelled { cache?.remember(key) }
    return .stands
  }

  /// What the proofs are of, compared with what they should be of.
  private static func objections(
    to claim: ProofClaim, _ job: Job, _ subjects: [GateSubject]
  ) -> [Objection] {
    guard let first = subjects.first else { return [] }
    let objections = first.objections(to: claim.subject, constants: job.constants)
    guard objections.isEmpty else { return objections.map { isStale($0.message) } }
    guard claim.combinations.count == subjects.count else {
      return [Objection("`combinations`: there are \(subjects.count), not \(claim.combinations.count)")]
    }
    var numbers: Set<Int> = []
    for note in claim.combinations.flatMap(\.certificates) where !numbers.insert(note.number).inserted {
      return [Objection("`certificates`: there are two with the number \(note.number)")]
    }
    return []
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

  private func outcome(
    of combination: ProofClaim.Combination, _ subject: GateSubject, _ folder: ProofFolder,
    _ used: inout Set<ProofFile>, _ explores: Bool, _ observer: RunObserver
  ) async throws(EngineFailure) -> ClaimCheck.Outcome {
    for note in combination.certificates {
      used.insert(.invariant(note.number))
    }
    func falls(_ reason: String) -> ClaimCheck.Outcome {
      ClaimCheck.Outcome(objections: [Self.isStale(reason)])
    }
    guard combination.values.elementsEqual(subject.values, by: { $0.hasSameBytes(as: $1) }) else {
      return falls("`values` are those of another combination")
    }
    guard combination.system.hasSameBytes(as: subject.systemDigest) else {
      return falls("the model means something else than when the proofs were made (`system`)")
    }
    var objections: [Objection] = []
    var certificates: [Int: ClaimCheck.ReadCertificate] = [:]
    for note in combination.certificates {
      do throws(Objection) {
        certificates[note.number] = try certificate(of: note, subject, folder)
      } catch {
        objections.append(error)
      }
    }
    // Whatever the check's engine: what is proved has a certificate, and nothing is proved anew here.
    let effort = CompilerEffort(claimed: combination.exploration?.states ?? 0)
    // A compiler that few use may be wrong.
    let efforts = effort == .least ? [.least, .little] : [effort]
    let check = ClaimCheck(
      subject.task, combination, form: subject.form, anySize: subject.anySize, certificates: certificates,
      engines: efforts.map { engines.explorer(effort: $0, start: .compiled) },
      observer: observer, solvers: solvers)
    var outcome = try await check.outcome(explores: explores)
    outcome.objections = subject.objections(to: outcome.verdicts) + objections + outcome.objections
    return outcome
  }

  private func certificate(
    of note: ProofClaim.CertificateNote, _ subject: GateSubject, _ folder: ProofFolder
  ) throws(Objection) -> ClaimCheck.ReadCertificate {
    let name = CertificateFiles.invariantName(note.number)
    guard let bytes = folder.files[name] else { throw Objection("the invariant `\(name)` is missing") }
    do throws(Objection) {
      let (system, certificate) = try subject.certificate(bytes, inductionDepth: note.inductionDepth)
      return ClaimCheck.ReadCertificate(system: system, certificate: certificate)
    } catch {
      throw Objection("the invariant `\(name)` \(error.message)")
    }
  }
}
