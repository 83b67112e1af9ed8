import Checking
import Diagnostics
import ModelIR
import Mutation
import OrderedJSON
import Reporting
import Traces
import Wording

/// Runs the mutants of each job's model and shows those that no job notices.
struct MutationReport {
  let limit: Int?
  let format: ReportFormat
  let ink: Ink
  private let page: MutantFolder?
  private var models: [MutantPage.Model] = []
  private let line: ProgressLine
  private let session: Session
  private var ledger = MutantLedger()
  /// A mutant may have far more states than the model.
  private static let patience: Duration = .seconds(60)

  init(
    limit: Int?, format: ReportFormat, page: MutantFolder?, progress: ProgressLine.Form, ink: Ink,
    session: Session
  ) {
    self.session = session
    self.page = page
    self.limit = limit
    self.format = format
    self.ink = ink
    line = ProgressLine(progress)
  }

  mutating func run(_ jobs: [Job]) async throws -> ExitCode {
    var worst = Conclusion.holds
    let jobs = jobs.flatMap(\.combinations)
    for job in jobs where !session.isToEnd {
      worst = max(worst, try await conclusion(of: job, isOnly: jobs.count == 1))
    }
    showDiagnostics()
    switch format {
    case .text: if jobs.count > 1 { try Console.print(lines("together", ledger.entries)) }
    case .json: try Console.print(JSONWriter.text(of: MutantJSON.json(of: ledger)))
    }
    if let page {
      do throws(FileFailure) {
        try page.write(mutantPage, MutantJSON.json(of: ledger))
      } catch {
        Console.warn("error: " + error.message)
        worst = max(worst, .inputOutput)
      }
    }
    if ledger.entries.contains(where: { $0.fate == .undecided }) { worst = max(worst, .inconclusive) }
    if ledger.entries.contains(where: \.isUnexplained) || hasNeedless { worst = max(worst, .violated) }
    return ExitCode(session.isToEnd ? max(worst, .interrupted) : worst)
  }

  /// Records the mutants that no job before has noticed.
  private mutating func conclusion(of job: Job, isOnly: Bool) async throws -> Conclusion {
    let name = job.name
    let model = try ModelLoader.load(job.model, settings: job.settings)
    guard let system = model.system else {
      DiagnosticOutput.show(model.diagnostics, in: model.sources, ink: ink)
      return .rejected
    }
    var task = try job.task(on: system)
    task.budget.timeout = task.budget.timeout ?? Self.patience
    defer { line.erase() }
    do {
      line.draw("\(name)")
      guard
        let run = try await MutationRun(task, session)
      else {
        line.erase()
        Console.warn("error: \(name) itself is not explored to the end")
        return .inconclusive
      }
      let sample = sample(of: run.mutants)
      let mutants = sample.filter { !ledger.isNoticed($0, in: model.sources) }
      let fates = try await run.fates(of: mutants, jobs: task.budget.jobs) { done in
        line.draw("\(name): \(done) of \(mutants.count) mutants")
      }
      line.erase()
      var own = MutantLedger()
      for (index, mutant) in mutants.enumerated() {
        guard let outcome = fates[index] else { continue }
        let noticedBy = outcome.noticedBy.map { isOnly ? $0 : "\(name): \($0)" }
        ledger.record(
          outcome.fate, of: mutant, in: model.sources, owner: system.name(of: mutant.owner),
          noticedBy: noticedBy)
        own.record(outcome.fate, of: mutant, in: model.sources)
      }
      models.append(
        MutantPage.Model(
          name: name, path: job.model, mutants: run.mutants.count, looked: sample.count,
          noticedBefore: sample.count - mutants.count))
      guard format == .text else { return .holds }
      let part = sample.count < run.mutants.count ? " of \(run.mutants.count)" : ""
      try Console.print(
        lines(name, own.entries, part: part, before: sample.count - mutants.count) + (isOnly ? [] : [""]))
      return .holds
    } catch let failure as EngineFailure {
      Console.warn("error: \(name): \(failure.message)")
      return Conclusion(failure)
    }
  }

  /// Evenly spread, always the same.
  private func sample(of mutants: [Mutant]) -> [Mutant] {
    guard let limit, limit < mutants.count else { return mutants }
    return (0..<limit).map { mutants[$0 * mutants.count / limit] }
  }

