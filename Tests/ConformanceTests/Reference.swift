import Conformance
import Diagnostics
import ModelIR
import OrderedJSON

/// Whether a log is a behaviour of a model, found out in the plainest way: after each event the set of all situations that
/// a run can be in, by the interpreter.
///
/// Shares nothing with the search but the reader of logs.
struct Reference {
  private struct Call: Hashable {
    var entry: Int
    var stage: Stage
    var actor: Actor?
  }

  private struct Actor: Hashable {
    var value: Value
    var type: ValueType

    init(_ value: Value, _ type: ValueType) {
      self.value = value
      self.type = type
    }
  }

  private enum Stage: Hashable { case waiting, underway, ended, done }

  private struct Situation: Hashable {
    var state: State
    var calls: [Call]
    var names: [String: Value]
  }

  let log: Log
  private let system: TransitionSystem
  private let interpreter: Interpreter
  private let endsAlways: Bool

  init(_ log: Log, _ system: TransitionSystem) {
    self.log = log
    self.system = system
    interpreter = Interpreter(system)
    endsAlways = !system.rules.contains { $0.callReturn != nil || $0.operation.contains("return") }
  }

  /// The line that nothing explains; nil if all are explained, or too much is possible to try.
  func firstUnexplainedLine(limit: Int = 1_000) -> (line: Int?, isComplete: Bool) {
    var situations: Set<Situation> = []
    for firing in interpreter.startFirings {
      if case .next(let state, _) = interpreter.start(firing) {
        situations.insert(Situation(state: state, calls: [], names: [:]))
      }
    }
    for (isStart, index) in events {
      if isStart {
        situations = Set(
          situations.map { situation in
            var situation = situation
            let stage: Stage = log.entries[index].call == nil ? .ended : .waiting
            situation.calls.append(Call(entry: index, stage: stage))
            return situation
          })
      } else {
        guard let all = closure(situations, limit: limit) else { return (nil, false) }
        situations = Set(
          all.compactMap { situation in
            var situation = situation
            guard let place = situation.calls.firstIndex(where: { $0.entry == index }),
              situation.calls[place].stage == .done
            else { return nil }
            situation.calls.remove(at: place)
            return situation
          })
        if situations.isEmpty { return (log.entries[index].line, true) }
      }
    }
    return (nil, true)
  }

  private var events: [(isStart: Bool, entry: Int)] {
    guard log.hasTimes else { return log.entries.indices.flatMap { [(true, $0), (false, $0)] } }
    var moments: [(LogTime, Int, Int)] = []
    for (index, entry) in log.entries.enumerated() {
      if let start = entry.start { moments.append((start, 0, index)) }
      if let end = entry.end { moments.append((end, 1, index)) }
    }
    return moments.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.map { ($0.1 == 0, $0.2) }
  }

  private func closure(_ situations: Set<Situation>, limit: Int) -> Set<Situation>? {
    var all = situations
    var open = Array(situations)
    while let situation = open.popLast() {
      if all.count > limit { return nil }
      for next in successors(of: situation) where all.insert(next).inserted { open.append(next) }
    }
    return all
  }

  private func successors(of situation: Situation) -> [Situation] {
    var next: [Situation] = []
    for firing in interpreter.ruleFirings {
      guard case .next(let state, _)? = interpreter.fireIfEnabled(firing, in: situation.state) else {
        continue
      }
      for (calls, names) in changes(firing, situation) {
        next.append(Situation(state: state, calls: calls, names: names))
      }
    }
    for (place, call) in situation.calls.enumerated() where call.stage == .ended {
      for names in namings(situation.names, seeing: log.entries[call.entry], in: situation.state) {
        var changed = situation
        changed.calls[place] = Call(entry: call.entry, stage: .done)
        changed.names = names
        next.append(changed)
      }
    }
    return next
  }

