import Checking

/// How many claims of a report have which kind of verdict; one of a sweep counts once, with the worst it gets.
package struct VerdictCounts: Hashable, Sendable {
  package var hold = 0
  package var violated = 0
  package var unknown = 0
  package var rejected = 0
  package var failed = 0

  package init(_ report: Report) {
    for entry in report.entries { count(entry.outcome) }
  }

  private mutating func count(_ outcome: ReportEntry.Outcome) {
    switch outcome {
    case .rejected: rejected += 1
    case .failed: failed += 1
    case .checked(let model): for finding in model.result.findings { count([finding.verdict]) }
    case .swept(let sweep):
      for claim in sweep.claims { count(sweep.findings(of: claim).map(\.finding.verdict)) }
      for combination in sweep.combinations where combination.model == nil {
        count(combination.entry.outcome)
      }
    }
  }

  /// The verdicts of one claim.
  private mutating func count(_ verdicts: [Verdict]) {
    if verdicts.allSatisfy(\.holds) {
      hold += 1
    } else if verdicts.contains(where: { if case .violated = $0 { true } else { false } }) {
      violated += 1
    } else {
      unknown += 1
    }
  }
}
