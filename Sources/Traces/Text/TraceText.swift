import Checking
import Diagnostics
import ModelIR
package import Wording

/// Draws a trace for a terminal of 80 columns: numbered steps, and of each only what changes.
package struct TraceText {
  /// Columns that the number of a step takes; what a step does is indented beneath it.
  private static let numberWidth = 4
  private static let indentation = 8

  /// The most lines for the content of one variable.
  private static let longestContent = 12

  /// In a start state of more variables, those that never change stand apart.
  private static let manyVariables = 8

  /// Parts of parts are indented so often.
  private static let deepestPart = 10

  private let variables: [TraceDocument.ShownVariable]
  private let ink: Ink
  private var lines: [String] = []

  private init(_ variables: [TraceDocument.ShownVariable], ink: Ink) {
    self.variables = variables
    self.ink = ink
  }

  /// The lines of the whole trace, its ending included.
  package static func lines(
    of document: TraceDocument, explanation: TraceExplanation? = nil, ink: Ink
  ) -> [String] {
    var text = TraceText(document.variables, ink: ink)
    text.drawTitle(of: document)
    text.drawSteps(of: document, explanation)
    text.drawEnding(of: document)
    if let explanation {
      text.lines += explanation.remarks
      text.lines += ["", ink(.dim, explanation.legend)]
      text.lines += explanation.account.flatMap { Layout.wrap($0, first: 0, indentation: 0) }
    }
    return text.lines
  }

  /// The lines of the steps alone.
  package static func steps(of document: TraceDocument, ink: Ink) -> [String] {
    var text = TraceText(document.variables, ink: ink)
    text.drawSteps(of: document, nil)
    return text.lines
  }

  /// The lines of one state.
  package static func lines(
    of contents: [Content], _ variables: [TraceDocument.ShownVariable], ink: Ink
  ) -> [String] {
    var text = TraceText(variables, ink: ink)
    text.drawState(contents, changing: nil)
    return text.lines
  }

  /// The lines of a step that keeps an invariant from being proved.
  package static func lines(of document: InductionDocument, ink: Ink) -> [String] {
    var text = TraceText(document.variables, ink: ink)
    text.drawTitle("counterexample to induction of \"\(document.claim)\":")
    text.drawHeading("some state", number: 0)
    text.drawState(document.before, changing: nil)
    text.drawHeading(
      document.step.action.text, number: 1, actor: document.step.action.actor, anchor: document.step.anchor)
    text.draw(document.changes)
    let claim = "\"\(document.claim)\"\(TraceDocument.text(of: document.arguments))"
    text.close(.doubtful, "no longer true: \(claim) (\(document.source.location))")
    text.close(.doubtful, InductionDocument.advice)
    return text.lines
  }

  /// The lines of what one step changes.
  package static func lines(of changes: [StateChange], ink: Ink) -> [String] {
    var text = TraceText([], ink: ink)
    text.draw(changes)
    return text.lines
  }

  /// The lines of the ending.
  package static func ending(of document: TraceDocument, ink: Ink) -> [String] {
    var text = TraceText(document.variables, ink: ink)
    text.drawEnding(of: document)
    return text.lines
  }

  private mutating func drawTitle(of document: TraceDocument) {
    let kind = document.isWitness ? "witness of" : "counterexample to"
    let steps = Quantity.count(document.length, "step")
    drawTitle("\(kind) \"\(document.origin.claim.visible)\", \(steps):")
  }

  private mutating func drawTitle(_ title: String) {
    lines += Layout.wrap(title, first: 0, indentation: 2).map { ink(.strong, $0) }
  }

  private mutating func drawSteps(of document: TraceDocument, _ explanation: TraceExplanation?) {
    var before: [Content]?
    for (number, step) in document.steps.enumerated() {
      let title = number == 0 ? "start: \(step.action.text)" : step.action.text
      drawHeading(
        title, number: number, mark: explanation?.mark(of: number) ?? " ", actor: step.action.actor,
        anchor: step.anchor)
      if let remark = explanation?.remark(on: number) {
        lines.append(String(repeating: " ", count: Self.indentation) + ink(.dim, remark))
      }
      if let contents = step.contents {
        if let before {
          draw(StateChange.changes(from: before, to: contents, variables: variables))
        } else {
          drawState(contents, changing: document.changingVariables)
        }
        before = contents
      }
      drawBeginOfStarvation(of: document, after: number)
    }
  }

  private mutating func drawHeading(
    _ title: String, number: Int, mark: Character = " ", actor: TraceDocument.Argument? = nil,
    anchor: KernelAnchor? = nil
  ) {
    let label = Layout.padLeft("\(number)", to: Self.numberWidth) + String(mark)
    let style = actor.map { Ink.Style.actor(Int(clamping: $0.value)) } ?? .strong
    let wrapped = Layout.wrap(title, first: label.count + 1, indentation: Self.numberWidth + 4)
    for (position, line) in wrapped.enumerated() {
      lines.append(position == 0 ? label + ink(style, String(line.dropFirst(label.count))) : ink(style, line))
    }
    guard let anchor else { return }
    let place = "\(anchor.file) \(anchor.function)".visible
    if let last = wrapped.last, last.count + 2 + place.count <= Layout.width {
      lines[lines.count - 1] += "  " + ink(.dim, place)
    } else {
      lines.append(String(repeating: " ", count: Self.numberWidth + 4) + ink(.dim, place))
    }
  }

  /// All variables; of many, those that never change come last and in a paragraph.
  private mutating func drawState(_ contents: [Content], changing: Set<Int>?) {
    var constant: [String] = []
    for (index, (variable, content)) in zip(variables, contents).enumerated() {
      let text = "\(variable.name): \(variable.text(of: content))"
      if contents.count > Self.manyVariables, let changing, !changing.contains(index) {
        constant.append(text.visible + ";")
      } else {
        draw(text)
      }
    }
    guard !constant.isEmpty else { return }
    constant[constant.count - 1].removeLast()
    draw(
      Layout.wrap(
        words: ["never changes:"] + constant, first: Self.indentation, indentation: Self.indentation + 2))
  }

  /// What one step changes; fields of the same record share their lines.
  private mutating func draw(_ changes: [StateChange]) {
    var rest = changes[...]
    while let change = rest.popFirst() {
      if let strip = change.strip {
        lines += strip.lines(change.path.visible, indentation: Self.indentation, ink: ink)
        continue
      }
      let record = change.record
      let siblings = record == nil ? [] : rest.prefix { $0.strip == nil && $0.record == record }
      rest = rest.dropFirst(siblings.count)
      if let record, !siblings.isEmpty {
        let fields = ([change] + siblings).map { "\($0.field) \($0.before) -> \($0.after)" }
        draw(fields: fields, of: record)
      } else {
        draw("\(change.path): \(change.before) -> \(change.after)")
      }
    }
    if changes.isEmpty { draw("(nothing changes)") }
  }

  private mutating func draw(fields: [String], of record: String) {
    let ended = fields.enumerated().map { $0.offset < fields.count - 1 ? "\($0.element)," : $0.element }
    let words = ["\(record):"] + ended
    draw(
      Layout.wrap(
        words: words.map(\.visible), first: Self.indentation, indentation: Self.indentation + 2))
  }

  private mutating func draw(_ text: String) {
    draw(Layout.wrap(text, first: Self.indentation, indentation: Self.indentation + 2))
  }

  private mutating func draw(_ wrapped: [String]) {
    lines += wrapped.prefix(Self.longestContent)
    let rest = wrapped.count - Self.longestContent
    if rest > 0 {
      let indentation = String(repeating: " ", count: Self.indentation + 2)
      lines.append(
        indentation + ink(.dim, "... and \(Quantity.count(rest, "more line")), all in the trace file"))
    }
  }

  private mutating func drawBeginOfStarvation(of document: TraceDocument, after number: Int) {
    guard case .starves(let from, _, let arguments) = document.ending, from == number else { return }
    let claim = "\"\(document.origin.claim)\"\(TraceDocument.text(of: arguments))"
    let text =
      document.waiting.map { "here `\($0.premise)`, and from here on never `\($0.goal)`:" }
      ?? "from here on \(claim) can never hold:"
    lines += Layout.wrap("---- \(text)", first: 0, indentation: 5)
      .map { ink(.bad, $0) }
  }

  private mutating func drawEnding(of document: TraceDocument) {
    let claim = "\"\(document.origin.claim)\""
    let place = document.origin.source.map { " (\($0.location))" } ?? ""
    switch document.ending {
    case .violates(let arguments):
      close(.bad, "violated: \(claim)\(TraceDocument.text(of: arguments))\(place)")
    case .reaches(let arguments):
      close(.good, "reached: \(claim)\(TraceDocument.text(of: arguments))\(place)")
    case .explains:
      close(.good, "explained: the model has this behaviour")
    case .deadlock:
      close(.bad, "deadlock: \(Self.deadEnd(document.origin.deadlock))")
    case .fails(let fault, let property):
      let subject = property.map { "evaluating \"\($0)\" fails: " } ?? "fails: "
      close(.bad, subject + fault.message, fault)
    case .guardFails(let fault, let action):
      close(
        .bad,
        "evaluating the guard of \"\(action.name)\"\(TraceDocument.text(of: action.arguments)) fails: "
          + fault.message, fault)
    case .starves(let from, let loopsTo, let arguments):
      let end = loopsTo.map { "the run comes back to state \($0)" } ?? "dead end"
      if let waiting = document.waiting {
        let subject = claim + TraceDocument.text(of: arguments)
        close(.bad, "\(end): \(subject): \(waiting.sentence(from: from))\(place)")
        lines += document.fairnessRemarks.flatMap { Layout.wrap($0, first: 2, indentation: 4) }
        break
      }
      close(.bad, "\(end): \(claim) never holds\(place)")
    }
    for part in document.account {
      let indentation = 2 + 2 * min(part.depth, Self.deepestPart)
      lines += Layout.wrap(
        words: part.words.map(\.visible), first: indentation, indentation: indentation + 4)
    }
  }

  private static func deadEnd(_ mode: DeadlockMode) -> String {
    switch mode {
    case .stuck: "no rule is enabled"
    case .off, .stuttering: "no rule leads to another state"
    }
  }

  private mutating func close(_ style: Ink.Style, _ text: String, _ fault: TraceDocument.Fault? = nil) {
    lines += Layout.wrap(text, first: 0, indentation: 2).map { ink(style, $0) }
    guard let source = fault?.source else { return }
    lines.append(ink(.dim, "  --> \(source.location)"))
    lines += source.snippet(ink).map { "  " + $0 }
  }
}
