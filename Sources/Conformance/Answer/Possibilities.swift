import Diagnostics
import ExplicitState
import ModelIR

/// What the model could have done where a log leaves it.
struct Possibilities {
  /// More are not read.
  private static let mostShown = 8
  /// States that are looked at.
  private static let mostStates = 256
  /// Instances of rules that are tried in a state.
  private static let mostInstances: UInt64 = 4096

  private let search: LogSearch
  private let entry: LogEntry
  private let prepared: PreparedEntry
  private let interpreter: Interpreter

  init(search: LogSearch, entry: LogEntry, prepared: PreparedEntry) {
    self.search = search
    self.entry = entry
    self.prepared = prepared
    interpreter = Interpreter(search.commanded.original, stop: search.stop)
  }

  private var system: TransitionSystem { interpreter.system }
  private var layout: ConfigurationLayout { search.moves.layout }

  func find() -> (ConformanceAnswer.Mismatch.Stage, [String]) {
    var waiting: [[UInt64]] = []
    var underway: [[UInt64]] = []
    var ended: [[UInt64]] = []
    guard
      let slot = search.events.last(where: { $0.kind == .end && search.log.entries[$0.entry] == entry })?.slot
    else { return (.begins, []) }
    var configuration = [UInt64](repeating: 0, count: layout.width)
    for number in 0..<min(search.tried.count, Self.mostStates) {
      search.tried.copy(number, into: &configuration)
      switch layout.stage(slot, in: configuration) {
      case .waiting: waiting.append(configuration)
      case .underway: underway.append(configuration)
      case .ended: ended.append(configuration)
      case .none, .done: break
      }
    }
    if !ended.isEmpty { return (.observes, distinct(ended.lazy.flatMap(differences))) }
    if !underway.isEmpty { return (.returns, distinct(underway.lazy.flatMap { endings($0, slot) })) }
    let others = distinct(waiting.lazy.flatMap { beginnings($0, like: true) })
    if !others.isEmpty { return (.returns, others) }
    return (.begins, distinct(waiting.lazy.flatMap { beginnings($0, like: false) }))
  }

  /// The first ones that are different.
  private func distinct(_ texts: some Sequence<String>) -> [String] {
    var found: [String] = []
    for text in texts where !found.contains(text) {
      found.append(text)
      if found.count == Self.mostShown || search.stop.isRaised { break }
    }
    return found
  }

  /// What is to be seen that was seen otherwise.
  private func differences(_ configuration: [UInt64]) -> [String] {
    let state = state(configuration)
    var texts: [String] = []
    for sight in prepared.sights {
      let place = search.commanded.places[sight.place]
      let indices = sight.indices.map { search.moves.value($0, in: configuration) }
      let value = try? interpreter.evaluate(
        place.expression, locals: place.locals, parameters: place.parameters, arguments: indices, in: state)
      let seen = sight.seen.map { search.moves.value($0, in: configuration) }
      if sight.isPossible, value == seen { continue }
      var name = place.name
      var rest = zip(indices, place.parameters).makeIterator()
      for step in place.path {
        switch step {
        case .field(let field): name += ".\(field)"
        case .index:
          if let (value, parameter) = rest.next() {
            name += "[\(text(value, parameter.type, configuration))]"
          }
        }
      }
      let nothing = place.place == nil ? "cannot be evaluated" : "is undefined"
      texts.append("`\(name)` \(value.map { "is \(text($0, place.type, configuration))" } ?? nothing)")
    }
    return texts.isEmpty ? [] : [texts.joined(separator: ", ")]
  }

  /// How the call could end.
  private func endings(_ configuration: [UInt64], _ slot: Int) -> [String] {
    let (number, actor) = layout.beginning(slot, in: configuration)
    let beginning = search.commanded.classes[number]
    return enabled(configuration) { step, rule, arguments in
      guard step.call == nil else { return false }
      guard let index = step.actor else { return true }
      let parameter = rule.parameters[index]
      if let actor, let type = beginning.actor {
        return parameter.type == type && arguments[index] - parameter.first == actor
      }
      return entry.actor.map { isMeant($0, arguments[index], parameter.type, configuration) } ?? true
    }
  }

