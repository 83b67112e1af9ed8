import Diagnostics
import OrderedJSON
package import Wording

/// An answer for people.
package enum ConformanceText {
  /// Lines for a terminal; `log` is the log's name.
  package static func lines(of answer: ConformanceAnswer, log: String, ink: Ink) -> [String] {
    let log = log.visible
    switch answer.outcome {
    case .explained(let firings):
      let steps = Quantity.count(max(firings.count - 1, 0), "step")
      let text =
        "explained: the model does all \(Quantity.count(answer.entries, "entry", "entries")) of \(log) in \(steps)"
      return [ink(.good, text.visibleAtLineStart)]
    case .unknown(let reason):
      let entries = Quantity.count(answer.entries, "entry", "entries")
      return Layout.wrap(
        "unknown: \(reason); explained: \(answer.explained) of \(entries)", first: 0, indentation: 2
      ).map { ink(.doubtful, $0) }
    case .notExplained(let mismatch):
      return lines(of: mismatch, answer, log: log, ink: ink)
    }
  }

  private static func lines(
    of mismatch: ConformanceAnswer.Mismatch, _ answer: ConformanceAnswer, log: String, ink: Ink
  ) -> [String] {
    let entry = mismatch.entry
    let head = "not explained: \(entry.text) (\(log):\(entry.line))"
    var lines = Layout.wrap(head, first: 0, indentation: 2).map { ink(.bad, $0) }
    lines.append(
      "  explained before it: \(answer.explained) of \(Quantity.count(answer.entries, "entry", "entries"))")
    let seen = entry.seen
    if !seen.isEmpty {
      lines += Layout.wrap("seen: " + seen.joined(separator: ", "), first: 2, indentation: 4)
    }
    if mismatch.possible.isEmpty {
      lines.append("  the model: \(mismatch.stage.nothing)")
    } else {
      lines.append("  the model: \(mismatch.stage.lead)")
      for text in mismatch.possible { lines += Layout.wrap(text, first: 4, indentation: 6) }
    }
    if mismatch.failures > 0 {
      lines += Layout.wrap(
        "steps that fail were met \(Quantity.count(mismatch.failures, "time")); what would come after them is not "
          + "searched", first: 2, indentation: 4)
    }
    return lines
  }
}

extension LogEntry {
  /// What came of it, and by whom.
  package var seen: [String] {
    var seen: [String] = []
    if let actor { seen.append("actor \(actor.text)") }
    if let result { seen.append("result \(result.text)") }
    for observation in observations {
      seen.append("\(observation.name.visible) = \(Self.short(observation.value))")
    }
    return seen
  }

  private static let longest = 60

  private static func short(_ value: JSON) -> String {
    let text = JSONWriter.text(of: value).split(whereSeparator: \.isNewline).map(\.visible).joined(
      separator: " ")
    return text.count > longest ? text.prefix(longest) + "..." : text
  }
}

extension ConformanceAnswer.Mismatch.Stage {
  fileprivate var lead: String {
    switch self {
    case .begins: "the call cannot begin; these can:"
    case .returns: "the call ends in another way:"
    case .observes: "the call ends so, and then:"
    }
  }

  fileprivate var nothing: String {
    switch self {
    case .begins: "no call can begin"
    case .returns: "the call begins, and does not end"
    case .observes: "the call ends so, and then something else is seen"
    }
  }
}
