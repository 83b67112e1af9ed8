import Checking
import Foundation
import Traces
import Wording

/// Writes a run as one HTML page that needs nothing else: what a build server publishes.
package struct ReportPage {
  private let findings: Findings
  private let details: [GroupDetails?]
  private let moment: String
  private let last: RunRecord?

  /// `details` are those of the groups, in their order; `moment` says when the run ended.
  package init(_ findings: Findings, details: [GroupDetails], moment: String, last: RunRecord?) {
    self.findings = findings
    self.details = findings.groups.indices.map { details.indices.contains($0) ? details[$0] : nil }
    self.moment = moment
    self.last = last
  }

  /// What is kept of this run.
  package var record: RunRecord {
    RunRecord(
      moment: moment,
      groups: zip(findings.groups, details).map { group, detail in
        RunRecord.Group(
          name: group.name, states: detail?.states,
          verdicts: group.findings.filter(\.isVerdict).map {
            RunRecord.Verdict(
              property: $0.property, word: $0.verdict?.word ?? "", isGood: $0.level == .passed)
          })
      },
      traces: Set(findings.groups.flatMap(\.findings).compactMap(\.page)).sorted())
  }

  private static let template = PageFrame.template(around: PackageResources.report_html)

  private static func text(of resource: [UInt8]) -> String { String(decoding: resource, as: UTF8.self) }

  package var text: String {
    let remarks = findings.groups.enumerated().flatMap { position, group in
      group.findings.filter { $0.level != .passed }.map { remark($0, at: position) }
    }
    let changes = last.map { RunChange.all(from: $0, to: record) } ?? []
    let matrices = VerdictMatrix.all(of: findings.groups, details)
    let isGood = !findings.isInterrupted && findings.groups.allSatisfy { $0.worst <= .warning }
    return Self.template.filled(
      with: ReportPageContent(
        generator: "p2pcheck \(findings.toolVersion)", title: "p2pcheck \(findings.command)",
        tone: isGood ? "good" : "bad", summary: summary,
        origin: "p2pcheck \(findings.toolVersion), \(moment)", isInterrupted: findings.isInterrupted,
        hasRemarks: !remarks.isEmpty, remarks: remarks, hasComparison: last != nil,
        comparison: comparison(changes), changes: changes.map(change),
        hasMatrices: !matrices.isEmpty, matrices: matrices.map(matrix),
        groups: findings.groups.indices.map(group), style: PageStyle.text(with: PackageResources.report_css),
        script: Self.text(of: PackageResources.report_js)))
  }

  private var summary: String {
    let all = findings.groups.flatMap(\.findings)
    let known = all.count { $0.tone == "known" }
    let clauses = [
      (all.count { $0.level == .passed } - known, "as it should be"), (known, "violated as expected"),
      (all.count { $0.level == .failure }, "not as it should be"),
      (all.count { $0.level == .error }, "without a verdict"),
    ].filter { $0.0 > 0 }.map { "\(Quantity.grouped(UInt64($0))) \($1)" }
    let seconds = findings.groups.compactMap(\.seconds).reduce(0, +)
    let time = Quantity.time(.seconds(seconds))
    return
      "\(clauses.joined(separator: ", ")); \(Quantity.count(findings.groups.count, "check or model", "checks and models")), \(time)"
  }

  private func comparison(_ changes: [RunChange]) -> String {
    guard let last else { return "" }
    let names = Set(findings.groups.map(\.name))
    let others = last.groups.count { !names.contains($0.name) }
    let unseen =
      others > 0
      ? "; \(Quantity.count(others, "check")) of that run \(others == 1 ? "is" : "are") not in this one" : ""
    return (changes.isEmpty ? "Nothing has changed since \(last.moment)" : "Since \(last.moment)") + unseen
  }

  // MARK: - Parts

  private func anchor(_ position: Int) -> String { "check-\(position + 1)" }

  private func remark(_ finding: Finding, at position: Int) -> ReportPageContent.Remark {
    ReportPageContent.Remark(
      tone: finding.level.tone, subject: findings.groups[position].name, anchor: anchor(position),
      text: finding.message, page: finding.page, shown: finding.shown)
  }

  private func change(_ change: RunChange) -> ReportPageContent.Change {
    ReportPageContent.Change(
      tone: change.tone.rawValue, subject: findings.groups[change.group].name, text: change.text,
      anchor: anchor(change.group))
  }

  private func matrix(_ matrix: VerdictMatrix) -> ReportPageContent.Matrix {
    let byName = matrix.columns.map { column in
      Dictionary(findings.groups[column].findings.map { ($0.property, $0) }) { first, _ in first }
    }
    return ReportPageContent.Matrix(
      model: matrix.model,
      columns: matrix.columns.map {
        ReportPageContent.Column(anchor: anchor($0), name: findings.groups[$0].name)
      },
      rows: matrix.properties.map { property in
        ReportPageContent.Row(
          property: property,
          cells: zip(matrix.columns, byName).map { column, byName in
            let finding = byName[property]
            return ReportPageContent.Cell(
              anchor: anchor(column), tone: finding?.tone ?? "none", sign: finding?.sign ?? "",
              words: finding.map { "\(findings.groups[column].name): \($0.message)" } ?? "")
          })
      })
  }

  private func group(_ position: Int) -> ReportPageContent.Group {
    let (group, detail) = (findings.groups[position], details[position])
    let coverage = detail?.coverage ?? []
    let silent = coverage.count { $0.firings == 0 }
    let most = coverage.map(\.firings).max() ?? 0
    let bad = group.findings.count { $0.level > .warning }
    let time = group.seconds.map { ", " + Quantity.time(.seconds($0)) } ?? ""
    let states = detail?.states.map { ", \(Quantity.count($0, "state"))" } ?? ""
    return ReportPageContent.Group(
      anchor: anchor(position), name: group.name, tone: group.worst.tone,
      counts: (bad > 0 ? "\(bad) of " : "") + Quantity.count(group.findings.count, "finding")
        + (bad > 0 ? " not as it should be" : "") + states + time,
      title: group.title, isOpen: group.worst > .warning || findings.groups.count == 1,
      hasFacts: detail?.facts.isEmpty == false,
      facts: (detail?.facts ?? []).map { ReportPageContent.Fact(name: $0.name, value: $0.value) },
      findings: group.findings.map { finding in
        ReportPageContent.Line(
          tone: finding.tone, sign: finding.sign, property: finding.property, text: finding.message,
          place: finding.place.location, page: finding.page, shown: finding.shown)
      },
      hasCoverage: !coverage.isEmpty,
      coverageSummary: Quantity.count(coverage.count, "rule")
        + (silent > 0 ? ", \(silent) of them never \(silent == 1 ? "fires" : "fire")" : ", all of them fire"),
      coverage: coverage.map { rule in
        ReportPageContent.Rule(
          name: rule.rule, firings: Quantity.grouped(rule.firings),
          percent: Self.percent(rule.firings, of: most),
          isSilent: rule.firings == 0, reason: rule.reason)
      },
      notes: detail?.notes ?? [])
  }

  /// On a logarithmic scale: what fires a million times should not hide what fires ten times.
  private static func percent(_ part: UInt64, of whole: UInt64) -> Int {
    part == 0 ? 0 : max(2, Int((100 * log2(Double(part) + 1) / log2(Double(whole) + 1)).rounded()))
  }
}

extension Findings.Group {
  fileprivate var worst: Finding.Level { findings.map(\.level).max() ?? .passed }
}

extension Finding.Level {
  fileprivate var tone: String {
    switch self {
    case .passed: "good"
    case .warning: "doubtful"
    case .failure: "bad"
    case .error: "open"
    }
  }
}

extension Finding {
  /// What its page shows.
  fileprivate var shown: String {
    switch verdict {
    case .bounded, .unknown: "the step that breaks it, no run"
    case .explored, .proved, .reached, .violated, nil: "trace"
    }
  }

  /// Not what is said of a rule or of the model.
  fileprivate var isVerdict: Bool { verdict != nil || kind == .proofs }

  /// A violation that a check expects is as it should be, and yet no good news.
  fileprivate var tone: String { level == .passed && verdict == .violated ? "known" : level.tone }

  fileprivate var sign: String {
    switch verdict {
    case .explored: "\u{2713}"
    case .proved: "\u{220E}"
    case .reached: "\u{2192}"
    case .violated: "\u{2717}"
    case .bounded, .unknown: "?"
    case nil:
      switch level {
      case .passed: "\u{2713}"
      case .warning: "!"
      case .failure: "\u{2717}"
      case .error: "?"
      }
    }
  }
}
