import Checking
import Diagnostics
import Foundation
import ModelIR
import Reporting

/// Runs jobs one after the other and shows each result as soon as it is known.
struct Verification {
  let output: OutputOptions
  let usesNative: Bool
  let interruption: Interruption
  private let text: TextReport
  private let errorInk: Ink

  init(output: OutputOptions, usesNative: Bool, hasHeaders: Bool) {
    self.output = output
    self.usesNative = usesNative
    interruption = Interruption()
    text = TextReport(
      ink: output.colour.ink(for: .standardOutput), toolVersion: P2PCheck.version, isStrict: output.strict,
      hasHeaders: hasHeaders)
    errorInk = output.colour.ink(for: .standardError)
  }

  func run(_ jobs: [Job]) async throws -> ExitCode {
    interruption.listen()
    var report = Report(
      toolVersion: P2PCheck.version, entries: [], isStrict: output.strict, isInterrupted: false)
    var traceFailure: FileFailure?
    for job in jobs where !interruption.isRequested {
      var entry = try await entry(for: job)
      do {
        try saveTraces(of: &entry)
      } catch {
        traceFailure = error
      }
      report.entries.append(entry)
      if output.format == .text, !output.quiet { try Console.print(text.lines(of: entry)) }
    }
    report.isInterrupted = interruption.isRequested
    var exitCode = ExitCode(report.conclusion)
    if let traceFailure {
      Console.warn("error: " + traceFailure.message)
      exitCode = ExitCode(max(report.conclusion, .inputOutput))
    }
    switch output.format {
    case .text: try Console.print(text.closingLines(of: report))
    case .json: try Console.print(JSONReport(report, exitCode: exitCode.rawValue).data())
    }
    return exitCode
  }

  private func entry(for job: Job) async throws(UsageFailure) -> ReportEntry {
    ReportEntry(model: job.model, check: job.check?.identity, outcome: try await outcome(of: job))
  }

  private func outcome(of job: Job) async throws(UsageFailure) -> ReportEntry.Outcome {
    let model: LoadedModel
    do {
      model = try ModelLoader.load(job.model, settings: job.settings)
    } catch {
      return failed(EngineFailure(.inputOutput, error.message))
    }
    // What a check's constants switch off stands in its lists; `lint` has the warnings.
    let shown = model.diagnostics.filter { job.check == nil || $0.severity == .error }
    DiagnosticOutput.show(shown, in: model.sources, ink: errorInk)
    guard let system = model.system else { return .rejected(model.diagnostics, model.sources) }
    let expectations = try job.expectations(in: system)
    if expectations.hasErrors, let check = job.check {
      DiagnosticOutput.show(expectations.diagnostics, in: check.sources, ink: errorInk)
      return .rejected(expectations.diagnostics, check.sources)
    }
    let task = CheckTask(
      system: system, claims: try job.claims(in: system), deadlock: job.deadlock, symmetry: job.symmetry,
      countsOrbits: output.countOrbits && job.symmetry, stopAtFirst: job.stopAtFirst, budget: job.budget)
    do {
      let result = try await check(task, job, digest: model.digest)
      return .checked(
        CheckedModel(
          context: TraceContext(system: system, sources: model.sources), digest: model.digest,
          settings: job.settings.map { TraceDocument.Setting(name: $0.name, value: $0.value) },
          engine: EngineRegistry.name(of: job.engine, for: system), deadlock: job.deadlock,
          symmetry: job.symmetry,
          result: result, expectations: expectations.value, warnings: model.diagnostics))
    } catch {
      guard error.kind == .disagreement else { return failed(error) }
      let place = BugReport.save(error.message, of: job, sources: model.sources, folder: output.traceDir)
      return failed(EngineFailure(.disagreement, "\(error.message); \(place)"))
    }
  }

  private func check(
    _ task: CheckTask, _ job: Job, digest: String
  ) async throws(EngineFailure) -> CheckResult {
    let engine = EngineRegistry.engine(
      for: job.engine, usesNative: usesNative, checkpoints: job.checkpoints(of: task, digest: digest))
    let line = ProgressLine(isShown: output.showsProgress)
    defer { line.erase() }
    return try await engine.check(task, observer: RunObserver(interruption, showing: line))
  }

  private func failed(_ failure: EngineFailure) -> ReportEntry.Outcome {
    Console.warn("\(failure.kind == .disagreement ? "internal error" : "error"): \(failure.message)")
    return .failed(failure)
  }

  /// Writes all traces of an entry; the verdicts are shown whether or not that works.
  private func saveTraces(of entry: inout ReportEntry) throws(FileFailure) {
    guard let folder = output.traceDir, case .checked(var model) = entry.outcome else { return }
    for finding in model.result.findings {
      guard let trace = finding.verdict.trace else { continue }
      let document = model.document(of: trace, toolVersion: P2PCheck.version, entry: entry)
      try FileWriting.makeFolder(folder, as: "folder of traces")
      let taken = Set(model.traceFiles.values)
      let path = TraceFiles.path(in: folder, entry: entry.name, claim: document.origin.claim, taken: taken)
      try FileWriting.write(JSONWriter.text(of: ITFWriter.json(of: document)), to: path, as: "trace")
      model.traceFiles[finding.claim] = path
    }
    entry.outcome = .checked(model)
  }
}
