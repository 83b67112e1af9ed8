import Checking
import ModelIR

/// Draws a trace for a terminal of 80 columns: numbered steps, and of each only what changes.
package struct TraceText {
  /// Columns that the number of a step takes; what a step does is indented beneath it.
  private static let numberWidth = 4
  private static let indentation = 8

  /// The most lines for the content of one variable.
  private static let longestContent = 12

  private let variables: [TraceDocument.ShownVariable]
  private let ink: Ink
  private var lines: [String] = []

  private init(_ variables: [TraceDocument.ShownVariable], ink: Ink) {
    self.variables = variables
    self.ink = ink
  }

  /// The lines of the whole trace, its ending included.
  package static func lines(of document: TraceDocument, ink: Ink) -> [String] {
    var text = TraceText(document.variables, ink: ink)
    text.drawTitle(of: document)
    text.drawSteps(of: document)
    text.drawEnding(of: document)
    return text.lines
  }

  /// The lines of a step that keeps an invariant from being proved.
  package static func lines(of document: InductionDocument, ink: Ink) -> [String] {
    var text = TraceText(document.variables, ink: ink)
    text.lines.append(ink(.strong, "counterexample to induction of \"\(document.claim)\":"))
    text.drawHeading("some state", number: 0, anchor: nil)
    text.drawState(document.before)
    text.drawHeading(document.step.action.text, number: 1, anchor: document.step.anchor)
    text.draw(document.changes)
    let claim = "\"\(document.claim)\"\(TraceDocument.text(of: document.arguments))"
    text.close(.doubtful, "no longer true: \(claim) (\(document.source.location))")
    text.close(.doubtful, InductionDocument.advice)
    return text.lines
  }

  private mutating func drawTitle(of document: TraceDocument) {
    let steps = Quantity.count(document.length, "step")
    switch document.ending {
    case .reaches:
      lines.append(ink(.strong, "witness of \"\(document.origin.claim)\", \(steps):"))
    case .violates, .fails, .guardFails, .deadlock, .starves:
      lines.append(ink(.strong, "counterexample to \"\(document.origin.claim)\", \(steps):"))
    }
  }

  private mutating func drawSteps(of document: TraceDocument) {
    var before: [Content]?
    for (number, step) in document.steps.enumerated() {
      let title = number == 0 ? "start: \(step.action.text)" : step.action.text
      drawHeading(title, number: number, anchor: step.anchor)
      if let contents = step.contents {
        if let before {
          draw(StateChange.changes(from: before, to: contents, variables: variables))
        } else {
          drawState(contents)
        }
        before = contents
      }
      drawBeginOfStarvation(of: document, after: number)
    }
  }

  private mutating func drawHeading(_ title: String, number: Int, anchor: KernelAnchor?) {
    let label = Layout.padLeft("\(number)", to: Self.numberWidth)
    let wrapped = Layout.wrap(title, first: Self.numberWidth + 2, indentation: Self.numberWidth + 4)
    for (position, line) in wrapped.enumerated() {
      lines.append(
        position == 0 ? label + ink(.strong, String(line.dropFirst(label.count))) : ink(.strong, line))
    }
    guard let anchor else { return }
    let place = "\(anchor.file) \(anchor.function)"
    if let last = wrapped.last, last.count + 2 + place.count <= Layout.width {
      lines[lines.count - 1] += "  " + ink(.dim, place)
    } else {
      lines.append(String(repeating: " ", count: Self.numberWidth + 4) + ink(.dim, place))
    }
  }

  private mutating func drawState(_ contents: [Content]) {
    for (variable, content) in zip(variables, contents) {
      let strip = variable.view == "strip" ? content.strip : nil
      draw("\(variable.name): \(strip ?? content.text)")
    }
  }

  private mutating func draw(_ changes: [StateChange]) {
    for change in changes { draw("\(change.path): \(change.before) -> \(change.after)") }
    if changes.isEmpty { draw("(nothing changes)") }
  }

  private mutating func draw(_ text: String) {
    let wrapped = Layout.wrap(text, first: Self.indentation, indentation: Self.indentation + 2)
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
    lines += Layout.wrap("---- from here on \(claim) can never hold:", first: 0, indentation: 5)
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
    case .starves(_, let loopsTo, _):
      let end = loopsTo.map { "the run comes back to state \($0)" } ?? "dead end"
      close(.bad, "\(end): \(claim) never holds\(place)")
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
