import Checking
import Checks
import Diagnostics
import ModelIR
import Traces
import Wording

/// Findings of a report of `verify`.
extension Findings {
  package init(_ report: Report) {
    self.init(
      toolVersion: report.toolVersion, command: "verify",
      groups: report.entries.map { Group($0, in: report) }, isInterrupted: report.isInterrupted)
  }
}

extension Findings.Group {
  fileprivate init(_ entry: ReportEntry, in report: Report) {
    let writer = FindingWriter(
      entry: entry, toolVersion: report.toolVersion, isStrict: report.isStrict)
    self.init(
      name: entry.name, title: entry.check?.title, seconds: entry.elapsed.map(Quantity.seconds),
      findings: writer.findings)
  }
}

extension ReportEntry {
  fileprivate var elapsed: Duration? {
    switch outcome {
    case .checked(let model): model.result.statistics.elapsed
    case .swept(let sweep): sweep.elapsed
    case .rejected, .failed: nil
    }
  }
}

/// Says in findings what became of one model or check.
private struct FindingWriter {
  let entry: ReportEntry
  let toolVersion: String
  let isStrict: Bool

  var findings: [Finding] {
    switch entry.outcome {
    case .checked(let model):
      model.result.findings.map { finding(of: $0, model, entry) } + vacuity(of: model)
        + (entry.check == nil ? model.warnings.map { finding(of: $0, in: model.context.sources) } : [])
    case .swept(let sweep): findings(of: sweep)
    case .rejected(let diagnostics, let sources): diagnostics.map { finding(of: $0, in: sources) }
    case .failed(let failure):
      [finding(.noVerdict, "verdict", .error, "there is no verdict: \(failure.message)", at: top)]
    }
  }

  /// Where there is no better place.
  private var top: SourceSpan {
    SourceSpan(file: entry.model, line: 1, column: 1, endLine: 1, endColumn: 1)
  }

  private func finding(
    _ kind: FindingKind, _ property: String, _ level: Finding.Level, _ message: String, at place: SourceSpan
  ) -> Finding {
    Finding(
      kind, subject: entry.name, property: property, level: level, message: message, place: place)
  }

  private func finding(of diagnostic: Diagnostic, in sources: SourceMap) -> Finding {
    let place = SourceSpan(diagnostic.range, in: sources)
    return finding(
      FindingKind(diagnostic.code), diagnostic.code.name, diagnostic.severity == .error ? .error : .warning,
      diagnostic.message + (diagnostic.help.map { "; \($0)" } ?? ""),
      // A constant's value on the command line is in no file.
      at: place.file.hasPrefix("--set ") ? top : place)
  }

  // MARK: - Claims

  private func finding(
    of claimed: CheckResult.Finding, _ model: CheckedModel, _ entry: ReportEntry
  ) -> Finding {
    let name = claimed.claim.name(in: model.system)
    var finding = finding(
      FindingKind(claimed.claim, in: model.system), name, model.level(of: claimed),
      "\"\(name)\" is \(model.clause(for: claimed))", at: model.place(of: claimed.claim) ?? top)
    finding.verdict = claimed.verdict.kind
    finding.page = model.tracePages[claimed.claim]
    if finding.level > .warning, let trace = claimed.verdict.trace {
      let document = model.document(of: trace, toolVersion: toolVersion, entry: entry)
      if model.place(of: claimed.claim) == nil {
        finding.place = TraceConclusion(document).fault ?? document.steps.last?.source ?? top
      }
      finding.steps = Self.steps(of: document)
      finding.details = TraceText.lines(of: document, ink: Ink(isColoured: false))
    }
    return finding
  }

  private static func steps(of document: TraceDocument) -> [Finding.Step] {
    document.steps.indices.map { index in
      let step = document.steps[index]
      let changes: [StateChange] =
        if index > 0, let before = document.steps[index - 1].contents, let after = step.contents {
          StateChange.changes(from: before, to: after, variables: document.variables)
        } else {
          []
        }
      return Finding.Step(
        number: index,
        text: step.action.text + (step.anchor.map { ", \($0.file) \($0.function)" } ?? ""),
        place: step.source, changes: changes.map { Finding.Change(path: $0.path, content: $0.after) })
    }
  }

