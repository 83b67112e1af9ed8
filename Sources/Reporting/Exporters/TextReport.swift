import Checking
import Checks
import Diagnostics
import ModelIR
import Traces
package import Wording

/// The report for a terminal: a line per claim, what deserves a warning, the first counterexample, and a closing line.
package struct TextReport {
  /// Longer property names push the explanation onto the next line.
  private static let longestName = 44

  private let ink: Ink
  private let toolVersion: String
  private let isStrict: Bool
  private let hasHeaders: Bool
  private let explainsTraces: Bool
  private let isQuiet: Bool
  private var lines: [String] = []

  /// With `hasHeaders`, each entry says which model it is about; that of a check always does.
  ///
  /// With `isQuiet`, only the closing lines are shown, and say what else the others would.
  package init(
    ink: Ink, toolVersion: String, isStrict: Bool, hasHeaders: Bool, explainsTraces: Bool = false,
    isQuiet: Bool = false
  ) {
    self.ink = ink
    self.toolVersion = toolVersion
    self.isStrict = isStrict
    self.hasHeaders = hasHeaders
    self.explainsTraces = explainsTraces
    self.isQuiet = isQuiet
  }

  /// The lines of one entry: shown as soon as its verdicts are known.
  package func lines(of entry: ReportEntry) -> [String] {
    var text = self
    text.draw(entry)
    return text.lines
  }

  /// The lines that end the report.
  package func closingLines(of report: Report) -> [String] {
    var text = self
    text.drawClosing(of: report)
    return text.lines
  }

  private mutating func draw(_ entry: ReportEntry) {
    let hasHeader = hasHeaders || entry.check != nil
    if hasHeader { drawHeader(of: entry) }
    switch entry.outcome {
    case .checked(let model): draw(model, of: entry)
    case .swept(let sweep): draw(sweep)
    case .rejected(let diagnostics, _) where hasHeader:
      let errors = diagnostics.count { $0.severity == .error }
      lines.append("  \(ink(.bad, "rejected"))  \(Quantity.count(errors, "error"))")
    case .failed(let failure) where hasHeader:
      lines += Layout.wrap("no verdict: \(failure.message)", first: 2, indentation: 4).map { ink(.bad, $0) }
    case .rejected, .failed: break
    }
  }

  private mutating func drawHeader(of entry: ReportEntry) {
    if let check = entry.check {
      let title = check.title.map { ": \($0)" } ?? ""
      lines += Layout.wrap("\(check.id)\(title)", first: 0, indentation: 2).map { ink(.strong, $0) }
    } else {
      lines.append(ink(.strong, entry.model))
    }
  }

  private mutating func draw(_ model: CheckedModel, of entry: ReportEntry) {
    let names = model.result.findings.map { $0.claim.name(in: model.system).count }
    let words = model.result.findings.map(\.verdict.fullWord.count)
    let columns = (word: words.max() ?? 0, name: min(names.max() ?? 0, Self.longestName))
    for finding in model.result.findings { draw(finding, of: model, columns: columns) }
    drawWarnings(of: model)
    if let states = model.result.statistics.statesOfOrbits {
      let orbits = Quantity.count(model.result.statistics.states, "orbit")
      lines.append("  symmetry: \(orbits) of \(Quantity.count(states, "state"))")
    }
    if let whole = model.result.statistics.wholeExpansions {
      let states = Quantity.count(model.result.statistics.states, "state")
      lines.append("  reduction: everything was fired in \(Quantity.grouped(whole)) of \(states)")
    }
    lines += ProfileText.lines(of: model.result.statistics, model.system, ink: ink)
    drawAudit(model.result.statistics)
    for note in model.result.notes {
      lines += Layout.wrap("note: \(note.text(in: model.context.sources))", first: 2, indentation: 4)
    }
    for finding in model.result.findings {
      guard let file = model.traceFiles[finding.claim] else { continue }
      let claim = finding.claim.name(in: model.system)
      lines += Layout.wrap("trace of \"\(claim)\": \(file)", first: 2, indentation: 4)
    }
    drawFirstTrace(of: model, entry)
    drawInductionCounterexamples(of: model)
    drawHelp(of: model, entry)
  }

  /// What was not repeated is said; what was repeated to the end only if it was asked for.
  private mutating func drawAudit(_ statistics: Statistics) {
    guard let audit = statistics.audit, !audit.isComplete || audit.plan.extent == .full else { return }
    let share =
      audit.isComplete
      ? "all \(Quantity.count(statistics.states, "state"))"
      : "\(Quantity.grouped(audit.states)) of \(Quantity.count(statistics.states, "state")), seed \(audit.plan.seed)"
    lines.append("  audit: the interpreter agrees in \(share)")
  }

  /// The table, and a trace of the first combination that is not as it should be.
  private mutating func draw(_ sweep: Sweep) {
    lines += SweepText.lines(of: sweep, ink: ink, isStrict: isStrict)
    for combination in sweep.combinations {
      guard let model = combination.model, model.unexpectedTrace != nil else { continue }
      let values = zip(sweep.constants, combination.values).map { "\($0.name)=\($1)" }
      lines += Layout.wrap("for example \(values.joined(separator: ", ")):", first: 2, indentation: 4)
      drawFirstTrace(of: model, combination.entry)
      return
    }
  }

  private mutating func draw(
    _ finding: CheckResult.Finding, of model: CheckedModel, columns: (word: Int, name: Int)
  ) {
    let name = finding.claim.name(in: model.system)
    let isMet = model.expectations.isMet(by: finding.verdict, of: finding.claim)
    let word = Layout.pad(finding.verdict.fullWord, to: columns.word)
    var explanation = self.explanation(of: finding.verdict, model.result.statistics)
    if isMet == true, !finding.verdict.holds { explanation += ", as expected" }
    if case .violated(nil) = finding.verdict, case .property(let id) = finding.claim,
      let need = model.system[id].need, !need.isMet
    {
      explanation += ": needs \(need.text)"
    }
    let start = "  \(ink(style(of: finding.verdict, isMet: isMet), word))  "
    let used = 4 + word.count
    if name.count <= columns.name, used + columns.name + 2 + explanation.count <= Layout.width {
      lines.append(start + Layout.pad(name, to: columns.name) + "  " + ink(.dim, explanation))
    } else {
      let wrapped = Layout.wrap(name, first: used, indentation: used)
      lines.append(start + wrapped[0].dropFirst(used))
      lines += wrapped.dropFirst()
      lines += Layout.wrap(explanation, first: used + 2, indentation: used + 2).map { ink(.dim, $0) }
    }
    if isMet == false, let expected = model.expectations.clause(for: finding.claim) {
      let indentation = String(repeating: " ", count: used + 2)
      lines.append(indentation + ink(.bad, "not as expected: it \(expected)"))
    }
  }

  private func style(of verdict: Verdict, isMet: Bool?) -> Ink.Style {
    if let isMet { return isMet ? .good : .bad }
    switch verdict {
    case .explored, .proved, .reached: return .good
    case .violated: return .bad
    case .bounded, .unknown: return .doubtful
    }
  }

  private func explanation(of verdict: Verdict, _ statistics: Statistics) -> String {
    switch verdict {
    case .explored:
      let states = Quantity.count(statistics.states, "state")
      let ends = statistics.endedRuns.map { ", \($0)" } ?? ""
      return "\(states), depth \(statistics.depth)\(ends), \(Quantity.time(statistics.elapsed))"
    case .proved(let certificate):
      let count = Quantity.count(UInt64(certificate.invariants.count), "invariant")
      return "\(certificate.strategy), \(count), \(Quantity.time(statistics.elapsed))"
    case .reached(let trace): return "after \(Quantity.count(trace.length, "step"))"
    case .violated(let trace?): return "after \(Quantity.count(trace.length, "step"))"
    case .violated(nil):
      guard statistics.complete else { return "proved to be out of reach" }
      return "in none of \(Quantity.count(statistics.states, "state"))"
    case .bounded(_, let reason), .unknown(let reason):
      guard statistics.states > 0 else { return "\(reason), \(Quantity.time(statistics.elapsed))" }
      return "\(reason), \(Quantity.count(statistics.states, "state"))"
    }
  }

  private mutating func drawWarnings(of model: CheckedModel) {
    let isFailure = model.isVacuityJudged(isStrict: isStrict)
    for clause in model.unexpectedVacuity.map(\.text) {
      let word = isFailure ? ink(.bad, "failure") : ink(.doubtful, "warning")
      let wrapped = Layout.wrap(clause, first: 11, indentation: 4)
      lines.append("  \(word): \(wrapped[0].dropFirst(11))")
      lines += wrapped.dropFirst()
    }
    // What a check expects is as it should be, and needs no words.
    guard !model.expectations.isComplete else { return }
    for line in model.unmetNeeds { lines += Layout.wrap(line, first: 2, indentation: 4) }
  }

  /// The first violation, or of a check the first one that was not expected.
  private mutating func drawFirstTrace(of model: CheckedModel, _ entry: ReportEntry) {
    guard let trace = model.unexpectedTrace.map(model.clearest) else { return }
    let document = model.document(of: trace, toolVersion: toolVersion, entry: entry)
    let explanation =
      explainsTraces
      ? TraceExplanation(of: document, trace, in: model.context, deadlock: model.deadlock) : nil
    lines.append("")
    lines += TraceText.lines(of: document, explanation: explanation, ink: ink)
    lines.append("")
  }

  /// What is left to try with a model whose constants are too large for a proof.
  private mutating func drawHelp(of model: CheckedModel, _ entry: ReportEntry) {
    let isOpen = model.result.findings.contains { finding in
      switch finding.verdict {
      // What decides it is said already.
      case .unknown where finding.claim.isAboutRuns(in: model.system): false
      case .bounded, .unknown: true
      case .explored, .proved, .reached, .violated: false
      }
    }
    let constants = model.system.constants.filter { !$0.isBoolean && $0.value > 1 }
    let isExplored = !model.result.statistics.successor.isEmpty
    guard entry.check == nil, isOpen, !isExplored,
      let largest = constants.max(by: { $0.value < $1.value })
    else { return }
    let help = "help: explore it with smaller constants: `--engine explore --set \(largest.name)=...`"
    lines += Layout.wrap(help, first: 2, indentation: 4)
  }

  /// Of each invariant that could be neither proved nor refuted, the step that stands in the way.
  private mutating func drawInductionCounterexamples(of model: CheckedModel) {
    for finding in model.result.findings {
      guard let counterexample = finding.inductionCounterexample,
        model.expectations.isMet(by: finding.verdict, of: finding.claim) != true
      else { continue }
      lines.append("")
      lines += TraceText.lines(of: InductionDocument(counterexample, in: model.context), ink: ink)
      if let file = model.inductionFiles[finding.claim] { lines.append(ink(.dim, "saved: \(file.visible)")) }
      lines.append("")
    }
  }

  private mutating func drawClosing(of report: Report) {
    let counts = VerdictCounts(report)
    var clauses = ["\(counts.hold) hold", "\(counts.violated) violated", "\(counts.unknown) unknown"]
    if counts.rejected > 0 { clauses.append("\(Quantity.count(counts.rejected, "model")) rejected") }
    if counts.failed > 0 { clauses.append("\(Quantity.count(counts.failed, "model")) without verdict") }
    lines.append(ink(.strong, clauses.joined(separator: ", ")))
    if isQuiet {
      drawDisappointments(of: report.entries.filter { $0.check == nil })
    }
    drawChecksClosing(of: report)
    if report.isInterrupted { lines.append(ink(.doubtful, "interrupted: what was known by then is shown")) }
  }

  private mutating func drawChecksClosing(of report: Report) {
    let checks = report.entries.filter { $0.check != nil }
    guard !checks.isEmpty else { return }
    let unexpected = checks.filter { $0.conclusion(isStrict: isStrict) != .holds }
    if unexpected.isEmpty {
      lines.append(ink(.good, "\(Quantity.count(checks.count, "check")): everything is as expected"))
    } else {
      let count = "\(Quantity.count(unexpected.count, "check")) of \(checks.count) not as expected:"
      lines.append(ink(.bad, count))
      drawDisappointments(of: unexpected)
    }
  }

  private mutating func drawDisappointments(of entries: [ReportEntry]) {
    for entry in entries {
      for reason in entry.disappointments(isStrict: isStrict) {
        lines += Layout.wrap("\(entry.name): \(reason)", first: 2, indentation: 4)
      }
    }
  }
}

extension CheckedModel {
  /// Of the first violation that was not expected.
  fileprivate var unexpectedTrace: Trace? {
    let shown = result.findings.first { finding in
      guard case .violated = finding.verdict, finding.verdict.trace != nil else { return false }
      return !(expectations.isMet(by: finding.verdict, of: finding.claim) ?? false)
    }
    return shown?.verdict.trace
  }
}

extension Statistics {
  /// What ends runs because it is meant to: `2 failed steps end runs`.
  var endedRuns: String? {
    guard failuresEndRuns, failedSteps > 0 else { return nil }
    return failedSteps == 1
      ? "1 failed step ends runs" : "\(Quantity.count(failedSteps, "failed step")) end runs"
  }
}
