import Checking
import Diagnostics

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
      return verdicts + (isStrict || model.expectations.isComplete ? model.unexpectedVacuity : [])
    case .swept(let sweep):
      let all = sweep.combinations.flatMap { combination in
        combination.entry.disappointments(isStrict: isStrict).map { (reason: $0, combination) }
      }
      let groups = Dictionary(grouping: all, by: \.reason).sorted { $0.key < $1.key }
      return groups.map { reason, group in
        let patterns = sweep.patterns(of: group.map(\.1)).prefix(3).map(\.description)
        let place = patterns.contains("") ? "everywhere" : "where " + patterns.joined(separator: "; ")
        return "\(reason) \(place)"
      } + (isStrict || sweep.isComplete ? sweep.unexpectedVacuity : [])
    }
  }
}
