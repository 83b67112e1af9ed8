import Checking
import ModelIR
package import OrderedJSON

/// Writes a trace in the Informal Trace Format (JSON).
package enum ITFWriter {
  package static func json(of document: TraceDocument) -> JSON {
    let names = document.variables.map(\.name)
    let variables = names + [ITFFormat.action, ITFFormat.picks]
    return .object([
      "#meta": meta(of: document),
      "vars": .array(variables.map(JSON.string)),
      "states": .array(
        document.steps.enumerated().compactMap { index, step in
          step.contents.map { state(index, step, names: names, contents: $0) }
        }),
      "loop": loop(of: document.ending).map(JSON.integer),
    ])
  }

  /// The state that comes after the last one: the last one repeats state `loopsTo`.
  private static func loop(of ending: TraceDocument.Ending) -> Int? {
    guard case .starves(_, let loopsTo, _) = ending else { return nil }
    return loopsTo.map { $0 + 1 }
  }

  private static func meta(of document: TraceDocument) -> JSON {
    let origin = document.origin
    return .object([
      "format": .string("ITF"),
      "format-description": .string("https://apalache-mc.org/docs/adr/015adr-trace.html"),
      "schema": .string(ITFFormat.description),
      "version": .integer(ITFFormat.version),
      "tool": .string("p2pcheck \(origin.toolVersion)"),
      "source": .string(origin.model),
      "digest": .string(origin.digest),
      "check": origin.check.map(JSON.string),
      "settings": .object(origin.settings.map { JSON.Member($0.name, .string($0.value)) }),
      "deadlock": .string(origin.deadlock.rawValue),
      "claim": .string(origin.claim),
      "claimSource": origin.source.map(source),
      "ending": ending(document.ending),
      "account": account(document.account),
      "leadsTo": document.waiting.map(waiting),
      "failingStep": failingStep(of: document),
      "views": .object(
        document.variables.compactMap { variable in
          variable.view.map { JSON.Member(variable.name, .string($0)) }
        }),
      "types": .object(
        document.variables.map { JSON.Member($0.name, .array($0.types.map(JSON.string))) }),
    ])
  }

  /// The last step if it has no state after it: ITF has no place for it among the states.
  private static func failingStep(of document: TraceDocument) -> JSON? {
    guard let last = document.steps.last, last.contents == nil else { return nil }
    return step(last)
  }

  private static func state(
    _ index: Int, _ step: TraceDocument.Step, names: [String], contents: [Content]
  ) -> JSON {
    let meta = self.step(step).members ?? []
    var members = [JSON.Member("#meta", .object([JSON.Member("index", .integer(index))] + meta))]
    members += zip(names, contents).map { JSON.Member($0, value($1)) }
    members.append(JSON.Member(ITFFormat.action, .string(step.action.name)))
    let picks = step.action.arguments.map { JSON.Member($0.name, value($0.content)) }
    members.append(JSON.Member(ITFFormat.picks, .object(picks)))
    return .object(members)
  }

  static func step(_ step: TraceDocument.Step) -> JSON {
    let members = action(step.action).members ?? []
    let more = JSON.object([
      "source": step.source.map(source),
      "kernel": step.anchor.map { .object(["file": .string($0.file), "function": .string($0.function)]) },
      "operation": step.operation.map(JSON.string),
    ])
    return .object(members + (more.members ?? []))
  }

  private static func action(_ action: TraceDocument.Action) -> JSON {
    let (kind, index) =
      switch action.subject {
      case .start(let index): ("startstate", index)
      case .rule(let id): ("rule", id.index)
      }
    return .object([
      "kind": .string(kind),
      "rule": .string(action.name),
      "ruleIndex": .integer(index),
      "parameters": arguments(action.arguments),
      "actor": action.actor.map { .string($0.name) },
    ])
  }

  static func arguments(_ arguments: [TraceDocument.Argument]) -> JSON {
    .array(
      arguments.map {
        .object([
          "name": .string($0.name), "value": value($0.content), "number": integer($0.value),
        ])
      })
  }

  private static func ending(_ ending: TraceDocument.Ending) -> JSON {
    switch ending {
    case .violates(let values):
      return .object(["kind": .string("violates"), "parameters": arguments(values)])
    case .reaches(let values): return .object(["kind": .string("reaches"), "parameters": arguments(values)])
    case .deadlock: return .object(["kind": .string("deadlock")])
    case .explains: return .object(["kind": .string("explains")])
    case .fails(let fault, let property):
      return .object([
        "kind": .string("fails"), "failure": failure(fault), "property": property.map(JSON.string),
      ])
    case .guardFails(let fault, let rule):
      return .object([
        "kind": .string("guardFails"), "failure": failure(fault), "rule": action(rule),
      ])
    case .starves(let from, let loopsTo, let values):
      return .object([
        "kind": .string("starves"), "from": .integer(from), "loopsTo": loopsTo.map(JSON.integer),
        "parameters": arguments(values),
      ])
    }
  }

  private static func waiting(_ waiting: TraceDocument.Waiting) -> JSON {
    .object([
      "premise": .string(waiting.premise), "goal": .string(waiting.goal),
      "fair": .array(
        waiting.fair.map { instance in
          let reason =
            switch instance.reason {
            case .fired(let step): JSON.Member("fired", .integer(step))
            case .disabled(let state): JSON.Member("disabled", .integer(state))
            }
          let members = action(instance.action).members ?? []
          return .object(members + [JSON.Member("fairness", .string(instance.fairness.rawValue)), reason])
        }),
      "idle": .integer(waiting.idle),
    ])
  }

  /// Absent if there is none.
  private static func account(_ account: [TraceDocument.Evaluation]) -> JSON? {
    func values(_ readings: [TraceDocument.Reading]) -> JSON {
      .array(readings.map { .object(["name": .string($0.name), "value": value($0.content)]) })
    }
    guard !account.isEmpty else { return nil }
    return .array(
      account.map { part in
        .object([
          "depth": .integer(part.depth), "text": .string(part.text), "value": .boolean(part.holds),
          "bindings": values(part.bindings), "every": part.every.map(JSON.string),
          "reads": values(part.readings),
        ])
      })
  }

  private static func failure(_ fault: TraceDocument.Fault) -> JSON {
    .object([
      "kind": .string(fault.kind.rawValue), "message": .string(fault.message),
      "source": fault.source.map(source),
    ])
  }

  static func source(_ span: SourceSpan) -> JSON {
    .object([
      "file": .string(span.file), "line": .integer(span.line), "column": .integer(span.column),
      "endLine": .integer(span.endLine), "endColumn": .integer(span.endColumn),
      "text": span.excerpt.map(JSON.string),
    ])
  }

  private static func integer(_ value: Value) -> JSON { .object(["#bigint": .string("\(value)")]) }

  static func value(_ content: Content) -> JSON {
    switch content {
    case .undefined: .object(["tag": .string("Undefined"), "value": .object(["#tup": .array([])])])
    case .boolean(let value): .boolean(value)
    case .integer(let value): integer(value)
    case .symbol(let name): .string(name)
    case .record(let fields): .object(fields.map { JSON.Member($0.name, value($0.content)) })
    case .array(let elements):
      .object(["#map": .array(elements.map { .array([value($0.index), value($0.content)]) })])
    }
  }
}
