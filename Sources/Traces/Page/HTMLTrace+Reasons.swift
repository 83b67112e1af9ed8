import Wording

/// Why the trace ends as it does.
extension HTMLTrace {
  var reasons: [PageContent.Reasons] {
    [fairness, account, failure].compactMap(\.self) + hindrances
  }

  /// The places that decide the ending; what only has the name of one has another value.
  var placesRead: [String] {
    var seen: Set<String> = []
    var texts: [String: String] = [:]
    // Within a step that fails, values change.
    for (variable, content) in zip(document.variables, document.steps.last?.contents ?? []) {
      Self.collect(content, at: variable.name, &texts)
    }
    return reasons.flatMap(\.lines).flatMap(\.reads).filter { read in
      seen.insert(read.path).inserted && texts[read.path] ?? read.value == read.value
    }.map(\.path)
  }

  private static func collect(_ content: Content, at path: String, _ texts: inout [String: String]) {
    switch content {
    case .undefined, .boolean, .integer, .symbol: texts[path] = content.text
    case .record(let fields):
      for field in fields { collect(field.content, at: "\(path).\(field.name)", &texts) }
    case .array(let elements):
      for element in elements { collect(element.content, at: "\(path)[\(element.index.text)]", &texts) }
    }
  }

  private var fairness: PageContent.Reasons? {
    let lines = document.fairnessRemarks.map(Self.sentence)
    return lines.isEmpty ? nil : PageContent.Reasons(heading: nil, lines: lines)
  }

  private var account: PageContent.Reasons? {
    let account = study?.account ?? document.account
    return account.isEmpty ? nil : PageContent.Reasons(heading: nil, lines: account.map(Self.line))
  }

  /// What was evaluated when a step or a condition failed.
  private var failure: PageContent.Reasons? {
    guard let failure = study?.failure else { return nil }
    let line = PageContent.AccountLine(
      indentation: 0, code: failure.text, words: "", isFalse: false, isTrue: false,
      reads: failure.readings.filter { $0.name != failure.text || failure.readings.count == 1 }.map(Self.read)
    )
    return PageContent.Reasons(heading: "What was evaluated", lines: [line])
  }

  /// At a deadlock, what is in the way of each rule.
  private var hindrances: [PageContent.Reasons] {
    (study?.hindrances ?? []).map { account in
      let name = account.action.text
      switch account.answer {
      case .enabled(let remark):
        return PageContent.Reasons(
          heading: "\(name) is enabled" + (remark.map { ", \($0)" } ?? ""), lines: [])
      case .disabled(let parts):
        return PageContent.Reasons(
          heading: "\(name) is not enabled", lines: parts.flatMap { $0.map(Self.line) })
      case .fails(let fault):
        return PageContent.Reasons(
          heading: "\(name) is not enabled",
          lines: [Self.sentence("evaluating its guard fails: \(fault.message)")])
      }
    }
  }

  private static func sentence(_ text: String) -> PageContent.AccountLine {
    PageContent.AccountLine(
      indentation: 0, code: nil, words: text, isFalse: false, isTrue: false, reads: [])
  }

  private static func line(_ part: TraceDocument.Evaluation) -> PageContent.AccountLine {
    let bound = part.bindings.map(\.text) + (part.every.map { ["every \($0)"] } ?? [])
    // What only repeats the text says nothing.
    let readings = part.readings.filter { $0.text != part.text && !part.bindings.contains($0) }
    return PageContent.AccountLine(
      indentation: 2 * part.depth, code: part.text,
      words: bound.isEmpty ? "" : "for " + bound.joined(separator: ", "), isFalse: !part.holds,
      isTrue: part.holds, reads: readings.map(read))
  }

  private static func read(_ reading: TraceDocument.Reading) -> PageContent.Read {
    PageContent.Read(path: reading.name, value: reading.content.text)
  }

  /// Which steps are necessary.
  var explained: [String] { study?.explanation?.account ?? [] }

  var markings: [PageContent.Marking] {
    (study?.explanation?.markings ?? []).map {
      PageContent.Marking(sign: String($0.sign), meaning: $0.meaning)
    }
  }
}
