import Conformance
import ModelIR
import TestSupport

/// A log that a random walk of a model writes: what the model does is its behaviour.
struct WalkedLog {
  /// One JSON object each.
  private(set) var lines: [String] = []

  private let system: TransitionSystem
  private let interpreter: Interpreter
  private let overlaps: Bool
  private let observes: Bool
  private var random: SplitMix64
  private var state = State(cells: [])
  private var moment = 0
  private var calls: [Call] = []
  private var finished = 0
  /// When each actor is free again.
  private var freeFrom: [String: Int] = [:]
  private let endsAlways: Bool

  private struct Call {
    var text: String
    var actor: String?
    var element: Value?
    var start: Int
    var line: Int
  }

  init(_ system: TransitionSystem, calls count: Int, seed: UInt64, overlaps: Bool, observes: Bool = true) {
    self.system = system
    interpreter = Interpreter(system)
    self.overlaps = overlaps
    self.observes = observes
    random = SplitMix64(seed: seed)
    endsAlways = !system.rules.contains { $0.callReturn != nil || $0.operation.contains("return") }
    let starts = interpreter.startFirings.compactMap { firing in
      if case .next(let state, _) = interpreter.start(firing) { state } else { nil }
    }
    guard let start = starts.randomElement(using: &random) else { return }
    state = start
    walk(count)
  }

  private mutating func walk(_ count: Int) {
    let firings = Array(interpreter.ruleFirings)
    var fruitless = 0
    // A call may wait for ever while other steps go on.
    while finished < count, fruitless < 500 {
      let before = finished
      moment += 10
      // Starting somewhere in the middle is as random as a shuffle, and cheaper.
      let offset = Int.random(in: 0..<max(firings.count, 1), using: &random)
      var moved = false
      for number in firings.indices {
        let firing = firings[(offset + number) % firings.count]
        if take(firing) {
          moved = true
          break
        }
      }
      fruitless = finished > before ? 0 : fruitless + 1
      if !moved { moment += 90 }
    }
    // What is under way stays without an answer, or is left out where each is over before the next.
    for call in calls where overlaps {
      lines[call.line] = "{\(call.text)\(actorText(call.actor)), \"start\": \(call.start)}"
    }
    lines.removeAll(where: \.isEmpty)
  }

  /// Fires if the firing is enabled and is a step that may come now.
  private mutating func take(_ firing: Firing) -> Bool {
    let rule = system.rule(of: firing)
    let words = rule.operation
    let within: Set = ["return", "fail", "read_only"]
    let ends = rule.callReturn != nil || words.contains("return")
    let begins = words.first.map { !within.contains($0) } ?? false
    var named = Set(words.dropFirst())
    if !begins { named = [] }
    func first(where isActor: (TypeShape) -> Bool) -> Int? {
      rule.parameters.firstIndex { parameter in
        guard !named.contains(parameter.name), case .declared(let type) = parameter.type else { return false }
        return isActor(system[type].shape)
      }
    }
    let actorIndex =
      first { if case .scalarset = $0 { true } else { false } }
      ?? first { if case .enumeration = $0 { true } else { false } }
    let element = actorIndex.map { firing.arguments[$0] }
    var actor = actorIndex.map { index in
      String(text(of: firing.arguments[index], rule.parameters[index].type).dropFirst().dropLast())
    }
    if begins {
      if !overlaps, !calls.isEmpty { return false }
      if actor == nil { actor = "thread \(Int.random(in: 0..<3, using: &random))" }
      if calls.contains(where: { $0.actor == actor }) { return false }
      if let free = freeFrom[actor ?? ""], free >= moment { return false }
    }
    var ended: Int?
    if !begins, ends {
      ended = calls.firstIndex { element == nil || $0.element == nil || $0.element == element }
      guard ended != nil else { return false }
    }
    guard case .next(let next, _)? = interpreter.fireIfEnabled(firing, in: state) else { return false }
    let result = ends ? resultText(rule, firing.arguments) : nil
    if ends, case .value? = rule.callReturn, result == nil { return false }
    state = next
    if begins {
      let arguments = words.dropFirst().map { word in
        rule.parameters.lastIndex { $0.name == word }.map {
          text(of: firing.arguments[$0], rule.parameters[$0].type)
        } ?? "\"\(word)\""
      }
      let argumentText = arguments.isEmpty ? "" : ", \"arguments\": \(argumentText(arguments, of: rule))"
      let earliest = max(freeFrom[actor ?? ""] ?? 0, moment - Int.random(in: 0...25, using: &random))
      calls.append(
        Call(
          text: "\"call\": \"\(words[0])\"\(argumentText)", actor: actor, element: element,
          start: earliest, line: lines.count))
      lines.append("")
    }
    // Who acts at the end only is known from then on.
    if let ended, calls[ended].element == nil, let actor { calls[ended].actor = actor }
    if ends || begins && endsAlways { end(ended ?? calls.count - 1, result) }
    return true
  }

  private func actorText(_ actor: String?) -> String { actor.map { ", \"actor\": \"\($0)\"" } ?? "" }

  /// By position, or by name where all are parameters.
  private mutating func argumentText(_ arguments: [String], of rule: Rule) -> String {
    let names = rule.operation.dropFirst()
    guard names.allSatisfy({ name in rule.parameters.contains { $0.name == name } }), random.chance(40) else {
      return "[\(arguments.joined(separator: ", "))]"
    }
    return "{\(zip(names, arguments).map { "\"\($0)\": \($1)" }.joined(separator: ", "))}"
  }

  private mutating func end(_ index: Int, _ result: String?) {
    let call = calls.remove(at: index)
    finished += 1
    let end = moment + Int.random(in: 1...25, using: &random)
    freeFrom[call.actor ?? ""] = end
    var line = "{\(call.text)\(actorText(call.actor))"
    if overlaps { line += ", \"start\": \(call.start), \"return\": \(end)" }
    if let result { line += ", \"result\": \(result)" }
    if observes, let seen = observation() { line += ", \"observe\": {\(seen)}" }
    lines[call.line] = line + "}"
  }

  /// What a simple variable that is observed has.
  private func observation() -> String? {
    var address = 0
    for variable in system.variables {
      let type = ValueType.declared(variable.type)
      if let name = variable.observed, system[variable.type].shape.isSimple {
        return "\"\(name)\": \(state.cells[address].map { text(of: $0, type) } ?? "\"undefined\"")"
      }
      address += interpreter.map.size(of: variable.type)
    }
    return nil
  }

  private func resultText(_ rule: Rule, _ arguments: [Value]) -> String? {
    switch rule.callReturn {
    case .text(let text): "\"\(text)\""
    case .value(let expression):
      (try? interpreter.evaluate(
        expression, locals: rule.locals, parameters: rule.parameters, arguments: arguments, in: state))
        .map { text(of: $0, expression.type) }
    case .nothing, nil: nil
    }
  }

  /// As JSON; elements of scalarsets have the names of actors.
  private func text(of value: Value, _ type: ValueType) -> String {
    switch type {
    case .boolean: return value == 0 ? "false" : "true"
    case .integer: return "\(value)"
    case .declared(let id):
      switch system[id].shape {
      case .boolean: return value == 0 ? "false" : "true"
      case .integers: return "\(value)"
      case .scalarset: return "\"actor \(value)\""
      case .enumeration, .union, .array, .record: return "\"\(system.text(of: value, type: id))\""
      }
    }
  }
}