  private func vacuity(of model: CheckedModel) -> [Finding] {
    let level: Finding.Level = model.isVacuityJudged(isStrict: isStrict) ? .failure : .warning
    return vacuity(model.unexpectedVacuity, level, in: model)
  }

  private func vacuity(
    _ surprises: [Vacuity.Surprise], _ level: Finding.Level, in model: CheckedModel
  ) -> [Finding] {
    surprises.map {
      finding(.vacuity, $0.text, level, $0.text, at: SourceSpan($0.range, in: model.context.sources))
    }
  }

  // MARK: - Sweeps

  private func findings(of sweep: Sweep) -> [Finding] {
    var findings = sweep.claims.map { finding(of: $0, in: sweep) }
    let level: Finding.Level = isStrict || sweep.isComplete ? .failure : .warning
    if let model = sweep.combinations.lazy.compactMap(\.model).first {
      findings += vacuity(sweep.unexpectedVacuity, level, in: model)
    }
    // What is wrong with several combinations is said once.
    var seen: Set<Finding> = []
    for combination in sweep.combinations where combination.model == nil {
      let writer = FindingWriter(entry: combination.entry, toolVersion: toolVersion, isStrict: isStrict)
      findings += writer.findings.filter { seen.insert($0).inserted }
    }
    return findings
  }

  /// That of the first combination where it is worst, and in which ones something is wrong.
  private func finding(of claim: String, in sweep: Sweep) -> Finding {
    let all = sweep.findings(of: claim).compactMap { pair in
      pair.combination.model.map { model in
        (pair.combination, finding: finding(of: pair.finding, model, pair.combination.entry))
      }
    }
    let bad = all.filter { $0.finding.level > .passed }
    guard let level = bad.map(\.finding.level).max(), var worst = bad.first(where: { $0.1.level == level })?.1
    else {
      return all.first?.finding
        ?? finding(.noVerdict, claim, .error, "\"\(claim)\" has no verdict", at: top)
    }
    worst.message = Dictionary(grouping: bad, by: \.finding.message).sorted { $0.key < $1.key }
      .map { message, group in "\(message) \(sweep.place(of: group.map(\.0)))" }.joined(separator: "; ")
    return worst
  }
}

extension CheckedModel {
  fileprivate func level(of finding: CheckResult.Finding) -> Finding.Level {
    if let isMet = expectations.isMet(by: finding.verdict, of: finding.claim) {
      return isMet ? .passed : .failure
    }
    switch finding.verdict {
    case .explored, .proved, .reached: return .passed
    case .violated: return .failure
    case .bounded, .unknown: return .error
    }
  }

  /// The verdict, and what it should be if it is not that.
  fileprivate func clause(for finding: CheckResult.Finding) -> String {
    let isMet = expectations.isMet(by: finding.verdict, of: finding.claim)
    var clause = finding.verdict.clause
    if finding.verdict == .explored, let ends = result.statistics.endedRuns { clause += " (\(ends))" }
    if isMet == false, let expected = expectations.clause(for: finding.claim) {
      return "\(clause), but \(expected)"
    }
    return clause + (isMet == true && !finding.verdict.holds ? ", as expected" : "")
  }

  /// Where the property is; nil for the built-in ones.
  fileprivate func place(of claim: Claim) -> SourceSpan? {
    guard case .property(let id) = claim else { return nil }
    return SourceSpan(system[id].range, in: context.sources)
  }
}

extension Verdict {
  fileprivate var clause: String {
    switch self {
    case .explored: "explored"
    case .proved: "proved"
    case .reached(let trace): "reached after \(Quantity.count(trace.length, "step"))"
    case .violated(let trace?): "violated after \(Quantity.count(trace.length, "step"))"
    case .violated(nil): "violated (no reachable state has it)"
    case .bounded(_, let reason), .unknown(let reason): "\(word) (\(reason))"
    }
  }
}
