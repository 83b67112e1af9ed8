import Diagnostics
package import OrderedJSON

/// An answer for programs; `docs/conform.md` describes it.
package enum ConformanceJSON {
  package static func json(
    of answer: ConformanceAnswer, model: String, log: String, toolVersion: String, trace: String?
  ) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("schema", .string("p2pcheck-conformance")), JSON.Member("version", .integer(1)),
      JSON.Member("tool", .string("p2pcheck \(toolVersion)")),
      JSON.Member("model", .string(model.visible)), JSON.Member("log", .string(log.visible)),
    ]
    func add(_ name: String, _ value: JSON) { members.append(JSON.Member(name, value)) }
    switch answer.outcome {
    case .explained(let firings):
      add("outcome", .string("explained"))
      add("steps", .integer(max(firings.count - 1, 0)))
      if let trace { add("trace", .string(trace.visible)) }
    case .notExplained(let mismatch):
      add("outcome", .string("not explained"))
      add("line", .integer(mismatch.entry.line))
      add("entry", .string(mismatch.entry.text))
      add("seen", .array(mismatch.entry.seen.map(JSON.string)))
      add("stage", .string(mismatch.stage.rawValue))
      add("possible", .array(mismatch.possible.map(JSON.string)))
      add("failedSteps", .integer(Int(clamping: mismatch.failures)))
    case .unknown(let reason):
      add("outcome", .string("unknown"))
      add("reason", .string(reason.visible))
    }
    add("entries", .integer(answer.entries))
    add("explained", .integer(answer.explained))
    add("largestFrontier", .integer(answer.largestFrontier))
    add("expansions", .integer(answer.expansions))
    add("successor", .string(answer.successor))
    add("notes", .array(answer.notes.map(JSON.string)))
    return .object(members)
  }
}
