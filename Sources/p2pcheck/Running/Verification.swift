import Checking
import Checks
import Diagnostics
import Foundation
import ModelIR
import OrderedJSON
import Reporting
import Synchronization
import Traces
import Wording

/// Runs jobs one after the other and shows each result as soon as it is known.
struct Verification: Sendable {
  let output: OutputOptions
  let reports: ReportOptions
  let session: Session
  private let pages: PageFolder?
  private let traceFiles = TraceFiles()
  private let text: TextReport
  private let errorInk: Ink
  /// Said when ranks do not come to an end by themselves.
  private static let rankWords =
    "the ranks were told to end: by somebody, or because one of them is gone, which mpirun says; a search that was saved "
    + "goes on with '--resume'"

  init(
    output: OutputOptions, reports: ReportOptions, hasHeaders: Bool, session: Session
  ) throws(FileFailure) {
    pages = try reports.pageFolder()
    self.output = output
    self.reports = reports
    self.session = session
    text = TextReport(
      ink: output.colour.ink(for: .standardOutput), toolVersion: P2PCheck.version, isStrict: output.strict,
      hasHeaders: hasHeaders, explainsTraces: output.explain, isQuiet: output.quiet)
    errorInk = output.colour.ink(for: .standardError)
  }

  func run(_ jobs: [Job]) async throws -> ExitCode {
    let report = Report(
      toolVersion: P2PCheck.version, entries: [], isStrict: output.strict, isInterrupted: false)
    let draft = Mutex(Draft(report: report))
    session.interruption.sayAtLast { [self] in
      // What is under way does not come to its end: it is left undecided.
      guard let draft = draft.withLock({ $0.closing(isInterrupted: true) }) else { return }
      if let current = draft.current { try? Console.print(lines(of: current)) }
      if session.cluster != nil { Console.warn(Self.rankWords) }
      _ = try? close(draft.report, fileFailure: nil)
    }
    var fileFailure: FileFailure?
    for job in jobs where !session.isToEnd {
      var entry = try await entry(for: job) { model in
        let model = model.undecided(because: Supervision.interrupted)
        let entry = ReportEntry(model: job.model, check: job.check?.identity, outcome: .checked(model))
        draft.withLock { $0.current = entry }
      }
      do {
        try await saveTraces(of: &entry)
      } catch {
        fileFailure = error
      }
      let lines = self.lines(of: entry)
      try draft.withLock { [entry] draft throws(FileFailure) in
        guard !draft.isClosed else { return }
        draft.report.entries.append(entry)
        draft.current = nil
        try Console.print(lines)
      }
    }
    let isInterrupted = session.isToEnd
    guard let end = draft.withLock({ $0.closing(isInterrupted: isInterrupted) }) else {
      // The last words are being said, and end the program.
      while true { try await Task.sleep(for: .seconds(1)) }
    }
    return try close(end.report, fileFailure: fileFailure)
  }

  /// What is known so far, and what can be said of the check under way.
  private struct Draft: Sendable {
    var report: Report
    var current: ReportEntry?
    private(set) var isClosed = false

    init(report: Report) { self.report = report }

    /// The final form, for the first who asks; what is under way is the last entry then.
    mutating func closing(isInterrupted: Bool) -> Draft? {
      guard !isClosed else { return nil }
      isClosed = true
      report.isInterrupted = isInterrupted
      if let current { report.entries.append(current) }
      return self
    }
  }

  private func lines(of entry: ReportEntry) -> [String] {
    output.format == .text && !output.quiet ? text.lines(of: entry) : []
  }

