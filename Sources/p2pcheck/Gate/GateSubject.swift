import Checking
import Diagnostics
import Digests
import Foundation
import ModelIR
import ProofGate
import Reporting

/// One combination of a check, as today's model has it.
struct GateSubject {
  let job: Job
  let model: LoadedModel
  let task: CheckTask
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
      failuresEndRuns: job.failuresEndRuns, maximumDepth: job.budget.maximumDepth)
  }

  /// `sha256:` and the digest of the system as text, which has neither comments nor layout.
  var systemDigest: String {
    SHA256.hash(data: Data(SystemText.text(of: task.system).utf8)).text
  }

  /// The name of the engine that has to give the verdicts.
  var engine: String { EngineRegistry.name(of: job.engine, for: task.system) }

  /// What is wrong with the words of the verdicts.
  func objections(to verdicts: [ProofVerdict]) -> [Objection] {
    zip(task.claims, verdicts).compactMap { claim, verdict in
      guard let word = expectations.word(for: claim) else { return nil }
      let holds = ["proved", "explored", "reached"].contains(verdict.verdict)
      guard word == "holds" ? !holds : word != verdict.verdict else { return nil }
      let expected = word == "holds" ? "it should hold" : "it should be \(word)"
      return Objection("`\(verdict.claim)` is \(verdict.verdict), but by the file of checks \(expected)")
    }
  }

  /// Reads an invariant as if it stood at the end of the model.
  func certificate(
    _ text: String, inductionDepth: Int
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
    let added = extended.properties.dropFirst(base.properties.count)
    guard isSame, added.allSatisfy({ $0.kind == .invariant }) else {
      throw Objection("has more than invariants")
    }
    var system = extended
    system.properties = base.properties
    return (
      system, Certificate(invariants: Array(added), inductionDepth: inductionDepth, strategy: "")
    )
  }
}
