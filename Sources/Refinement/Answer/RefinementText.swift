import Checking
import Diagnostics
import ModelIR
package import Traces
package import Wording

/// An answer for people.
package struct RefinementText {
  private let refinement: Refinement
  private let file: String
  private let ink: Ink

  /// `file` is the abstract model, as it is to be named.
  package init(_ refinement: Refinement, file: String, ink: Ink) {
    self.refinement = refinement
    self.file = file.visible
    self.ink = ink
  }

  private var model: TransitionSystem { refinement.model }

  /// Lines for a terminal; `run` is the trace of a stray.
  package func lines(of answer: RefinementAnswer, run: TraceDocument?) -> [String] {
    let states = Quantity.count(answer.states, "state")
    switch answer.outcome {
    case .refines:
      let head =
        "refines \(file): \(states), \(Quantity.count(Int(clamping: answer.firings), "step")), all of them none or "
        + (answer.pairsPerSteps.count == 1 ? "one" : "up to \(answer.pairsPerSteps.count)") + " of its steps"
      return wrap(head, first: 0, .good) + account(of: answer)
    case .unknown(let reason):
      return wrap("unknown whether it refines \(file): \(reason)", first: 0, .doubtful) + account(of: answer)
    case .strays(let stray): return lines(of: stray, run)
    }
  }

  private func wrap(_ text: String, first: Int, _ style: Ink.Style? = nil) -> [String] {
    Layout.wrap(text, first: first, indentation: first + 2).map { line in style.map { ink($0, line) } ?? line
    }
  }

  private func account(of answer: RefinementAnswer) -> [String] {
    let counts = answer.pairsPerSteps.enumerated().filter { $0.element > 0 }.map { index, count in
      "\(Quantity.grouped(UInt64(count))) by \(Quantity.count(index + 1, "step"))"
    }
    let text =
      "of them there: \(Quantity.count(answer.abstractStates, "state"))"
      + (counts.isEmpty ? "" : "; different ones lead to one another " + counts.joined(separator: ", "))
    var lines = wrap(text, first: 2)
    if !answer.unusedRules.isEmpty {
      let names = answer.unusedRules.map { "\"\($0)\"" }.joined(separator: ", ")
      lines += wrap("no step is, or needs to be: \(names)", first: 2)
    }
    return lines
  }

  private func lines(of stray: RefinementAnswer.Stray, _ run: TraceDocument?) -> [String] {
    let steps = stray.run.count - 1
    let what = stray.missing.map { "step \(steps) leads to what is no state of it: \($0)" }
    let head =
      steps == 0
      ? stray.missing.map { "a start state is no state of it: \($0)" } ?? "a start state is none of its"
      : what ?? "step \(steps) is none of its steps"
    var lines = wrap("does not refine \(file): \(head)", first: 0, .bad)
    if let run { lines += TraceText.steps(of: run, ink: ink) }
    let variables = TraceDocument.variables(of: model)
    func contents(_ state: State) -> [Content] { ContentReader.contents(of: state, in: model) }
    if let before = stray.before {
      lines += ["in \(file) before it:"] + TraceText.lines(of: contents(before), variables, ink: ink)
      if let after = stray.after {
        lines += ["and what it changes there:"]
        lines += TraceText.lines(
          of: StateChange.changes(from: contents(before), to: contents(after), variables: variables), ink: ink
        )
      }
    } else if let after = stray.after {
      lines += ["in \(file):"] + TraceText.lines(of: contents(after), variables, ink: ink)
    }
    if !stray.nearest.isEmpty { lines.append("nearest there:") }
    for step in stray.nearest { lines += text(of: step, stray) }
    return lines
  }

  private func text(of step: NearestStep, _ stray: RefinementAnswer.Stray) -> [String] {
    let rule = model.rule(of: step.firing)
    let arguments = zip(rule.parameters, step.firing.arguments).map { parameter, value in
      "\(parameter.name) = \(model.text(of: value, type: parameter.type))"
    }
    let name = "\"\(rule.name)\"" + (arguments.isEmpty ? "" : " (\(arguments.joined(separator: ", ")))")
    let places = model.cellPlaces
    let differences = step.differences.prefix(4).map { cell in
      func text(_ state: State?) -> String {
        state?.cells[cell].map { model.text(of: $0, type: places[cell].type) } ?? "undefined"
      }
      return "\(model.nameOfCell(cell)) is \(text(step.state)), not \(text(stray.after))"
    }
    let rest = step.differences.count - differences.count
    var reasons = differences + (rest > 0 ? ["\(rest) more"] : [])
    if step.isDisabled { reasons.insert("its guard is false", at: 0) }
    return wrap("\(name): " + reasons.joined(separator: "; "), first: 2)
  }
}
