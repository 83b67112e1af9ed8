import Checking
import ModelIR
import OrderedJSON

/// What else can happen, as the script reads it.
extension HTMLTrace {
  /// Nil if there is nothing known, or the cells of a state are not the leaves of the page.
  func surroundings(_ excerpts: inout ModelExcerpts, leaves: Int) -> JSON? {
    guard let context, let around = study?.surroundings else { return nil }
    let interpreter = Interpreter(context.system)
    let types = context.system.variables.flatMap { interpreter.map.components(of: $0.type) }
    guard types.count == leaves else { return nil }
    let actions = around.firings.map { firing in
      let step = context.step(Trace.Step(firing: firing, state: nil))
      let arguments = TraceDocument.text(of: step.action.arguments)
      return JSON.object([
        "name": .string(step.action.name), "arguments": arguments.isEmpty ? nil : .string(arguments),
        "actor": step.action.actor.map { .string($0.content.text) },
        "lane": lane(of: step.action).map(JSON.integer),
        "kernel": step.anchor.map { .string("\($0.file) \($0.function)") },
        "source": Self.source(step.source),
        "excerpt": step.source.flatMap { excerpts.position(of: $0) }.map(JSON.integer),
      ])
    }
    let moves = around.moves.map { moves -> JSON in
      guard let moves else { return .null }
      return .array(
        moves.map { move in
          .array([
            .integer(move.firing), move.target.map(JSON.integer) ?? .string(move.failure ?? ""),
            .array(
              move.changes.flatMap { change -> [JSON] in
                let value = change.value.map { Content($0, type: types[change.cell], in: context.system) }
                return [.integer(change.cell), StateHistory.json(of: value ?? .undefined)]
              }),
          ])
        })
    }
    return .object([
      "actions": .array(actions), "moves": .array(moves),
      "places": .array(around.places.map { $0.map(JSON.integer) ?? .null }),
      "violating": .array(around.violating.map(JSON.integer)), "judged": .integer(around.judged),
      "depth": .integer(around.depth), "complete": .boolean(around.isComplete),
      "cut": .array(around.cut.map(JSON.integer)), "leavesOut": .boolean(around.leavesOutInstances),
    ])
  }

  static func source(_ span: SourceSpan?) -> JSON? {
    span.map { .object(["file": .string($0.file), "line": .integer($0.line)]) }
  }

  /// Nil of a process that does nothing in the trace.
  private func lane(of action: TraceDocument.Action) -> Int? {
    action.actor == nil ? 0 : lanes[action] > 0 ? lanes[action] : nil
  }
}
