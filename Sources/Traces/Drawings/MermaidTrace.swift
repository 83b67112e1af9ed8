import Diagnostics

/// Writes a trace as a Mermaid sequence diagram: a participant for each process, a message for each step, a note for what
/// it changes.
package struct MermaidTrace {
  private let document: TraceDocument
  private let lanes: TraceLanes
  private var lines = ["sequenceDiagram"]

  package static func lines(of document: TraceDocument) -> [String] {
    var diagram = MermaidTrace(document: document, lanes: TraceLanes(document))
    diagram.draw()
    return diagram.lines
  }

  private init(document: TraceDocument, lanes: TraceLanes) {
    self.document = document
    self.lanes = lanes
  }

  private mutating func add(_ line: String) { lines.append("  " + line) }

  private mutating func draw() {
    for (lane, name) in lanes.names.enumerated() { add("participant lane\(lane) as \(Self.escaped(name))") }
    var before: [Content]?
    for (number, step) in document.steps.enumerated() {
      draw(step, number: number, after: before)
      before = step.contents ?? before
      if document.starvation?.from == number {
        addNote(
          document.waiting.map { "here \($0.premise), and from here on never \($0.goal)" }
            ?? "from here on \"\(document.origin.claim)\" can never hold")
      }
    }
    let conclusion = TraceConclusion(document)
    add(conclusion.isGood ? "rect rgba(20, 140, 70, 0.2)" : "rect rgba(220, 40, 30, 0.2)")
    addNote(conclusion.sentence)
    for remark in document.fairnessRemarks { addNote(remark) }
    add("end")
  }

  private mutating func draw(_ step: TraceDocument.Step, number: Int, after before: [Content]?) {
    let lane = "lane\(lanes[step.action])"
    let start = number == 0 ? "start: " : ""
    add("\(lane)->>\(lane): \(number) \(Self.escaped(start + step.action.text))")
    guard let before else { return }
    guard let after = step.contents else {
      add("Note over \(lane): the step fails")
      return
    }
    let changes = StateChange.changes(from: before, to: after, variables: document.variables).map {
      Self.escaped("\($0.path): \($0.before) \u{2192} \($0.after)")
    }
    if !changes.isEmpty { add("Note over \(lane): \(changes.joined(separator: "<br/>"))") }
  }

  /// A note across all participants.
  private mutating func addNote(_ text: String) {
    let last = lanes.names.count - 1
    add("Note over lane0\(last > 0 ? ",lane\(last)" : ""): \(Self.escaped(text))")
  }

  /// Characters that mean something to Mermaid or to HTML, as entity codes.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.visible.unicodeScalars {
      switch scalar {
      case "#", ";", ":", "\"", "<", ">", "&", "%", "\\", "`", "{", "}", "[", "]", "(", ")", "|", "$":
        result += "#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
