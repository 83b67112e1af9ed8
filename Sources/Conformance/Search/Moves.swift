import ExplicitState
import ModelIR

/// What can happen in a configuration while certain entries are under way.
///
/// A class, for it owns the successor function and scratch memory; used by one thread.
final class Moves {
  /// What happened.
  enum Action: Hashable {
    /// A step that no log tells of.
    case hidden
    /// A step of a call: its class, and the slot of the entry.
    case step(stepClass: Int, slot: Int)
    /// What an entry says was seen has been seen.
    case sight(slot: Int)
  }

  /// Configurations with what has led to them.
  struct Successors {
    var words: [UInt64] = []
    var actions: [Action] = []
    /// Rule instances that failed.
    var failures: UInt64 = 0

    mutating func removeAll() {
      words.removeAll(keepingCapacity: true)
      actions.removeAll(keepingCapacity: true)
      failures = 0
    }
  }

  let commanded: CommandedSystem
  let stepper: Stepper
  let layout: ConfigurationLayout
  let names: ElementNames
  private let exchange: ElementExchange
  private let command: PackedCell
  private let actor: PackedCell
  private let arguments: [PackedCell]
  private let result: PackedCell
  private let seen: PackedCell
  /// All bits but those of the cells above.
  private let kept: [UInt64]
  /// Whether there are steps that no log tells of.
  private let hasHiddenSteps: Bool
  private var scratch: [UInt64] = []
  private var expanded: [UInt64] = []
  private(set) var expansions = 0

  init(_ commanded: CommandedSystem, _ stepper: Stepper, names: ElementNames, slots: Int) {
    self.commanded = commanded
    self.stepper = stepper
    self.names = names
    layout = ConfigurationLayout(state: stepper.width, slots: slots, names: names.entries.count)
    exchange = ElementExchange(commanded)
    let packed = stepper.layout
    command = PackedCell(commanded.command, of: packed)
    actor = PackedCell(commanded.actor, of: packed)
    arguments = commanded.arguments.map { PackedCell($0, of: packed) }
    result = PackedCell(commanded.result, of: packed)
    seen = PackedCell(commanded.seen, of: packed)
    var kept = [UInt64](repeating: 0, count: packed.width)
    for field in packed.fields where field.cell < commanded.command {
      kept[field.word] |= (field.bits == 64 ? UInt64.max : 1 << UInt64(field.bits) - 1) << UInt64(field.shift)
    }
    self.kept = kept
    hasHiddenSteps = zip(commanded.steps, commanded.original.rules).contains { step, rule in
      if case .constant(0)? = rule.guardCondition?.kind { return false }
      return step == nil
    }
  }

  /// Appends all that one move leads to; `entries` has for each slot what is under way there.
  func append(
    from configuration: [UInt64], _ entries: [PreparedEntry?], to successors: inout Successors
  ) {
    scratch = hiddenSource(configuration, entries)
    if hasHiddenSteps { expand(.hidden, configuration, to: &successors) { _ in } }
    for (slot, entry) in entries.enumerated() {
      guard let entry else { continue }
      switch layout.stage(slot, in: configuration) {
      case .waiting: for step in entry.begins { begin(step, slot, entry, configuration, to: &successors) }
      case .underway: for step in entry.ends { end(step, slot, entry, configuration, to: &successors) }
      case .ended: see(slot, entry, configuration, to: &successors)
      case .none, .done: break
      }
    }
  }

  /// The state from which steps are taken that no log tells of: none that fail unless something may that is not over.
  func hiddenSource(_ configuration: [UInt64], _ entries: [PreparedEntry?]) -> [UInt64] {
    var state = Array(configuration.prefix(layout.state))
    guard let quiet = commanded.quiet else { return state }
    let mayFail = entries.indices.contains { slot in
      entries[slot]?.mayFail == true && layout.stage(slot, in: configuration) != .done
    }
    if !mayFail { command.set(quiet, in: &state) }
    return state
  }

  /// Whether a successor, which may have a command in it, is a state.
  func isSame(_ successor: ArraySlice<UInt64>, _ state: ArraySlice<UInt64>) -> Bool {
    zip(zip(successor, kept), state).allSatisfy { $0.0 & $0.1 == $1 }
  }

  private func begin(
    _ step: PreparedEntry.Step, _ slot: Int, _ entry: PreparedEntry, _ configuration: [UInt64],
    to successors: inout Successors
  ) {
    let stepClass = commanded.classes[step.stepClass]
    let stage: ConfigurationLayout.Stage =
      stepClass.ends ? (entry.sights.isEmpty ? .done : .ended) : .underway
    for configuration in binding([step.actor, step.result] + step.arguments, in: configuration) {
      let actors: [Value?] =
        if let type = stepClass.actor {
          step.actor.map { [value($0, in: configuration)] } ?? commanded.original.values(of: type)
        } else {
          [nil]
        }
      for actor in actors {
        prepare(step, actor: actor, configuration)
        expand(.step(stepClass: step.stepClass, slot: slot), configuration, to: &successors) {
          [layout] words in
          switch stage {
          // All calls that are over are alike.
          case .done, .ended: layout.set(slot, stage, in: &words)
          case .underway, .none, .waiting:
            layout.set(
              slot, stage, stepClass: step.stepClass, actor: actor.map { $0 - self.first(stepClass) },
              in: &words)
          }
        }
      }
    }
  }

  /// The first value of the type of a class's actor.
  private func first(_ stepClass: StepClass) -> Value { commanded.original.low(of: stepClass.actor) }

