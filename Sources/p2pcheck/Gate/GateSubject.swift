import Checking
import Checks
import Diagnostics
import Digests
import ExplicitState
import Foundation
import ModelIR
import ProofGate
import Reporting
import Wording

/// One combination of a check, as today's model has it.
struct GateSubject {
  let job: Job
  let model: LoadedModel
  let task: CheckTask
  /// The scalarset that properties are to be proved for every size of.
  let anySize: String?
  let expectations: Expectations

  /// Nil if the model or the check is wrong, which has been shown then.
  init?(_ job: Job, ink: Ink) throws {
    let model = try ModelLoader.load(job.model, settings: job.settings)
    guard let system = model.system else {
      DiagnosticOutput.show(model.diagnostics, in: model.sources, ink: ink)
      return nil
    }
    let expectations = try job.expectations(in: system)
    guard !expectations.hasErrors else {
      DiagnosticOutput.show(expectations.diagnostics, in: job.check?.sources ?? SourceMap(), ink: ink)
      return nil
    }
    self.job = job
    self.model = model
    anySize = try job.anySize(in: system)
    var task = try job.task(on: system)
    task.budget.jobs = 1
    self.task = task
    self.expectations = expectations.value
  }

  var values: [String] { job.combination.map(\.value) }

  /// What the check is about; the same for all combinations, which know only their own values of the constants.
  func subject(constants: [ConstantValues]) -> ProofClaim.Subject {
    ProofClaim.Subject(
      check: job.name, model: job.modelAsWritten, constants: constants, engine: engine,
      deadlock: job.deadlock.rawValue, symmetry: job.symmetry,
      failuresEndRuns: job.failuresEndRuns, maximumDepth: job.budget.maximumDepth, anySize: anySize)
  }

  /// `sha256:` and the digest of what the system means, which has neither comments nor layout.
  var systemDigest: String { SHA256.hash(data: SystemMeaning.bytes(of: task.system)).text }

  /// The name of the engine that has to give the verdicts.
  var engine: String { EngineRegistry.name(for: job, anySize: anySize, on: task.system) }

  /// What evidence its verdicts should have.
  var form: ProofClaim.Form {
    // What a proof for every size leaves open, the exploration of the size at hand tells.
    let isExplored = engine == ExplicitEngine.name || anySize != nil
    return ProofClaim.Form(isSweep: !job.combination.isEmpty, isCounted: isExplored)
  }

  // MARK: - What a claim should say

  /// What a claim says otherwise about what it is about, a clause for each member.
  func objections(to claim: ProofClaim.Subject, constants: [ConstantValues]) -> [Objection] {
    let subject = subject(constants: constants)
    func depth(_ subject: ProofClaim.Subject) -> String { subject.maximumDepth.map { "\($0)" } ?? "no bound" }
    func text(_ constants: [ConstantValues]) -> String {
      "{" + constants.map { "\($0.name): [\($0.values.joined(separator: ", "))]" }.joined(separator: ", ")
        + "}"
    }
    let members: [(name: String, claimed: String, actual: String)] = [
      ("check", claim.check, subject.check), ("model", claim.model, subject.model),
      ("constants", text(claim.constants), text(subject.constants)),
      ("engine", claim.engine, subject.engine), ("deadlock", claim.deadlock, subject.deadlock),
      ("symmetry", "\(claim.symmetry)", "\(subject.symmetry)"),
      ("any", claim.anySize ?? "no type", subject.anySize ?? "no type"),
      ("failuresEndRuns", "\(claim.failuresEndRuns)", "\(subject.failuresEndRuns)"),
      ("maximumDepth", depth(claim), depth(subject)),
    ]
    return members.filter { !$0.claimed.hasSameBytes(as: $0.actual) }.map {
      Objection("`\($0.name)` is `\($0.actual)` now; the proofs were made with `\($0.claimed)`")
    }
  }