  private func lines(
    _ name: String, _ entries: [MutantLedger.Entry], part: String = "", before: Int = 0
  ) -> [String] {
    func count(_ fate: MutantFate) -> Int { entries.count { $0.fate == fate } }
    let telling = count(.noticed) + count(.survives)
    let share = telling == 0 ? "" : " (\(100 * count(.noticed) / telling) % of those that change something)"
    let explained = entries.count { $0.fate == .survives && $0.explanation != nil }
    return [
      "\(name): \(entries.count + before)\(part) mutants" + (before > 0 ? ", \(before) noticed before" : ""),
      "  noticed         \(count(.noticed))\(share)", "  change nothing  \(count(.unchanged))",
      "  survive         \(count(.survives))" + (explained > 0 ? ", \(explained) of them explained" : ""),
      "  undecided       \(count(.undecided))",
    ]
  }

  // MARK: - Diagnostics

  /// What a sample leaves out may be what an explanation is about.
  private var hasNeedless: Bool { limit == nil && !ledger.needless.isEmpty }

  private func showDiagnostics() {
    var shown: [(sources: SourceMap, diagnostics: [Diagnostic])] = []
    func add(_ diagnostic: Diagnostic, _ sources: SourceMap) {
      if shown.last?.sources == sources {
        shown[shown.count - 1].diagnostics.append(diagnostic)
      } else {
        shown.append((sources, [diagnostic]))
      }
    }
    for entry in ledger.entries where entry.isUnexplained { add(Self.survivor(entry.mutant), entry.sources) }
    if hasNeedless {
      for (explanation, entry) in ledger.needless {
        add(Self.needless(explanation, entry.mutant), entry.sources)
      }
    }
    for (sources, diagnostics) in shown { DiagnosticOutput.show(diagnostics, in: sources, ink: ink) }
  }

  private static func survivor(_ mutant: Mutant) -> Diagnostic {
    let message =
      switch mutant.kind {
      case .droppedCondition: "no property notices that this condition is dropped"
      case .flippedCondition: "no property notices that the opposite of this condition is asked for"
      case .droppedStatement: "no property notices that this statement is dropped"
      case .flippedSum: "no property notices that this adds where it subtracted, or the other way round"
      }
    return Diagnostic(.warning, .survivingMutant, message, at: mutant.range)
  }

  private static func needless(_ explanation: MutantExplanation, _ mutant: Mutant) -> Diagnostic {
    Diagnostic(
      .warning, .needlessExplanation, "every change of what this explains is noticed",
      at: SourceRange(file: mutant.range.file, start: explanation.start, end: explanation.end))
  }

  // MARK: - Page

  private var mutantPage: MutantPage {
    MutantPage(
      toolVersion: P2PCheck.version, isInterrupted: session.isToEnd, models: models,
      mutants: ledger.entries.map { entry in
        MutantPage.Mutant(
          kind: entry.key.kind.rawValue, fate: Self.fate(entry.fate),
          owner: entry.owner, noticedBy: entry.noticedBy, explanation: entry.explanation?.reason,
          place: SourceSpan(entry.mutant.range, in: entry.sources),
          text: entry.sources.text(of: entry.mutant.range),
          lines: Self.lines(around: entry.mutant.range, in: entry.sources))
      })
  }

  private static func fate(_ fate: MutantFate) -> MutantPage.Fate {
    switch fate {
    case .noticed: .noticed
    case .survives: .survives
    case .unchanged: .unchanged
    case .undecided: .undecided
    }
  }

  /// The lines of a change, in the lines around it.
  private static func lines(around range: SourceRange, in sources: SourceMap) -> [MutantPage.Line] {
    let file = sources[range.file]
    let (start, end) = (file.position(of: range.start), file.position(of: range.end))
    let shown = max(1, start.line - 2)...min(file.lineCount, max(end.line, start.line) + 2)
    return shown.prefix(12).map { number in
      MutantPage.Line(
        number: number, text: file.line(number), isChanged: (start.line...max(start.line, end.line)) ~= number
      )
    }
  }
}

extension TransitionSystem {
  fileprivate func name(of owner: Mutant.Owner) -> String {
    switch owner {
    case .rule(let id): "rule \"\(self[id].name)\""
    case .function(let id): "\(self[id].result == nil ? "procedure" : "function") \(self[id].name)"
    }
  }
}