  /// How a call could begin: the call of the entry, or any, by its actor.
  private func beginnings(_ configuration: [UInt64], like isSame: Bool) -> [String] {
    enabled(configuration) { step, rule, arguments in
      guard let call = step.call,
        !isSame || call == entry.call && isGiven(step, rule, arguments, configuration)
      else {
        return false
      }
      guard let index = step.actor, let actor = entry.actor else { return true }
      return isMeant(actor, arguments[index], rule.parameters[index].type, configuration)
    }
  }

  /// Whether the arguments are those of the entry.
  private func isGiven(
    _ step: CallStep, _ rule: Rule, _ arguments: [Value], _ configuration: [UInt64]
  ) -> Bool {
    let names = step.words.map { word -> String? in
      if case .parameter(let index) = word { rule.parameters[index].name } else { nil }
    }
    guard let given = entry.arguments.values(for: names) else { return false }
    for (word, value) in zip(step.words, given) {
      guard let value else { continue }
      switch word {
      case .literal(let text): if text != value.text { return false }
      case .parameter(let index):
        if !isMeant(value, arguments[index], rule.parameters[index].type, configuration) { return false }
      }
    }
    return true
  }

  private func isMeant(_ value: LogValue, _ found: Value, _ type: ValueType, _ configuration: [UInt64])
    -> Bool
  {
    switch system.meaning(of: value, type: type) {
    case .value(let value): return value == found
    case .element(let type, let name, let offset):
      guard let number = search.moves.names.number(ifAny: name, of: type) else { return true }
      let bound = search.moves.layout.element(number, in: configuration)
      return bound.map { $0 + offset == found } ?? true
    case nil: return false
    }
  }

  /// The texts of the enabled steps of calls that are wanted.
  private func enabled(
    _ configuration: [UInt64], where isWanted: (CallStep, Rule, [Value]) -> Bool
  ) -> [String] {
    let state = state(configuration)
    var texts: [String] = []
    for (index, step) in search.commanded.steps.enumerated() {
      guard let step else { continue }
      let rule = system.rules[index]
      for instance in 0..<min(rule.parameters.instanceCount ?? 0, Self.mostInstances) {
        let arguments = rule.parameters.arguments(ofInstance: instance)
        let firing = Firing(subject: .rule(RuleID(index)), arguments: arguments)
        guard isWanted(step, rule, arguments), (try? interpreter.isEnabled(firing, in: state)) == true else {
          continue
        }
        texts.append(text(of: step, rule, arguments, state, configuration))
        if texts.count > Self.mostShown { return texts }
      }
    }
    return texts
  }

  /// `push 3 returns true`.
  private func text(
    of step: CallStep, _ rule: Rule, _ arguments: [Value], _ state: State, _ configuration: [UInt64]
  ) -> String {
    var words = step.call.map { [$0] } ?? []
    for word in step.words {
      switch word {
      case .literal(let text): words.append(text)
      case .parameter(let index):
        words.append(text(arguments[index], rule.parameters[index].type, configuration))
      }
    }
    switch step.result {
    case .nothing: if step.call == nil { words.append("returns: \"\(rule.name)\"") }
    case .text(let text): words.append("returns \(text.visible)")
    case .value(let expression):
      let value = try? interpreter.evaluate(
        expression, locals: rule.locals, parameters: rule.parameters, arguments: arguments, in: state)
      words.append(
        "returns \(value.map { text($0, expression.type, configuration) } ?? "something undefined")")
    }
    return words.joined(separator: " ")
  }

  /// A value, an element by its name in the log.
  private func text(_ value: Value, _ type: ValueType, _ configuration: [UInt64]) -> String {
    if case .declared(let type) = type {
      for (number, entry) in search.moves.names.entries.enumerated() where entry.type == type {
        if layout.element(number, in: configuration) == value { return entry.name }
      }
    }
    return system.text(of: value, type: type)
  }

  private func state(_ configuration: [UInt64]) -> State {
    let cells = search.moves.stepper.layout.unpack(Array(configuration.prefix(layout.state))).cells
    return State(cells: Array(cells.prefix(search.commanded.command)))
  }
}
