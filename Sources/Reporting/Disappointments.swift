import Checking
import Checks
import Diagnostics
import Wording

/// What is not as expected, in words.
extension ReportEntry {
  /// Why a check is not as expected, one clause per reason.
  package func disappointments(isStrict: Bool) -> [String] {
    switch outcome {
    case .rejected(let diagnostics, _):
      return ["rejected with \(Quantity.count(diagnostics.count { $0.severity == .error }, "error"))"]
    case .failed(let failure): return [failure.message]
    case .checked(let model):
      let verdicts = model.result.findings.compactMap { finding -> String? in
        guard model.expectations.isMet(by: finding.verdict, of: finding.claim) == false,
          let expected = model.expectations.clause(for: finding.claim)
        else { return nil }
        let name = finding.claim.name(in: model.system)
        return "\"\(name)\" is \(finding.verdict.word), \(expected)"
      }
      return verdicts + (model.isVacuityJudged(isStrict: isStrict) ? model.unexpectedVacuity.map(\.text) : [])
    case .swept(let sweep):
      let all = sweep.combinations.flatMap { combination in
        combination.entry.disappointments(isStrict: isStrict).map { (reason: $0, combination) }
      }
      let groups = Dictionary(grouping: all, by: \.reason).sorted { $0.key < $1.key }
      return groups.map { reason, group in
        "\(reason) \(sweep.place(of: group.map(\.1)))"
      } + (isStrict || sweep.isComplete ? sweep.unexpectedVacuity.map(\.text) : [])
    }
  }
}

extension Sweep {
  /// Which combinations these are, in a few words: `everywhere`, `where ALIGN=1`.
  func place(of chosen: [Combination]) -> String {
    let patterns = patterns(of: chosen).prefix(3).map(\.description)
    return patterns.contains("") ? "everywhere" : "where " + patterns.joined(separator: "; ")
  }
}
