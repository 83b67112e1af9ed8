import Checking
import Checks
import Wording

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

  /// Of `new` all verdicts are known, of `old` those that its file names.
  package init(from old: ProofClaim?, to new: ProofClaim) {
    var lines: [Line] = []
    let places = Self.places(of: new)
    let before = Array(zip(old.map(Self.places) ?? [], old?.combinations ?? []))
    for (place, combination) in zip(places, new.combinations) {
      lines += Self.lines(place, from: before.first { $0.0 == place }?.1, to: combination)
    }
    for (place, combination) in before where !places.contains(place) {
      let count = combination.verdicts.count + combination.unnamed
      lines.append(Line(change: .gone, text: "\(place): had \(Quantity.count(count, "verdict"))"))
    }
    self.lines = lines
  }

  private static func lines(
    _ place: String, from old: ProofClaim.Combination?, to new: ProofClaim.Combination
  ) -> [Line] {
    guard let old else {
      return new.verdicts.map { Line(change: .new, text: "\(place): \($0.claim): \($0.verdict.word)") }
    }
    var lines: [Line] = []
    var named = old.verdicts
    var others: [ProofVerdict] = []
    for verdict in new.verdicts {
      if let index = named.firstIndex(where: { $0.claim.hasSameBytes(as: verdict.claim) }) {
        lines += line(place, verdict, was: named.remove(at: index).verdict)
      } else {
        others.append(verdict)
      }
    }
    lines += named.map { Line(change: .gone, text: "\(place): \($0.claim): was \($0.verdict.word)") }
    // Which claims were explored is not known, only how many: as many as can be still are.
    let explored = others.count(where: \.isCounted)
    var left = old.unnamed - explored
    for verdict in others where !verdict.isCounted {
      lines += line(place, verdict, was: left > 0 ? .explored : nil)
      left -= 1
    }
    func counted(_ change: Change, _ count: Int) -> Line {
      Line(change: change, text: "\(place): \(Quantity.count(count, "claim")), explored")
    }
    if left > 0 { lines.append(counted(.gone, left)) }
    if explored > old.unnamed { lines.append(counted(.new, explored - old.unnamed)) }
    return lines
  }

  /// None if nothing has changed; a claim that had no verdict is new.
  private static func line(_ place: String, _ verdict: ProofVerdict, was known: VerdictKind?) -> [Line] {
    guard let known else {
      return [Line(change: .new, text: "\(place): \(verdict.claim): \(verdict.verdict.word)")]
    }
    guard known != verdict.verdict else { return [] }
    let (was, isNow) = (strength(of: known), strength(of: verdict.verdict))
    return [
      Line(
        change: isNow > was ? .stronger : isNow < was ? .weaker : .changed,
        text: "\(place): \(verdict.claim): \(known.word) -> \(verdict.verdict.word)")
    ]
  }

  /// What each combination is called.
  private static func places(of claim: ProofClaim) -> [String] {
    let swept = claim.subject.constants.filter { $0.values.count > 1 }.map(\.name)
    return claim.combinations.map { combination in
      let values = zip(swept, combination.values).map { "\($0) = \($1)" }.joined(separator: ", ")
      return claim.subject.check + (values.isEmpty ? "" : " (\(values))")
    }
  }

  private static func strength(of verdict: VerdictKind) -> Int {
    switch verdict {
    case .proved: 4
    case .explored, .reached: 3
    case .bounded: 2
    case .unknown: 1
    case .violated: 0
    }
  }
}
