import Diagnostics
import ModelIR
import Murphi
import OrderedJSON

/// Setting breakpoints: each request replaces those of its kind, and is told which of them mean something.
extension DebugSession {
  mutating func setBreakpoints(_ arguments: JSON) throws(DebugFailure) -> JSON {
    guard let path = arguments["source"]?["path"]?.string else {
      throw DebugFailure("`setBreakpoints` needs `source.path`")
    }
    let wanted =
      arguments["breakpoints"]?.elements
      ?? (arguments["lines"]?.elements ?? []).map { .object(["line": $0]) }
    var kept: [Breakpoint] = []
    var answers: [JSON] = []
    let known = loader.canonical(path)
    // A file with several instances is there once for each.
    let files = debuggee.paths.indices.filter { debuggee.paths[$0] == known }
    for json in wanted {
      // No text has lines beyond these.
      let line = json["line"]?.integer.map { min(max($0, 0), 1 << 40) - habits.firstLine + 1 }
      answers.append(
        answer(json, line: json["line"]?.integer, to: &kept) { session throws(DebugFailure) in
          guard !files.isEmpty else { throw DebugFailure("this file is not part of the model") }
          guard let line else { throw DebugFailure("a breakpoint has no line") }
          let subjects = files.reduce(into: Set<Firing.Subject>()) { subjects, file in
            let source = session.debuggee.sources.files[file]
            subjects.formUnion(session.places.subjects(at: line, of: FileID(file), in: source))
          }
          guard !subjects.isEmpty else {
            throw DebugFailure("there is no rule or start state in this line")
          }
          return .rules(subjects, .breakpoint)
        })
    }
    breakpoints.bySource[known] = kept
    return .object(["breakpoints": .array(answers)])
  }

  mutating func setFunctionBreakpoints(_ arguments: JSON) -> JSON {
    var kept: [Breakpoint] = []
    let answers = (arguments["breakpoints"]?.elements ?? []).map { json in
      answer(json, line: nil, to: &kept) { session throws(DebugFailure) in
        let name = json["name"]?.string ?? ""
        let subjects = session.subjects(named: name)
        guard !subjects.isEmpty else {
          let names = session.system.rules.map(\.name) + session.system.startStates.map(\.name)
          let help = Suggestion.help(for: name, among: names).map { "; \($0)" } ?? ""
          throw DebugFailure("the model has no rule or start state \"\(name.visible)\"\(help)")
        }
        return .rules(subjects, .functionBreakpoint)
      }
    }
    breakpoints.byName = kept
    return .object(["breakpoints": .array(answers)])
  }

  mutating func setDataBreakpoints(_ arguments: JSON) -> JSON {
    var kept: [Breakpoint] = []
    let answers = (arguments["breakpoints"]?.elements ?? []).map { json in
      answer(json, line: nil, to: &kept) { session throws(DebugFailure) in
        .change(try session.read(json["dataId"]?.string ?? "", at: nil))
      }
    }
    breakpoints.byData = kept
    return .object(["breakpoints": .array(answers)])
  }

  /// What of the things that are shown can be watched for changes: places of the state.
  mutating func dataBreakpointInfo(_ arguments: JSON) -> JSON {
    let name = arguments["name"]?.string ?? ""
    let text = arguments["variablesReference"]?.integer.flatMap { shown.place(named: name, in: $0) } ?? name
    do throws(DebugFailure) {
      _ = try read(text, at: nil)
    } catch {
      return .object(["dataId": .null, "description": .string(error.message)])
    }
    return .object([
      "dataId": .string(text), "description": .string("when \(text.visible) changes"),
      "accessTypes": .array([.string("write")]), "canPersist": .boolean(true),
    ])
  }

  private func subjects(named name: String) -> Set<Firing.Subject> {
    Set(
      system.ruleIDs.filter { system[$0].name == name }.map(Firing.Subject.rule)
        + system.startStates.indices.filter { system.startStates[$0].name == name }.map(Firing.Subject.start))
  }

  /// Makes a breakpoint, or says why it is none.
  private mutating func answer(
    _ json: JSON, line: Int?, to kept: inout [Breakpoint],
    _ kind: (DebugSession) throws(DebugFailure) -> Breakpoint.Kind
  ) -> JSON {
    let id = breakpoints.nextID()
    var message: String?
    do throws(DebugFailure) {
      let kind = try kind(self)
      let conditions = try conditions(json["condition"]?.string, kind)
      kept.append(Breakpoint(id: id, kind: kind, conditions: conditions))
    } catch {
      message = error.message
    }
    return .object([
      "id": .integer(id), "verified": .boolean(message == nil), "message": message.map(JSON.string),
      "line": line.map(JSON.integer), "source": json["source"],
    ])
  }

  private func conditions(
    _ text: String?, _ kind: Breakpoint.Kind
  ) throws(DebugFailure) -> [Firing.Subject?: ExpressionReader.Reading] {
    guard let text, text.contains(where: { !$0.isWhitespace }) else { return [:] }
    var conditions: [Firing.Subject?: ExpressionReader.Reading] = [:]
    switch kind {
    case .change: conditions[nil] = try read(text, at: nil)
    case .rules(let subjects, _):
      for subject in subjects { conditions[subject] = try read(text, at: subject) }
    }
    guard conditions.values.allSatisfy({ isBoolean($0) }) else {
      throw DebugFailure("a condition must be boolean")
    }
    return conditions
  }

  private func isBoolean(_ reading: ExpressionReader.Reading) -> Bool {
    switch reading.expression.type {
    case .boolean: true
    case .integer: false
    case .declared(let type): reading.system[type].shape == .boolean
    }
  }
}