  /// What is wrong with the words of the verdicts.
  func objections(to verdicts: [ProofVerdict]) -> [Objection] {
    zip(task.claims, verdicts).compactMap { claim, verdict in
      guard expectations.isMet(by: verdict.verdict, of: claim) == false,
        let expected = expectations.clause(for: claim)
      else { return nil }
      return Objection(
        "`\(verdict.claim)` is \(verdict.verdict.word), but by the file of checks it \(expected)")
    }
  }

  /// What a check never exercises without listing it, or lists although it does: of a sweep all combinations together.
  static func objections(to vacuities: [Vacuity], of subjects: [GateSubject]) -> [Objection] {
    let all = zip(vacuities, subjects).map {
      Exercised($0, expectations: $1.expectations, system: $1.task.system)
    }
    let everywhere = Exercised.surprises(of: all)
    return everywhere.map { Objection($0.text) }
      + Exercised.contradictions(in: all, beyond: everywhere).map {
        subjects[$0.position].located(Objection($0.surprise.text))
      }
  }

  /// Says which combination of a sweep it is.
  func located(_ objection: Objection) -> Objection {
    guard !job.combination.isEmpty else { return objection }
    let values = job.combination.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    return Objection("\(values): \(objection.message)")
  }

  // MARK: - Certificates

  /// Reads an invariant as if it stood at the end of the model; it must be written as p2pcheck writes it.
  func certificate(
    _ bytes: [UInt8], inductionDepth: Int
  ) throws(Objection) -> (system: TransitionSystem, certificate: Certificate) {
    let found = try read(String(decoding: bytes, as: UTF8.self), inductionDepth)
    guard CertificateFiles.invariantText(of: found.certificate, in: found.system).utf8.elementsEqual(bytes)
    else {
      throw Objection("is not written as p2pcheck writes it")
    }
    return found
  }

  /// The text of a certificate of the engine's, and the certificate as it is read back from it.
  func written(
    _ certificate: Certificate
  ) throws(Objection) -> (text: String, system: TransitionSystem, certificate: Certificate) {
    var text = CertificateFiles.invariantText(of: certificate, in: task.system)
    // What the engine writes in another way than it is read is settled the first time.
    for _ in 0..<3 {
      let found = try read(text, certificate.inductionDepth)
      let again = CertificateFiles.invariantText(of: found.certificate, in: found.system)
      if again.hasSameBytes(as: text) { return (text, found.system, found.certificate) }
      text = again
    }
    throw Objection("reads in another way each time")
  }

  private func read(
    _ text: String, _ inductionDepth: Int
  ) throws(Objection) -> (system: TransitionSystem, certificate: Certificate) {
    guard let extended = ModelLoader.system(of: model, extendedBy: text, settings: job.settings) else {
      throw Objection("is no Murphi, or speaks of something that the model does not have")
    }
    let base = task.system
    let isSame =
      extended.variables == base.variables && extended.functions == base.functions
      && extended.startStates == base.startStates && extended.rules == base.rules
      && Array(extended.types.prefix(base.types.count)) == base.types
      && Array(extended.properties.prefix(base.properties.count)) == base.properties
    var added = Array(extended.properties.dropFirst(base.properties.count))
    guard isSame, added.allSatisfy({ $0.kind == .invariant }) else {
      throw Objection("has more than invariants")
    }
    let file = SourceFile(name: "", bytes: model.bytes(extendedBy: text))
    for index in added.indices {
      let known = extended.properties.prefix(base.properties.count + index).map(\.name)
      added[index].name = Self.nameAsWritten(added[index], known: known, in: file)
    }
    var system = extended
    system.properties = base.properties
    return (system, Certificate(invariants: added, inductionDepth: inductionDepth, strategy: ""))
  }

  /// Without the number of a name that is known already, and without the line by which a property is called without name.
  private static func nameAsWritten(_ property: Property, known: [String], in file: SourceFile) -> String {
    var name = property.name
    if let match = name.wholeMatch(of: /(.*) \(\d+\)/), known.contains(where: match.1.hasSameBytes) {
      name = String(match.1)
    }
    let line = file.position(of: property.range.start).line
    return name.hasSameBytes(as: "invariant at line \(line)") ? "" : name
  }
}
