import Checking
import Checks
import Reporting
import Wording

/// A check as it is listed for people: what is expected of it beyond that everything holds.
extension ResolvedCheck {
  func lines(ink: Ink) -> [String] {
    let title = check.identity.title.map { ": \($0)" } ?? ""
    var lines = Layout.wrap("\(check.identity.id)\(title)", first: 0, indentation: 2).map { ink(.strong, $0) }
    lines += Layout.wrap(origin, first: 2, indentation: 4)
    let remarkable = claims.filter { $0.cases.count > 1 || $0.cases.first?.verdict.isHolding == false }
    for claim in remarkable { lines += claim.lines }
    let others = claims.count - remarkable.count
    let noun = remarkable.isEmpty ? ("property", "properties") : ("other property", "other properties")
    if others > 0 { lines.append("  holds  \(Quantity.count(others, noun.0, noun.1))") }
    lines += Self.lines("never fires", neverFires) + Self.lines("vacuous", vacuous)
    return lines
  }

  private var origin: String {
    let constants = check.settings.map { "\($0.name)=\($0.values.joined(separator: ","))" }
    let options =
      [engine, "deadlock \(check.deadlock.rawValue)"] + (check.symmetry ? [] : ["symmetry off"])
      + (check.failuresEndRuns ? ["failures end runs"] : [])
    let family = check.family.map { " (family \($0))" } ?? ""
    return ([check.model] + constants + options).joined(separator: ", ") + family
  }

  /// Grouped by why, in the order of the model.
  private static func lines(_ what: String, _ silences: [Silence]) -> [String] {
    var reasons: [String?] = []
    for silence in silences where !reasons.contains(silence.need) { reasons.append(silence.need) }
    return reasons.flatMap { reason in
      let names = silences.filter { $0.need == reason }.map { "\"\($0.name)\"" }.joined(separator: ", ")
      let why = reason.map { "needs \($0): " } ?? ""
      return Layout.wrap("\(what): \(why)\(names)", first: 2, indentation: 4)
    }
  }
}

extension ResolvedCheck.Claim {
  fileprivate var lines: [String] {
    cases.flatMap { item in
      let place =
        switch item.patterns {
        case let patterns?: " where " + patterns.map(\.description).joined(separator: "; ")
        case nil: cases.count > 1 ? " otherwise" : ""
        }
      return Layout.wrap("\(item.verdict.word)  \"\(name)\"\(place)", first: 2, indentation: 4)
    }
  }
}

extension ExpectedVerdict {
  fileprivate var isHolding: Bool {
    switch self {
    case .holds: true
    case .exactly(let kind): kind.holds
    }
  }
}
