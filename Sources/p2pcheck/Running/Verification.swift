import Checking
import Diagnostics
import Foundation
import ModelIR
import Reporting

/// Runs jobs one after the other and shows each result as soon as it is known.
struct Verification {
  let output: OutputOptions
  let reports: ReportOptions
  let usesNative: Bool
  let interruption: Interruption
  private let text: TextReport
  private let errorInk: Ink

  init(output: OutputOptions, reports: ReportOptions, usesNative: Bool, hasHeaders: Bool) {
    self.output = output
    self.reports = reports
    self.usesNative = usesNative
    interruption = Interruption()
    text = TextReport(
      ink: output.colour.ink(for: .standardOutput), toolVersion: P2PCheck.version, isStrict: output.strict,
      hasHeaders: hasHeaders, explainsTraces: output.explain, isQuiet: output.quiet)
    errorInk = output.colour.ink(for: .standardError)
  }

  func run(_ jobs: [Job]) async throws -> ExitCode {
    interruption.listen()
    var report = Report(
      toolVersion: P2PCheck.version, entries: [], isStrict: output.strict, isInterrupted: false)
    var fileFailure: FileFailure?
    for job in jobs where !interruption.isRequested {
      var entry = try await entry(for: job)
      do {
        try saveTraces(of: &entry)
      } catch {
        fileFailure = error
      }
      report.entries.append(entry)
      if output.format == .text, !output.quiet { try Console.print(text.lines(of: entry)) }
    }
    report.isInterrupted = interruption.isRequested
    var exitCode = ExitCode(report.conclusion)
    let findings = Findings(report)
    do {
      try reports.writeFiles(findings, exitCode: exitCode)
    } catch {
      fileFailure = fileFailure ?? error
    }
    if let fileFailure {
      Console.warn("error: " + fileFailure.message)
      exitCode = ExitCode(max(report.conclusion, .inputOutput))
    }
    switch output.format {
    case .text:
      try Console.print(text.closingLines(of: report))
      try reports.printAnnotations(findings)
    case .json: try Console.print(JSONReport(report, exitCode: exitCode.rawValue).data())
    }
    return exitCode
  }

  private func entry(for job: Job) async throws(UsageFailure) -> ReportEntry {
    let line = ProgressLine(isShown: output.showsProgress)
    defer { line.erase() }
    let outcome: ReportEntry.Outcome
    if job.swept.isEmpty {
      let observer = RunObserver(interruption, showing: line)
      outcome = try await run(ink: errorInk).outcome(of: job, observer: observer)
    } else {
      outcome = .swept(try await sweep(of: job, line))
    }
    return ReportEntry(model: job.model, check: job.check?.identity, outcome: outcome)
  }

  private func run(ink: Ink?) -> JobRun {
    JobRun(
      usesNative: usesNative, countsOrbits: output.countOrbits, bugFolder: output.traceDir, ink: ink)
  }

  /// What is wrong with a model is shown once, not for each combination.
  private func sweep(of job: Job, _ line: ProgressLine) async throws(UsageFailure) -> Sweep {
    let sweep = try await SweepRun(run: run(ink: nil), interruption: interruption)
      .sweep(of: job) { line.draw($0) }
    line.erase()
    for combination in sweep.combinations {
      guard case .rejected(let diagnostics, let sources) = combination.entry.outcome else { continue }
      DiagnosticOutput.show(diagnostics, in: sources, ink: errorInk)
      break
    }
    return sweep
  }

  /// Writes all traces of an entry; the verdicts are shown whether or not that works.
  private func saveTraces(of entry: inout ReportEntry) throws(FileFailure) {
    switch entry.outcome {
    case .checked(var model):
      try saveTraces(of: &model, entry, name: entry.name)
      entry.outcome = .checked(model)
    case .swept(var sweep):
      for (index, combination) in sweep.combinations.enumerated() {
        guard var model = combination.model else { continue }
        try saveTraces(of: &model, combination.entry, name: "\(entry.name)-\(index + 1)")
        sweep.combinations[index].entry.outcome = .checked(model)
      }
      entry.outcome = .swept(sweep)
    case .rejected, .failed: break
    }
  }

  private func saveTraces(
    of model: inout CheckedModel, _ entry: ReportEntry, name: String
  ) throws(FileFailure) {
    guard let folder = output.traceDir else { return }
    for finding in model.result.findings {
      guard let trace = finding.verdict.trace else { continue }
      let document = model.document(of: trace, toolVersion: P2PCheck.version, entry: entry)
      try FileWriting.makeFolder(folder, as: "folder of traces")
      let taken = Set(model.traceFiles.values)
      let path = TraceFiles.path(in: folder, entry: name, claim: document.origin.claim, taken: taken)
      try FileWriting.write(JSONWriter.text(of: ITFWriter.json(of: document)), to: path, as: "trace")
      model.traceFiles[finding.claim] = path
    }
  }
}
