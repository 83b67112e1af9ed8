package import OrderedJSON

/// A counterexample to induction as JSON, with values as in a trace.
extension ITFWriter {
  package static func json(of document: InductionDocument) -> JSON {
    func state(_ contents: [Content]) -> JSON {
      .object(zip(document.variables, contents).map { JSON.Member($0.name, value($1)) })
    }
    return .object([
      "before": state(document.before),
      "step": step(document.step),
      "after": state(document.after),
      "changes": .array(
        document.changes.map {
          .object([
            "path": .string($0.path), "before": .string($0.before), "after": .string($0.after),
          ])
        }),
      "parameters": arguments(document.arguments),
      "advice": .string(InductionDocument.advice),
    ])
  }
}
