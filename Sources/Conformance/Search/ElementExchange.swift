import ModelIR

/// Whether a state stays the same when two elements of a scalarset change their names: then it does not matter which
/// of the two a name of the log is bound to.
struct ElementExchange {
  private let system: TransitionSystem
  private let map: CellMap
  /// The scalarsets whose elements the model does not tell apart.
  private let symmetric: Set<TypeID>
  /// Of more start states it is not found out what they define.
  private static let mostStarts = 4096

  init(_ commanded: CommandedSystem) {
    system = commanded.original
    map = CellMap(system)
    let asked = Self.asked(commanded)
    let interpreter = Interpreter(system)
    let starts = interpreter.startFirings.prefix(Self.mostStarts).compactMap { firing in
      if case .next(let state, _) = interpreter.start(firing) { state } else { nil }
    }
    let isKnown = interpreter.startFirings.count <= Self.mostStarts
    let symmetry = ScalarsetSymmetry(asked, isKnown ? Definedness(asked, startStates: starts) : .unknown)
    symmetric = Set(symmetry.symmetric).subtracting(symmetry.watches.flatMap(\.types))
  }

  func isSymmetric(_ type: TypeID) -> Bool { symmetric.contains(type) }

  /// Whether a state, with undefined cells behind those of the system, is its own image.
  func keeps(_ state: State, _ type: TypeID, _ one: Value, _ other: Value) -> Bool {
    var image = state.cells
    var address = 0
    for variable in system.variables {
      exchange(variable.type, from: address, to: address, state.cells, type, one, other, &image)
      address += map.size(of: variable.type)
    }
    return image == state.cells
  }

  private func exchange(
    _ kind: TypeID, from source: Int, to target: Int, _ cells: [Value?], _ type: TypeID, _ one: Value,
    _ other: Value, _ image: inout [Value?]
  ) {
    func renamed(_ value: Value) -> Value { value == one ? other : value == other ? one : value }
    switch system[kind].shape {
    case .boolean, .integers, .enumeration: image[target] = cells[source]
    case .scalarset: image[target] = kind == type ? cells[source].map(renamed) : cells[source]
    case .union(let alternatives, let offsets, _):
      image[target] = cells[source].map { value in
        for (alternative, offset) in zip(alternatives, offsets) where alternative == type {
          if value == one + offset { return other + offset }
          if value == other + offset { return one + offset }
        }
        return value
      }
    case .record(let fields):
      for (index, field) in fields.enumerated() {
        let offset = map.offset(ofField: index, in: kind)
        exchange(field.type, from: source + offset, to: target + offset, cells, type, one, other, &image)
      }
    case .array(let index, let element):
      guard let domain = system.domain(of: index) else { return }
      let size = map.size(of: element)
      for value in domain {
        let place = index == type ? renamed(value) : value
        exchange(
          element, from: source + Int(value - domain.lowerBound) * size,
          to: target + Int(place - domain.lowerBound) * size, cells, type, one, other, &image)
      }
    }
  }

  /// The system with what a log asks of its states as properties: asking must not tell elements apart either.
  private static func asked(_ commanded: CommandedSystem) -> TransitionSystem {
    var system = commanded.original
    func ask(_ expression: Expression, _ parameters: [Parameter], _ locals: [Local]) {
      let same = Expression(
        .binary(.equal, expression, expression), type: .boolean, range: expression.range)
      system.properties.append(
        Property(
          name: "a question", kind: .invariant, parameters: parameters, locals: locals, condition: same,
          range: expression.range))
    }
    for place in commanded.places { ask(place.expression, place.parameters, place.locals) }
    for (step, rule) in zip(commanded.steps, commanded.original.rules) {
      guard case .value(let expression)? = step?.result else { continue }
      ask(expression, rule.parameters, rule.locals)
    }
    return system
  }
}
