import Diagnostics
import ModelIR
import OrderedJSON

/// The steps so far as frames of a stack, the newest first, and what each of them shows.
extension DebugSession {
  /// Frames are numbered from 1: the place before the start, step 0 and so on.
  private static func number(of position: Int) -> Int { position - DebuggedRun.beforeStart + 1 }

  /// The step of a frame; without a number, the current one.
  func position(ofFrame json: JSON?) throws(DebugFailure) -> Int {
    guard let json, json != .null else { return run.position }
    let numbers = Self.number(of: DebuggedRun.beforeStart)...Self.number(of: run.position)
    guard let number = json.integer, numbers.contains(number) else {
      throw DebugFailure("there is no such frame")
    }
    return number - numbers.lowerBound + DebuggedRun.beforeStart
  }

  func stackTrace(_ arguments: JSON) -> JSON {
    let isBefore = run.position == DebuggedRun.beforeStart
    let total = isBefore ? 1 : run.position + 1
    let first = min(max(arguments["startFrame"]?.integer ?? 0, 0), total)
    let levels = arguments["levels"]?.integer ?? 0
    let end = levels > 0 ? first + min(levels, total - first) : total
    let frames = (first..<end).map { frame(at: run.position - $0) }
    return .object(["stackFrames": .array(frames), "totalFrames": .integer(total)])
  }

  private func frame(at position: Int) -> JSON {
    let step = run.step(at: position)
    let subject = step?.firing.subject ?? .start(0)
    // Where a step fails says more than where its rule begins.
    let failing = run.failure(at: position)?.range
    let range = failing ?? places[subject]
    let name = step.map { "\(position): \(text(of: $0.firing))" } ?? "before the start"
    return .object([
      "id": .integer(Self.number(of: position)), "name": .string(name), "source": range.flatMap(source),
      "line": .integer(range.map { line(of: $0.start, $0) } ?? 0),
      "column": .integer(range.map { column(of: $0.start, $0) } ?? 0),
      "endLine": range.map { .integer(line(of: $0.end, $0)) },
      "endColumn": range.map { .integer(column(of: $0.end, $0)) },
    ])
  }

  private func source(of range: SourceRange) -> JSON? {
    guard let path = debuggee.paths[range.file.index] else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return .object(["name": .string(name), "path": .string(path)])
  }

  private func line(of offset: Int, _ range: SourceRange) -> Int {
    debuggee.sources[range.file].position(of: offset).line - 1 + habits.firstLine
  }

  /// In units of UTF-16, as the protocol has them.
  private func column(of offset: Int, _ range: SourceRange) -> Int {
    let source = debuggee.sources[range.file]
    let start = source.start(ofLine: source.position(of: offset).line)
    return source.slice(start..<offset).utf16.count + habits.firstColumn
  }

  mutating func scopes(_ arguments: JSON) throws(DebugFailure) -> JSON {
    let position = try position(ofFrame: arguments["frameId"])
    var scopes: [JSON] = []
    let parameters = parameters(at: position)
    if !parameters.isEmpty {
      scopes.append(scope("Parameters", hint: "arguments", .list(parameters), count: parameters.count))
    }
    let changes = changes(at: position)
    if !changes.isEmpty {
      scopes.append(scope("Changes", hint: nil, .changes(changes), count: changes.count))
    }
    let variables = variables(at: position)
    scopes.append(scope("Variables", hint: "locals", .list(variables), count: variables.count))
    return .object(["scopes": .array(scopes)])
  }

  private mutating func scope(_ name: String, hint: String?, _ item: ShownValues.Item, count: Int) -> JSON {
    .object([
      "name": .string(name), "presentationHint": hint.map(JSON.string),
      "variablesReference": .integer(shown.add(item)), "namedVariables": .integer(count),
      "expensive": .boolean(false),
    ])
  }

  mutating func variables(_ arguments: JSON) throws(DebugFailure) -> JSON {
    guard let number = arguments["variablesReference"]?.integer else {
      throw DebugFailure("`variables` needs `variablesReference`")
    }
    return .object(["variables": .array(try shown.parts(number, arguments))])
  }
}