  /// What becomes of the calls and names when a rule fires; nothing if the log does not let it.
  private func changes(_ firing: Firing, _ situation: Situation) -> [([Call], [String: Value])] {
    let rule = system.rule(of: firing)
    let words = rule.operation
    let within: Set = ["return", "fail", "read_only"]
    let begins = words.first.map { !within.contains($0) } ?? false
    let ends = rule.callReturn != nil || words.contains("return") || begins && endsAlways
    let fails = words.first == "fail" || words.count > 1 && words.last == "fail"
    if !begins, !ends {
      let mayFail = situation.calls.contains { log.entries[$0.entry].mayFail && $0.stage != .done }
      return fails && !mayFail ? [] : [(situation.calls, situation.names)]
    }
    let actor = actor(of: rule, named: begins ? words.dropFirst() : [])
    var changes: [([Call], [String: Value])] = []
    for (place, call) in situation.calls.enumerated() {
      let entry = log.entries[call.entry]
      guard call.stage == (begins ? .waiting : .underway), entry.call != nil, entry.mayFail || !fails
      else { continue }
      var pairs: [(LogValue, Value, ValueType)] = []
      if begins {
        guard entry.call == words[0] else { continue }
        var agree = true
        for (word, value) in pairing(words.dropFirst(), of: rule, with: entry.arguments, &agree) {
          if let index = rule.parameters.lastIndex(where: { $0.name == word }) {
            pairs.append((value, firing.arguments[index], rule.parameters[index].type))
          } else if word != value.text {
            agree = false
          }
        }
        guard agree else { continue }
      } else if let actor, let known = call.actor,
        known != Actor(firing.arguments[actor], rule.parameters[actor].type)
      {
        continue
      }
      if let actor, let name = entry.actor {
        pairs.append((name, firing.arguments[actor], rule.parameters[actor].type))
      }
      if ends, let result = entry.result {
        switch rule.callReturn {
        case .text(let text): if text != result.text { continue }
        case .value(let expression):
          guard
            let value = try? interpreter.evaluate(
              expression, locals: rule.locals, parameters: rule.parameters, arguments: firing.arguments,
              in: situation.state)
          else { continue }
          pairs.append((result, value, expression.type))
        case .nothing, nil: break
        }
      }
      guard let names = naming(situation.names, pairs) else { continue }
      var calls = situation.calls
      let known = begins ? actor.map { Actor(firing.arguments[$0], rule.parameters[$0].type) } : nil
      calls[place] =
        ends
        ? Call(entry: call.entry, stage: entry.observations.isEmpty ? .done : .ended)
        : Call(entry: call.entry, stage: .underway, actor: known)
      changes.append((calls, names))
    }
    return changes
  }

  /// The parameter whose value acts, as docs/conform.md says.
  private func actor(of rule: Rule, named: ArraySlice<String>) -> Int? {
    func first(where acts: (TypeShape) -> Bool) -> Int? {
      rule.parameters.firstIndex { parameter in
        guard !named.contains(parameter.name), case .declared(let type) = parameter.type else { return false }
        return acts(system[type].shape)
      }
    }
    return first { if case .scalarset = $0 { true } else { false } }
      ?? first { if case .enumeration = $0 { true } else { false } }
      ?? first { if case .integers(let low, let high) = $0 { high - low < 64 } else { false } }
  }

  /// Words with what the log gives for them; a name that no word has disagrees.
  private func pairing(
    _ words: ArraySlice<String>, of rule: Rule, with arguments: LogEntry.Arguments, _ agree: inout Bool
  ) -> [(String, LogValue)] {
    switch arguments {
    case .positional(let given):
      return zip(words, given).compactMap { word, value in value.map { (word, $0) } }
    case .named(let given):
      let names = Set(rule.parameters.map(\.name)).intersection(words)
      agree = given.allSatisfy { names.contains($0.name) }
      return given.compactMap { argument in argument.value.map { (argument.name, $0) } }
    }
  }

  /// The names with those that the pairs bind; nil if they do not agree.
  private func naming(_ names: [String: Value], _ pairs: [(LogValue, Value, ValueType)]) -> [String: Value]? {
    var names = names
    for (said, value, type) in pairs {
      guard case .declared(let id) = type, case .scalarset = system[id].shape else {
        if said != logValue(value, type) { return nil }
        continue
      }
      if let bound = names[said.text] {
        if bound != value { return nil }
      } else if names.values.contains(value) {
        return nil
      } else {
        names[said.text] = value
      }
    }
    return names
  }

  private func logValue(_ value: Value, _ type: ValueType) -> LogValue {
    switch type {
    case .boolean: .boolean(value != 0)
    case .integer: .integer(Int(value))
    case .declared(let id):
      switch system[id].shape {
      case .boolean: .boolean(value != 0)
      case .integers: .integer(Int(value))
      case .enumeration, .scalarset, .union, .array, .record: .text(system.text(of: value, type: id))
      }
    }
  }

  /// The namings under which simple variables have what was seen.
  private func namings(_ names: [String: Value], seeing entry: LogEntry, in state: State) -> [[String: Value]]
  {
    var pairs: [(LogValue, Value, ValueType)] = []
    for observation in entry.observations {
      var address = 0
      for variable in system.variables {
        if variable.observed == observation.name {
          let cell = state.cells[address]
          guard let said = LogValue(observation.value) else { return [] }
          if said == .text("undefined") {
            if cell != nil { return [] }
          } else {
            guard let cell else { return [] }
            pairs.append((said, cell, .declared(variable.type)))
          }
        }
        address += interpreter.map.size(of: variable.type)
      }
    }
    return naming(names, pairs).map { [$0] } ?? []
  }
}
