import Reporting

/// What became of the verdicts of a check, for the reader of a change.
package struct ClaimComparison: Hashable, Sendable {
  package enum Change: String, Hashable, Sendable {
    case new, gone, stronger, weaker, changed
  }

  package struct Line: Hashable, Sendable {
    package var change: Change
    package var text: String
  }

  package let lines: [Line]

  /// True if something is gone, or less is claimed than before.
  package var isWeaker: Bool { lines.contains { $0.change == .weaker || $0.change == .gone } }

  package init(from old: ProofClaim?, to new: ProofClaim?) {
    let (before, after) = (Self.verdicts(of: old), Self.verdicts(of: new))
    var lines: [Line] = []
    for (name, verdict) in after {
      guard let known = before.first(where: { $0.name == name })?.verdict else {
        lines.append(Line(change: .new, text: "\(name): \(verdict)"))
        continue
      }
      guard known != verdict else { continue }
      let (was, isNow) = (Self.strength(of: known), Self.strength(of: verdict))
      let change: Change = isNow > was ? .stronger : isNow < was ? .weaker : .changed
      lines.append(Line(change: change, text: "\(name): \(known) -> \(verdict)"))
    }
    for (name, verdict) in before where !after.contains(where: { $0.name == name }) {
      lines.append(Line(change: .gone, text: "\(name): was \(verdict)"))
    }
    self.lines = lines
  }

  private static func verdicts(of claim: ProofClaim?) -> [(name: String, verdict: String)] {
    guard let claim else { return [] }
    let swept = claim.subject.constants.filter { $0.values.count > 1 }.map(\.name)
    return claim.combinations.flatMap { combination in
      let values = zip(swept, combination.values).map { "\($0) = \($1)" }.joined(separator: ", ")
      let place = claim.subject.check + (values.isEmpty ? "" : " (\(values))")
      return combination.verdicts.map { ("\(place): \($0.claim)", $0.verdict) }
    }
  }

  private static func strength(of verdict: String) -> Int {
    switch verdict {
    case "proved": 4
    case "explored", "reached": 3
    case "unknown": 1
    case "violated": 0
    default: 2
    }
  }
}