  /// Writes the reports and says how it went.
  private func close(_ report: Report, fileFailure: FileFailure?) throws -> ExitCode {
    var fileFailure = fileFailure
    var exitCode = ExitCode(report.conclusion)
    let findings = Findings(report)
    do {
      try reports.writeFiles(
        findings, exitCode: exitCode, pages: pages, details: report.entries.map(GroupDetails.init))
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

  private func entry(
    for job: Job, note: @escaping @Sendable (CheckedModel) -> Void
  ) async throws(UsageFailure) -> ReportEntry {
    let line = ProgressLine(output.progressForm)
    defer { line.end() }
    let outcome: ReportEntry.Outcome
    if job.swept.isEmpty {
      outcome = try await run(ink: errorInk).outcome(of: job, showing: line, note: note)
    } else {
      outcome = .swept(try await sweep(of: job, line))
    }
    return ReportEntry(model: job.model, check: job.check?.identity, outcome: outcome)
  }

  private func run(ink: Ink?) -> JobRun {
    JobRun(
      session: session, countsOrbits: output.countOrbits, bugFolder: output.traceDir, ink: ink)
  }

  /// What is wrong with a model is shown once, not for each combination.
  private func sweep(of job: Job, _ line: ProgressLine) async throws(UsageFailure) -> Sweep {
    let sweep = try await SweepRun(run: run(ink: nil))
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
  private func saveTraces(of entry: inout ReportEntry) async throws(FileFailure) {
    switch entry.outcome {
    case .checked(var model):
      try await saveTraces(of: &model, entry, name: entry.name)
      entry.outcome = .checked(model)
    case .swept(var sweep):
      for (index, combination) in sweep.combinations.enumerated() {
        guard var model = combination.model else { continue }
        try await saveTraces(of: &model, combination.entry, name: "\(entry.name)-\(index + 1)")
        sweep.combinations[index].entry.outcome = .checked(model)
      }
      entry.outcome = .swept(sweep)
    case .rejected, .failed: break
    }
  }

  private func saveTraces(
    of model: inout CheckedModel, _ entry: ReportEntry, name: String
  ) async throws(FileFailure) {
    guard output.traceDir != nil || pages != nil else { return }
    for finding in model.result.findings {
      if let counterexample = finding.inductionCounterexample {
        try await save(counterexample, to: finding.claim, of: &model, entry, name: name)
      }
      guard let trace = finding.verdict.trace else { continue }
      let document = model.document(of: trace, toolVersion: P2PCheck.version, entry: entry)
      func file(_ suffix: String) -> String {
        traceFiles.name(entry: name, claim: document.origin.claim, suffix: suffix)
      }
      if let folder = output.traceDir {
        try FileWriting.makeFolder(folder, as: "folder of traces")
        let path = "\(folder)/\(file(".itf.json"))"
        try FileWriting.write(JSONWriter.text(of: ITFWriter.json(of: document)), to: path, as: "trace")
        model.traceFiles[finding.claim] = path
      }
      // The checks of a project have hundreds of witnesses that nobody looks at.
      if let pages, entry.check == nil || finding.verdict.kind == .violated {
        let name = file(".html")
        let page = await page(of: document, model.clearest(trace), model, finding.claim)
        try pages.write(page, named: name)
        model.tracePages[finding.claim] = name
      }
    }
  }

  /// What is no run has a name and a form that no trace has.
  private func save(
    _ counterexample: InductionCounterexample, to claim: Claim, of model: inout CheckedModel,
    _ entry: ReportEntry, name: String
  ) async throws(FileFailure) {
    let origin = model.origin(toolVersion: P2PCheck.version, entry: entry)
    let context = model.context
    func file(_ suffix: String) -> String {
      traceFiles.name(entry: name, claim: claim.name(in: context.system), suffix: suffix)
    }
    if let folder = output.traceDir {
      try FileWriting.makeFolder(folder, as: "folder of traces")
      let path = "\(folder)/\(file(".induction.json"))"
      let json = InductionFile.json(of: counterexample, in: context, origin: origin)
      try FileWriting.write(JSONWriter.text(of: json), to: path, as: "counterexample to induction")
      model.inductionFiles[claim] = path
    }
    if let pages {
      let page = await onDeepStack { HTMLTrace.text(of: counterexample, in: context, origin: origin) }
      let name = file(".induction.html")
      try pages.write(page, named: name)
      model.tracePages[claim] = name
    }
  }

  /// There may be hundreds of pages.
  private static let patience: Duration = .milliseconds(500)

  /// With what else could happen; evaluating that may nest many calls.
  private func page(
    of document: TraceDocument, _ trace: Trace, _ model: CheckedModel, _ claim: Claim
  ) async -> String {
    let context = model.context
    let file = model.traceFiles[claim]
    let isExplained = output.explain
    return await onDeepStack {
      let study = TraceStudy(
        of: document, trace, in: context, isExplained: isExplained, patience: Self.patience)
      return HTMLTrace.text(of: document, study, in: context, file: file)
    }
  }
}
