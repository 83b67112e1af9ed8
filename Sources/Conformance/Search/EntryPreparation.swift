import Diagnostics
import ModelIR
import OrderedJSON

/// Turns entries of a log into what they let the model do, and finds what the model has no words for.
struct EntryPreparation {
  let commanded: CommandedSystem
  private(set) var names = ElementNames()
  /// The types of acting processes.
  private let actorTypes: Set<TypeID>
  /// The names of each call's parameters.
  let parameters: [String: Set<String>]

  init(_ commanded: CommandedSystem) {
    self.commanded = commanded
    actorTypes = Set(
      commanded.classes.compactMap { if case .declared(let type)? = $0.actor { type } else { nil } })
    parameters = commanded.classes.reduce(into: [:]) { parameters, stepClass in
      if let call = stepClass.call {
        parameters[call, default: []].formUnion(stepClass.names.compactMap(\.self))
      }
    }
  }

  private var system: TransitionSystem { commanded.original }

  mutating func prepare(_ entry: LogEntry) -> PreparedEntry {
    var prepared = PreparedEntry(mayFail: entry.mayFail, isSight: entry.call == nil)
    for (number, stepClass) in commanded.classes.enumerated() where entry.mayFail || !stepClass.fails {
      if let call = stepClass.call {
        guard call == entry.call, let arguments = entry.arguments.values(for: stepClass.names),
          let step = step(number, stepClass, arguments, result: entry.result, actor: entry.actor)
        else { continue }
        prepared.begins.append(step)
      } else if entry.call != nil,
        let step = step(number, stepClass, [], result: entry.result, actor: entry.actor)
      {
        prepared.ends.append(step)
      }
    }
    for observation in entry.observations {
      for (index, place) in commanded.places.enumerated() where place.name == observation.name {
        addSights(of: observation.value, index, place, place.path[...], [], entry, to: &prepared.sights)
      }
    }
    return prepared
  }

  /// Nil if the class cannot be what the log says.
  private mutating func step(
    _ number: Int, _ stepClass: StepClass, _ arguments: [LogValue?], result: LogValue?, actor: LogValue?
  ) -> PreparedEntry.Step? {
    var step = PreparedEntry.Step(stepClass: number, arguments: [])
    if let actor, let type = stepClass.actor {
      guard let meaning = system.meaning(of: actor, type: type) else { return nil }
      step.actor = given(meaning)
    }
    for (word, argument) in zip(stepClass.words, arguments) {
      step.arguments.append(nil)
      guard let argument else { continue }
      switch word {
      case .literal(let text): if text != argument.text { return nil }
      case .value(let type, _):
        guard let meaning = system.meaning(of: argument, type: type) else { return nil }
        step.arguments[step.arguments.count - 1] = given(meaning)
      }
    }
    if stepClass.ends, let result {
      switch stepClass.result {
      case .nothing: break
      case .text(let text): if result.text != text.visible { return nil }
      case .value(let type):
        guard let meaning = system.meaning(of: result, type: type) else { return nil }
        step.result = given(meaning)
      }
    }
    return step
  }

  private mutating func given(_ meaning: Meaning) -> Given {
    switch meaning {
    case .value(let value): .value(value)
    case .element(let type, let name, let offset): .name(names.number(name, of: type), offset: offset)
    }
  }

  // MARK: Observations

  /// The values that a JSON value gives for the parts of a place; what does not fit is reported by `LogReview`.
  private mutating func addSights(
    of json: JSON, _ index: Int, _ place: ObservedPlace, _ path: ArraySlice<ObservedPlace.Step>,
    _ indices: [Given], _ entry: LogEntry, to sights: inout [PreparedEntry.Sight]
  ) {
    var path = path
    if json == .null { return }
    guard let step = path.popFirst() else {
      var sight = PreparedEntry.Sight(place: index, indices: indices, seen: nil)
      if json != .string("undefined") || place.place == nil {
        let meaning = LogValue(json).flatMap { system.meaning(of: $0, type: place.type) }
        sight.seen = meaning.map { given($0) }
        sight.isPossible = meaning != nil
      }
      sights.append(sight)
      return
    }
    for (index_, part) in parts(of: json, step, entry) {
      var indices = indices
      if let index_ { indices.append(given(index_)) }
      addSights(of: part, index, place, path, indices, entry, to: &sights)
    }
  }

  /// The parts of a JSON value by the index, or the field, that leads to them.
  func parts(
    of json: JSON, _ step: ObservedPlace.Step, _ entry: LogEntry
  ) -> [(index: Meaning?, part: JSON)] {
    switch step {
    case .field(let name): return json[name].map { [(nil, $0)] } ?? []
    case .index(let type):
      if let members = json.members {
        return members.compactMap { member in key(member.name, type).map { ($0, member.value) } }
      }
      // What an actor sees of what each has is its own.
      if actorTypes.contains(type), let actor = entry.actor,
        let meaning = system.meaning(of: actor, type: .declared(type))
      {
        return [(meaning, json)]
      }
      guard let elements = json.elements, let domain = system.domain(of: type),
        elements.count <= domain.upperBound - domain.lowerBound + 1
      else { return [] }
      if case .scalarset = system[type].shape { return [] }
      return elements.enumerated().map { (.value(domain.lowerBound + Value($0.offset)), $0.element) }
    }
  }

  private func key(_ name: String, _ type: TypeID) -> Meaning? {
    let values: [LogValue] =
      (Int(name).map { [.integer($0)] } ?? []) + (Bool(name).map { [.boolean($0)] } ?? []) + [.text(name)]
    return values.lazy.compactMap { system.meaning(of: $0, type: .declared(type)) }.first
  }
}
