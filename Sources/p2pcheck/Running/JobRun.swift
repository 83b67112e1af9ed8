import Checking
import Diagnostics
import ModelIR
import Reporting

/// Reads the model of a job and has an engine check it.
struct JobRun: Sendable {
  let usesNative: Bool
  let countsOrbits: Bool
  /// Where what proves us wrong is saved.
  let bugFolder: String?
  /// How diagnostics and failures are shown; nil if they are not.
  let ink: Ink?

  func outcome(
    of job: Job, observer: any CheckObserver
  ) async throws(UsageFailure) -> ReportEntry.Outcome {
    let model: LoadedModel
    do {
      model = try ModelLoader.load(job.model, settings: job.settings)
    } catch {
      return failed(EngineFailure(.inputOutput, error.message))
    }
    // What a check's constants switch off stands in its lists; `lint` has the warnings.
    show(model.diagnostics.filter { job.check == nil || $0.severity == .error }, in: model.sources)
    guard let system = model.system else { return .rejected(model.diagnostics, model.sources) }
    let expectations = try job.expectations(in: system)
    if expectations.hasErrors, let check = job.check {
      show(expectations.diagnostics, in: check.sources)
      return .rejected(expectations.diagnostics, check.sources)
    }
    let task = try job.task(on: system, countsOrbits: countsOrbits)
    let engine = EngineRegistry.engine(
      for: job.engine, usesNative: usesNative, effort: job.effort,
      checkpoints: job.checkpoints(of: task, digest: model.digest))
    do {
      let result = try await engine.check(task, observer: observer)
      return .checked(
        CheckedModel(
          context: TraceContext(system: system, sources: model.sources), digest: model.digest,
          settings: job.settings.map { TraceDocument.Setting(name: $0.name, value: $0.value) },
          engine: EngineRegistry.name(of: job.engine, for: system), deadlock: job.deadlock,
          symmetry: job.symmetry,
          result: result, expectations: expectations.value, warnings: model.diagnostics))
    } catch {
      guard error.kind == .disagreement else { return failed(error) }
      let place = BugReport.save(error.message, of: job, sources: model.sources, folder: bugFolder)
      return failed(EngineFailure(.disagreement, "\(error.message); \(place)"))
    }
  }

  private func failed(_ failure: EngineFailure) -> ReportEntry.Outcome {
    if ink != nil {
      Console.warn("\(failure.kind == .disagreement ? "internal error" : "error"): \(failure.message)")
    }
    return .failed(failure)
  }

  private func show(_ diagnostics: [Diagnostic], in sources: SourceMap) {
    if let ink { DiagnosticOutput.show(diagnostics, in: sources, ink: ink) }
  }
}
