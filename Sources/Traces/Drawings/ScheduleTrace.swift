import ModelIR
import OrderedJSON

/// Writes who does what in which order, and where in the kernel, for a driver that lets it happen: one JSON object.
package enum ScheduleTrace {
  package static func lines(of document: TraceDocument) -> [String] {
    let steps = document.steps.enumerated().dropFirst().map { number, step in json(number, step) }
    let schedule = JSON.object([
      JSON.Member("schema", .string("p2pcheck-schedule")), JSON.Member("version", .integer(1)),
      JSON.Member("model", .string(document.origin.model)),
      JSON.Member("claim", .string(document.origin.claim)), JSON.Member("steps", .array(steps)),
    ])
    return [String(JSONWriter.text(of: schedule).dropLast())]
  }

  private static func json(_ number: Int, _ step: TraceDocument.Step) -> JSON {
    .object([
      JSON.Member("step", .integer(number)),
      JSON.Member("actor", step.action.actor.map { .string($0.content.text) } ?? .null),
      JSON.Member("rule", .string(step.action.name)),
      JSON.Member("file", step.anchor.map { .string($0.file) } ?? .null),
      JSON.Member("function", step.anchor.map { .string($0.function) } ?? .null),
      JSON.Member("operation", step.operation.map { .string($0) } ?? .null),
    ])
  }
}
