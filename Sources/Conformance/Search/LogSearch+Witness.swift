import Checking
import ExplicitState
import ModelIR

/// A run of the model that does what the log says.
///
/// The way from frontier to frontier is searched once more, from one configuration to one, and then gone by the reference
/// interpreter: it fires each rule, evaluates each result, and looks at all that was seen.
extension LogSearch {
  /// The firings of the run, in which nothing fails; nil if the search is told to stop first.
  func witness() throws(EngineFailure) -> [Firing]? {
    var walk = WitnessWalk(search: self)
    let chain = history.chain
    guard let first = chain.first else { return nil }
    var firings = [try walk.start(at: history.configuration(first))]
    var underway = [PreparedEntry?](repeating: nil, count: moves.layout.slots)
    var link = 0
    for event in events {
      switch event.kind {
      case .start: underway[event.slot] = entry(event.entry)
      case .end:
        guard link + 1 < chain.count else { return firings }
        let way = way(from: chain[link], to: chain[link + 1], event, underway)
        if stop.isRaised { return nil }
        guard let way else {
          throw EngineFailure(.disagreement, "the way from one call to the next is not found a second time")
        }
        for (action, words) in way {
          if let firing = try walk.go(action, to: words, underway) { firings.append(firing) }
        }
        underway[event.slot] = nil
        link += 1
      }
    }
    return firings
  }

  /// Actions, each with the configuration that it leads to.
  private func way(
    from source: Int, to target: Int, _ event: LogEvent, _ underway: [PreparedEntry?]
  ) -> [(Moves.Action, [UInt64])]? {
    var layer = EventLayer(search: self, event: event, entries: underway, keepsWay: true)
    let goal = history.configuration(target)
    _ = layer.run(from: [(words: history.configuration(source), origin: UInt32(0))], target: goal)
    let width = moves.layout.width
    guard
      let found = (0..<layer.done.count).last(where: {
        layer.done.words[$0 * width..<($0 + 1) * width].elementsEqual(goal)
      })
    else { return nil }
    var way: [(Moves.Action, [UInt64])] = []
    var step = layer.doneWays[found]
    var words = goal
    while let action = step.action, let before = step.before {
      way.append((action, words))
      layer.tried.copy(before, into: &words)
      step = layer.ways[before]
    }
    return way.reversed()
  }
}

/// Follows a way with the interpreter.
private struct WitnessWalk {
  private let search: LogSearch
  private let interpreter: Interpreter
  private var state = State(cells: [])
  private var configuration: [UInt64] = []

  init(search: LogSearch) {
    self.search = search
    interpreter = Interpreter(search.commanded.original, stop: search.stop)
  }

  private var layout: ConfigurationLayout { search.moves.layout }
  private var system: TransitionSystem { interpreter.system }

  private func packed(_ state: State) -> ArraySlice<UInt64> {
    search.configuration(of: state).prefix(layout.state)
  }

  mutating func start(at words: [UInt64]) throws(EngineFailure) -> Firing {
    for firing in interpreter.startFirings {
      guard case .next(let next, _) = interpreter.start(firing),
        packed(next).elementsEqual(words.prefix(layout.state))
      else { continue }
      state = next
      configuration = words
      return firing
    }
    throw EngineFailure(.disagreement, "no start state is the one that the search began with")
  }