  private func end(
    _ step: PreparedEntry.Step, _ slot: Int, _ entry: PreparedEntry, _ configuration: [UInt64],
    to successors: inout Successors
  ) {
    let (number, actor) = layout.beginning(slot, in: configuration)
    let beginning = commanded.classes[number]
    let ending = commanded.classes[step.stepClass]
    // Whoever has begun a call ends it.
    if ending.actor != nil, beginning.actor != nil, ending.actor != beginning.actor { return }
    for configuration in binding([step.actor, step.result], in: configuration) {
      // Who began it is known, or who the log says it is.
      let known = actor.map { $0 + first(beginning) } ?? step.actor.map { value($0, in: configuration) }
      prepare(step, actor: ending.actor == nil ? nil : known, configuration)
      expand(.step(stepClass: step.stepClass, slot: slot), configuration, to: &successors) { [layout] words in
        layout.set(slot, entry.sights.isEmpty ? .done : .ended, in: &words)
      }
    }
  }

  private func see(
    _ slot: Int, _ entry: PreparedEntry, _ configuration: [UInt64], to successors: inout Successors
  ) {
    let given = entry.sights.flatMap { $0.indices.map(Optional.some) + [$0.seen] }
    for var configuration in binding(given, in: configuration)
    where entry.sights.allSatisfy({ isSeen($0, in: configuration) }) {
      layout.set(slot, .done, in: &configuration)
      successors.words.append(contentsOf: configuration)
      successors.actions.append(.sight(slot: slot))
    }
  }

  /// Whether a part of the state has the value that was seen.
  func isSeen(_ sight: PreparedEntry.Sight, in configuration: [UInt64]) -> Bool {
    guard sight.isPossible else { return false }
    let indices = sight.indices.map { value($0, in: configuration) }
    guard let instance = commanded.places[sight.place].parameters.instance(of: indices) else { return false }
    scratch = Array(configuration.prefix(layout.state))
    seen.set(sight.seen.map { value($0, in: configuration) }, in: &scratch)
    return stepper.holds(commanded.observations[sight.place], instance: instance, in: scratch)
  }

  /// Puts into the scratch state what may happen next.
  private func prepare(_ step: PreparedEntry.Step, actor: Value?, _ configuration: [UInt64]) {
    for position in 0..<layout.state { scratch[position] = configuration[position] }
    command.set(Value(step.stepClass), in: &scratch)
    if let actor { self.actor.set(actor, in: &scratch) }
    for (cell, given) in zip(arguments, step.arguments) {
      if let given { cell.set(value(given, in: configuration), in: &scratch) }
    }
    if let given = step.result { result.set(value(given, in: configuration), in: &scratch) }
  }

  private func expand(
    _ action: Action, _ configuration: [UInt64], to successors: inout Successors,
    _ change: (inout [UInt64]) -> Void
  ) {
    expanded.removeAll(keepingCapacity: true)
    expansions += 1
    let expansion = stepper.expand(scratch, into: &expanded)
    successors.failures += expansion.failures
    guard expansion.count > 0 else { return }
    var next = configuration
    change(&next)
    for index in 0..<expansion.count {
      let start = index * layout.state
      for position in 0..<layout.state { next[position] = expanded[start + position] & kept[position] }
      successors.words.append(contentsOf: next)
      successors.actions.append(action)
    }
  }

  // MARK: Names

  func value(_ given: Given, in configuration: [UInt64]) -> Value {
    switch given {
    case .value(let value): value
    case .name(let name, let offset): (layout.element(name, in: configuration) ?? 0) + offset
    }
  }

  /// The configuration with all names bound that are given: one for each choice that makes a difference.
  private func binding(_ given: [Given?], in configuration: [UInt64]) -> [[UInt64]] {
    for case .name(let name, _)? in given where layout.element(name, in: configuration) == nil {
      return choices(for: name, in: configuration).flatMap { element in
        var bound = configuration
        layout.bind(name, to: element, in: &bound)
        return binding(given, in: bound)
      }
    }
    return [configuration]
  }

  /// The elements that no other name stands for, and of those that are alike one.
  private func choices(for name: Int, in configuration: [UInt64]) -> [Value] {
    let type = names.entries[name].type
    guard let domain = commanded.original.domain(of: type) else { return [] }
    let taken = names.entries.indices.filter { names.entries[$0].type == type }.compactMap {
      layout.element($0, in: configuration)
    }
    let free = domain.filter { !taken.contains($0) }
    guard exchange.isSymmetric(type), free.count > 1 else { return free }
    // What a call under way that has no name knows of its actor is not part of the state.
    let acting = (0..<layout.slots).compactMap { slot -> Value? in
      guard layout.stage(slot, in: configuration) == .underway else { return nil }
      let (number, actor) = layout.beginning(slot, in: configuration)
      return commanded.classes[number].actor == .declared(type) ? actor : nil
    }
    let state = stepper.layout.unpack(Array(configuration.prefix(layout.state)))
    var choices: [Value] = []
    for element in free {
      let isAlike = choices.contains { other in
        !acting.contains(element) && !acting.contains(other) && exchange.keeps(state, type, other, element)
      }
      if !isAlike { choices.append(element) }
    }
    return choices
  }
}

extension TransitionSystem {
  /// All values of a simple type of few.
  fileprivate func values(of type: ValueType) -> [Value?] {
    switch type {
    case .boolean: [0, 1]
    case .integer: [nil]
    case .declared(let type): domain(of: type).map { $0.map(Optional.some) } ?? [nil]
    }
  }

  fileprivate func low(of type: ValueType?) -> Value {
    guard case .declared(let type)? = type else { return 0 }
    return domain(of: type)?.lowerBound ?? 0
  }
}
