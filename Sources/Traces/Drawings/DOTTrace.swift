import ModelIR

/// Writes a trace for Graphviz: a chain of states, each with what has changed, joined by the steps.
package struct DOTTrace {
  /// Of the steps of one process, the system's first.
  private static let colours = [
    "#5b6574", "#1c6dd0", "#c2410c", "#0f766e", "#7e22ce", "#a16207", "#be185d", "#3f6212",
  ]

  private let document: TraceDocument
  private let lanes: TraceLanes
  private let conclusion: TraceConclusion
  private let starvation: TraceDocument.Starvation?
  private var lines: [String] = []

  package static func lines(of document: TraceDocument) -> [String] {
    var graph = DOTTrace(document)
    graph.draw()
    return graph.lines
  }

  private init(_ document: TraceDocument) {
    self.document = document
    lanes = TraceLanes(document)
    conclusion = TraceConclusion(document)
    starvation = document.starvation
  }

  private mutating func draw() {
    let label = ([conclusion.sentence] + document.fairnessRemarks).joined(separator: ". ")
    lines = [
      "digraph trace {",
      "  label=\(DOTText.string(label)); labelloc=t; fontname=\"sans-serif\";",
      "  node [shape=box, style=rounded, fontname=\"monospace\", fontsize=10];",
      "  edge [fontname=\"sans-serif\", fontsize=11];",
    ]
    var before: [Content]?
    for (number, step) in document.steps.enumerated() {
      let isRepetition = number == document.steps.count - 1 && starvation?.loopsTo != nil
      if !isRepetition { drawState(number, step, after: before) }
      if number > 0 { drawStep(number, step, isRepetition: isRepetition) }
      before = step.contents ?? before
    }
    lines.append("}")
  }

  private mutating func drawState(_ number: Int, _ step: TraceDocument.Step, after before: [Content]?) {
    var label = ["\(number)"]
    if let after = step.contents {
      if let before {
        label += StateChange.changes(from: before, to: after, variables: document.variables)
          .map { "\($0.path): \($0.before) \u{2192} \($0.after)" }
      } else {
        label += zip(document.variables, after).map { "\($0.name): \($1.text)" }
      }
    } else {
      label.append("the step fails")
    }
    let isLast = number == document.steps.count - 1
    let isDoomed = starvation.map { number >= $0.from } ?? isLast
    let colour = conclusion.isGood ? "#116633" : "#a8201a"
    let emphasis = isDoomed ? ", color=\"\(colour)\", penwidth=2" : ""
    lines.append("  s\(number) [label=\(DOTText.label(label))\(emphasis)];")
  }

  private mutating func drawStep(_ number: Int, _ step: TraceDocument.Step, isRepetition: Bool) {
    let colour = Self.colours[lanes[step.action] % Self.colours.count]
    var label = ["\(number) \(step.action.text)"]
    if let anchor = step.anchor { label.append("\(anchor.file) \(anchor.function)") }
    let target = isRepetition ? starvation?.loopsTo ?? number : number
    lines.append(
      "  s\(number - 1) -> s\(target)"
        + " [label=\(DOTText.label(label)), color=\"\(colour)\", fontcolor=\"\(colour)\"];")
  }
}
