import Checking
import Checks
import Encoding
import ModelIR
import Parametric
import ProofGate
import Reporting

/// Turns fresh verdicts into the files of `proofs/<check>`.
struct ProofWriter {
  private(set) var files: [String: String] = [:]
  private var combinations: [ProofClaim.Combination] = []
  /// The number of each certificate, of all combinations.
  private var certificateCount = 0
  private var subject: ProofClaim.Subject?

  /// What is claimed of the combinations added so far.
  var claim: ProofClaim? { subject.map { ProofClaim(subject: $0, combinations: combinations) } }

  /// All files, the claim included.
  var allFiles: [String: String] {
    guard let claim else { return [:] }
    return files.merging([ProofClaim.fileName: claim.json]) { $1 }
  }

  mutating func add(_ subject: GateSubject, _ result: CheckResult, constants: [ConstantValues]) throws {
    self.subject = self.subject ?? subject.subject(constants: constants)
    let runs = WitnessRun(subject.task.system, deadlock: subject.task.deadlock)
    let form = subject.form
    var numbers: [Certificate: Int] = [:]
    var verdicts: [ProofVerdict] = []
    for finding in result.findings {
      var evidence = ProofVerdict.Evidence.exploration
      if let trace = finding.verdict.trace, form.keepsRun(of: finding.claim, in: subject.task.system) {
        evidence = .run(runs.text(of: trace))
      }
      if case .proved(let certificate) = finding.verdict {
        let number = numbers[certificate] ?? certificateCount + numbers.count + 1
        numbers[certificate] = number
        evidence = .certificate(number)
      }
      verdicts.append(
        ProofVerdict(
          claim: finding.claim.name(in: subject.task.system), verdict: finding.verdict.kind,
          evidence: evidence))
    }
    certificateCount += numbers.count
    var notes: [ProofClaim.CertificateNote] = []
    for (certificate, number) in numbers.sorted(by: { $0.value < $1.value }) {
      let claims = result.findings.filter { $0.verdict == .proved(certificate) }.map(\.claim)
      notes.append(try add(certificate, number: number, claims, subject))
    }
    let isCounted =
      form.isCounted
      || zip(result.findings, verdicts).contains {
        $1.restsOnExploration(of: $0.claim, in: subject.task.system)
      }
    combinations.append(
      ProofClaim.Combination(
        values: subject.values, system: subject.systemDigest,
        exploration: isCounted ? result.statistics.exploration : nil,
        certificates: notes, verdicts: verdicts))
  }

  /// The scripts follow from the invariant as it is read back, not as the engine had it.
  private mutating func add(
    _ certificate: Certificate, number: Int, _ claims: [Claim], _ subject: GateSubject
  ) throws -> ProofClaim.CertificateNote {
    let without = certificate.everySize?.without ?? []
    let (text, system, certificate) = try subject.written(certificate)
    files[CertificateFiles.invariantName(number)] = text
    var note = ProofClaim.CertificateNote(
      number: number, inductionDepth: certificate.inductionDepth, scripts: "")
    let scripts: [String: CertificateScripts.Script]
    if let anySize = subject.anySize {
      let family = try FamilyCertificate(certificate, of: system, anySize: anySize, without: without)
      note.everySize = ProofClaim.CertificateNote.Family(
        type: anySize, cutoff: family.cutoff, without: family.without)
      scripts = try CertificateFiles.scripts(
        number: number, family, for: claims, failuresEndRuns: subject.task.failuresEndRuns)
    } else {
      scripts = try CertificateFiles(
        number: number, certificate, of: system, deadlock: subject.task.deadlock
      ).scripts(for: claims)
    }
    note.scripts = CertificateFiles.digest(of: scripts)
    return note
  }
}
