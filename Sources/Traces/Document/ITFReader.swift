import Checking
import Diagnostics
import ModelIR
package import OrderedJSON

/// Why a file is not a trace of ours.
package struct TraceFileError: Error, Hashable, Sendable {
  /// A clear sentence without the file's name.
  package var message: String
}

/// Reads a trace file that `ITFWriter` wrote, whatever may have happened to it since.
package struct ITFReader {
  private let root: JSON

  package static func read(_ bytes: [UInt8]) throws(TraceFileError) -> TraceDocument {
    try read(json(of: bytes))
  }

  /// What the file says, not yet understood.
  package static func json(of bytes: [UInt8]) throws(TraceFileError) -> JSON {
    do {
      return try JSONParser.parse(bytes)
    } catch {
      throw TraceFileError(message: "not JSON: line \(error.line), column \(error.column): \(error.message)")
    }
  }

  /// Whatever the file calls something, it is made visible.
  package static func read(_ json: JSON) throws(TraceFileError) -> TraceDocument {
    try ITFReader(root: json.visible).document()
  }

  private func document() throws(TraceFileError) -> TraceDocument {
    let meta = try require(root["#meta"], "`#meta`")
    guard meta["schema"]?.string == ITFFormat.description else {
      throw TraceFileError(
        message: "not a trace written by p2pcheck: `#meta` has no schema `\(ITFFormat.description)`")
    }
    let version = try require(meta["version"]?.integer, "`#meta.version`")
    guard version == ITFFormat.version else {
      throw TraceFileError(
        message: "this trace has format version \(version); only \(ITFFormat.version) is known here")
    }
    let variables = try variables(meta)
    var steps: [TraceDocument.Step] = []
    var previous: State?
    for json in try require(root["states"]?.elements, "`states`") {
      let state = try state(json, number: steps.count, variables: variables, previous: previous)
      steps.append(
        try step(
          try require(json["#meta"], "`#meta` of state \(steps.count)"), contents: state.contents,
          place: "state \(steps.count)"))
      previous = state
    }
    if let failing = meta["failingStep"] {
      steps.append(try step(failing, contents: nil, place: "`#meta.failingStep`"))
    }
    guard !steps.isEmpty else { throw TraceFileError(message: "the trace has no states") }
    return TraceDocument(
      origin: try origin(meta), variables: variables, steps: steps,
      ending: try ending(try require(meta["ending"], "`#meta.ending`"), count: steps.count),
      account: try account(meta["account"]), waiting: try meta["leadsTo"].map(waiting))
  }

  private func require<Wanted>(_ value: Wanted?, _ place: String) throws(TraceFileError) -> Wanted {
    guard let value else { throw TraceFileError(message: "\(place) is missing or has the wrong type") }
    return value
  }

  private func variables(_ meta: JSON) throws(TraceFileError) -> [TraceDocument.ShownVariable] {
    let names = try require(root["vars"]?.elements, "`vars`").compactMap(\.string)
    return names.filter { $0 != ITFFormat.action && $0 != ITFFormat.picks }.map {
      TraceDocument.ShownVariable(
        name: $0, view: meta["views"]?[$0]?.string,
        types: meta["types"]?[$0]?.elements?.compactMap(\.string) ?? [])
    }
  }

  private func origin(_ meta: JSON) throws(TraceFileError) -> TraceDocument.Origin {
    var settings: [ConstantSetting] = []
    for member in meta["settings"]?.members ?? [] {
      settings.append(
        ConstantSetting(
          name: member.name, value: try require(member.value.string, "`#meta.settings.\(member.name)`")))
    }
    let tool = meta["tool"]?.string ?? ""
    return TraceDocument.Origin(
      toolVersion: String(tool.split(separator: " ").last ?? ""),
      model: try require(meta["source"]?.string, "`#meta.source`"), digest: meta["digest"]?.string ?? "",
      settings: settings, deadlock: meta["deadlock"]?.string.flatMap(DeadlockMode.init(rawValue:)) ?? .off,
      claim: try require(meta["claim"]?.string, "`#meta.claim`"),
      source: source(meta["claimSource"]), check: meta["check"]?.string)
  }

  /// The variables of one state as they are written, and as they are understood.
  private struct State {
    var values: [JSON] = []
    var contents: [Content] = []
  }

  private func state(
    _ json: JSON, number: Int, variables: [TraceDocument.ShownVariable], previous: State?
  ) throws(TraceFileError) -> State {
    let place = "state \(number)"
    let members = try require(json.members, place)
    var state = State()
    state.values.reserveCapacity(variables.count)
    state.contents.reserveCapacity(variables.count)
    // Our own files list the variables in order, right after `#meta`; others may not.
    for (position, variable) in variables.enumerated() {
      let isInOrder = position + 1 < members.count && members[position + 1].name == variable.name
      let found = isInOrder ? members[position + 1].value : json[variable.name]
      let value = try require(found, "`\(variable.name)` of \(place)")
      // What a step leaves alone is shared with the state before: the parser has made the comparison cheap.
      if let previous, previous.values[position] == value {
        state.contents.append(previous.contents[position])
      } else {
        state.contents.append(try content(value, place))
      }
      state.values.append(value)
    }
    return state
  }

  private func step(
    _ meta: JSON, contents: [Content]?, place: String
  ) throws(TraceFileError) -> TraceDocument.Step {
    var anchor: KernelAnchor?
    if let kernel = meta["kernel"] {
      anchor = KernelAnchor(
        file: kernel["file"]?.string ?? "", function: kernel["function"]?.string ?? "")
    }
    return TraceDocument.Step(
      action: try action(meta, place), source: source(meta["source"]), anchor: anchor,
      operation: meta["operation"]?.string, contents: contents)
  }

  private func action(_ meta: JSON, _ place: String) throws(TraceFileError) -> TraceDocument.Action {
    let index = try require(meta["ruleIndex"]?.integer, "`ruleIndex` of \(place)")
    let isStart = meta["kind"]?.string == "startstate"
    let arguments = try arguments(meta["parameters"], place)
    return TraceDocument.Action(
      name: try require(meta["rule"]?.string, "`rule` of \(place)"), arguments: arguments,
      subject: isStart ? .start(index) : .rule(RuleID(index)),
      actorIndex: arguments.firstIndex { $0.name == meta["actor"]?.string })
  }

  private func arguments(
    _ json: JSON?, _ place: String
  ) throws(TraceFileError) -> [TraceDocument.Argument] {
    var arguments: [TraceDocument.Argument] = []
    for element in json?.elements ?? [] {
      arguments.append(
        TraceDocument.Argument(
          name: try require(element["name"]?.string, "a parameter's name in \(place)"),
          content: try content(try require(element["value"], "a parameter's value in \(place)"), place),
          value: try require(element["number"].flatMap(integer), "a parameter's number in \(place)")))
    }
    return arguments
  }

  private func ending(_ json: JSON, count: Int) throws(TraceFileError) -> TraceDocument.Ending {
    let place = "`#meta.ending`"
    let arguments = try arguments(json["parameters"], place)
    switch json["kind"]?.string {
    case "violates": return .violates(arguments)
    case "reaches": return .reaches(arguments)
    case "deadlock": return .deadlock
    case "explains": return .explains
    case "fails": return .fails(try fault(json, place), property: json["property"]?.string)
    case "guardFails":
      return .guardFails(try fault(json, place), try action(try require(json["rule"], place), place))
    case "starves":
      let from = try require(json["from"]?.integer, "`from` of \(place)")
      let loopsTo = json["loopsTo"]?.integer
      guard 0..<count ~= from, loopsTo.map({ 0..<count ~= $0 }) ?? true else {
        throw TraceFileError(message: "\(place) names a state that the trace does not have")
      }
      return .starves(from: from, loopsTo: loopsTo, arguments)
    default: throw TraceFileError(message: "the kind of \(place) is unknown")
    }
  }

  private func waiting(_ json: JSON) throws(TraceFileError) -> TraceDocument.Waiting {
    let place = "`#meta.leadsTo`"
    var waiting = TraceDocument.Waiting(
      premise: try require(json["premise"]?.string, "`premise` in \(place)"),
      goal: try require(json["goal"]?.string, "`goal` in \(place)"), fair: [],
      idle: max(json["idle"]?.integer ?? 0, 0))
    for element in json["fair"]?.elements ?? [] {
      let fairness = element["fairness"]?.string.flatMap(Fairness.init(rawValue:))
      let reason =
        element["fired"]?.integer.map { TraceDocument.FairInstance.Reason.fired(step: $0) }
        ?? element["disabled"]?.integer.map { .disabled(state: $0) }
      waiting.fair.append(
        TraceDocument.FairInstance(
          action: try action(element, place), fairness: try require(fairness, "`fairness` in \(place)"),
          reason: try require(reason, "a reason in \(place)")))
    }
    return waiting
  }

  private func account(_ json: JSON?) throws(TraceFileError) -> [TraceDocument.Evaluation] {
    var account: [TraceDocument.Evaluation] = []
    for part in json?.elements ?? [] {
      let place = "`#meta.account`"
      account.append(
        TraceDocument.Evaluation(
          depth: min(max(try require(part["depth"]?.integer, "`depth` in \(place)"), 0), account.count),
          text: try require(part["text"]?.string, "`text` in \(place)"),
          holds: try require(part["value"]?.boolean, "`value` in \(place)"),
          bindings: try readings(part["bindings"], place), every: part["every"]?.string,
          readings: try readings(part["reads"], place)))
    }
    return account
  }

  private func readings(
    _ json: JSON?, _ place: String
  ) throws(TraceFileError) -> [TraceDocument.Reading] {
    var readings: [TraceDocument.Reading] = []
    for element in json?.elements ?? [] {
      readings.append(
        TraceDocument.Reading(
          name: try require(element["name"]?.string, "a name in \(place)"),
          content: try content(try require(element["value"], "a value in \(place)"), place)))
    }
    return readings
  }

  private func fault(_ json: JSON, _ place: String) throws(TraceFileError) -> TraceDocument.Fault {
    let failure = try require(json["failure"], "`failure` of \(place)")
    let kind = failure["kind"]?.string.flatMap(Failure.Kind.init(rawValue:))
    return TraceDocument.Fault(
      kind: try require(kind, "`failure.kind` of \(place)"),
      message: try require(failure["message"]?.string, "`failure.message` of \(place)"),
      source: source(failure["source"]))
  }

  private func source(_ json: JSON?) -> SourceSpan? {
    guard let file = json?["file"]?.string, let line = json?["line"]?.integer,
      let column = json?["column"]?.integer, line >= 1, column >= 1
    else { return nil }
    return SourceSpan(
      file: file, line: line, column: column, endLine: json?["endLine"]?.integer ?? line,
      endColumn: json?["endColumn"]?.integer ?? column, excerpt: json?["text"]?.string)
  }

  private func integer(_ json: JSON) -> Value? {
    if let digits = json["#bigint"]?.string { return Value(digits) }
    return json.integer.map { Value($0) }
  }

  private func content(_ json: JSON, _ place: String) throws(TraceFileError) -> Content {
    switch json {
    case .boolean(let value): return .boolean(value)
    case .integer(let value): return .integer(Value(value))
    case .string(let name): return .symbol(name)
    case .object(let members): return try content(members, json, place)
    case .null, .real, .array: throw TraceFileError(message: "a value in \(place) has no meaning in ITF")
    }
  }

  private func content(
    _ members: [JSON.Member], _ json: JSON, _ place: String
  ) throws(TraceFileError) -> Content {
    if members.first?.name == "#bigint" {
      return .integer(try require(integer(json), "a number in \(place)"))
    }
    if members.first?.name == "#map" {
      var elements: [Content.Element] = []
      for pair in try require(json["#map"]?.elements, "`#map` in \(place)") {
        let pair = try require(pair.elements, "a pair in \(place)")
        guard pair.count == 2 else { throw TraceFileError(message: "a pair in \(place) has not two parts") }
        elements.append(
          Content.Element(index: try content(pair[0], place), content: try content(pair[1], place)))
      }
      return .array(elements)
    }
    if members.count == 2, json["tag"]?.string == "Undefined", json["value"]?["#tup"]?.elements == [] {
      return .undefined
    }
    var fields: [Content.Field] = []
    for member in members {
      fields.append(Content.Field(name: member.name, content: try content(member.value, place)))
    }
    return .record(fields)
  }
}