  /// Nil if no rule fires.
  mutating func go(
    _ action: Moves.Action, to words: [UInt64], _ underway: [PreparedEntry?]
  ) throws(EngineFailure) -> Firing? {
    defer { configuration = words }
    switch action {
    case .sight(let slot):
      for sight in underway[slot]?.sights ?? [] where !isSeen(sight, words) {
        let name = search.commanded.places[sight.place].name
        throw EngineFailure(.disagreement, "the interpreter does not see `\(name)` as compiled code does")
      }
      return nil
    case .hidden:
      for rule in hiddenRules(to: words, underway) {
        for instance in 0..<(system[rule].parameters.instanceCount ?? 0) {
          let arguments = system[rule].parameters.arguments(ofInstance: instance)
          if let firing = fire(rule, arguments, to: words) { return firing }
        }
      }
    case .step(let stepClass, let slot):
      let steps = (underway[slot].map { $0.begins + $0.ends } ?? []).filter { $0.stepClass == stepClass }
      for rule in search.commanded.rules[stepClass] {
        for step in steps {
          guard let callStep = search.commanded.steps[rule.index] else { continue }
          for arguments in instances(of: rule, callStep, step, words) {
            guard agrees(rule, callStep, step, arguments, words) else { continue }
            if let firing = fire(rule, arguments, to: words) { return firing }
          }
        }
      }
    }
    if search.stop.isRaised { return nil }
    throw EngineFailure(.disagreement, "the interpreter does not take a step that compiled code takes")
  }

  /// The rules, if possible the one, that compiled code fires to come to a configuration.
  private func hiddenRules(to words: [UInt64], _ underway: [PreparedEntry?]) -> [RuleID] {
    var successors: [UInt64] = []
    let source = search.moves.hiddenSource(configuration, underway)
    let expansion = search.moves.stepper.expand(source, into: &successors, sayingWhatFired: true)
    guard let ranges = expansion.ranges else { return expansion.fired.map(\.rule) }
    let goal = words.prefix(layout.state)
    let found = ranges.first { range in
      range.successors.contains { number in
        search.moves.isSame(successors[number * layout.state..<(number + 1) * layout.state], goal)
      }
    }
    return found.map { [$0.rule] } ?? []
  }

  private mutating func fire(_ rule: RuleID, _ arguments: [Value], to words: [UInt64]) -> Firing? {
    let firing = Firing(subject: .rule(rule), arguments: arguments)
    guard case .next(let next, _)? = interpreter.fireIfEnabled(firing, in: state),
      packed(next).elementsEqual(words.prefix(layout.state))
    else { return nil }
    state = next
    return firing
  }

  /// Values of the rule's parameters that agree with what is given.
  private func instances(
    of rule: RuleID, _ callStep: CallStep, _ step: PreparedEntry.Step, _ words: [UInt64]
  ) -> [[Value]] {
    let parameters = system[rule].parameters
    var fixed = [Value?](repeating: nil, count: parameters.count)
    if let index = callStep.actor, let given = step.actor {
      fixed[index] = search.moves.value(given, in: words)
    }
    for (word, given) in zip(callStep.words, step.arguments) {
      guard case .parameter(let index) = word, let given else { continue }
      fixed[index] = search.moves.value(given, in: words)
    }
    var instances: [[Value]] = [[]]
    for (parameter, value) in zip(parameters, fixed) {
      let values = value.map { [$0] } ?? (0..<parameter.count).map { parameter.value(at: $0) }
      instances = instances.flatMap { instance in values.map { instance + [$0] } }
    }
    return instances.filter(parameters.admits)
  }

  private func agrees(
    _ rule: RuleID, _ callStep: CallStep, _ step: PreparedEntry.Step, _ arguments: [Value], _ words: [UInt64]
  ) -> Bool {
    guard case .value(let expression) = callStep.result, let given = step.result else { return true }
    let value = try? interpreter.evaluate(
      expression, locals: system[rule].locals, parameters: system[rule].parameters, arguments: arguments,
      in: state)
    return value == search.moves.value(given, in: words)
  }

  private func isSeen(_ sight: PreparedEntry.Sight, _ words: [UInt64]) -> Bool {
    let place = search.commanded.places[sight.place]
    let indices = sight.indices.map { search.moves.value($0, in: words) }
    let value = try? interpreter.evaluate(
      place.expression, locals: place.locals, parameters: place.parameters, arguments: indices, in: state)
    return value == sight.seen.map { search.moves.value($0, in: words) }
  }
}
