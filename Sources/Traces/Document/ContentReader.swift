package import ModelIR

/// Turns the cells of a state into the contents of its variables, by their types.
package struct ContentReader {
  private let system: TransitionSystem
  private var cells: [Value?]
  private var position = 0

  private init(_ cells: [Value?], of system: TransitionSystem) {
    self.system = system
    self.cells = cells
  }

  /// One content per variable, in declaration order.
  package static func contents(of state: State, in system: TransitionSystem) -> [Content] {
    var reader = ContentReader(state.cells, of: system)
    return system.variables.map { reader.content(of: $0.type) }
  }

  /// The content of one place or value.
  package static func content(of cells: [Value?], type: ValueType, in system: TransitionSystem) -> Content {
    if case .declared(let type) = type {
      var reader = ContentReader(cells, of: system)
      return reader.content(of: type)
    }
    return (cells.first ?? nil).map { Content($0, type: type, in: system) } ?? .undefined
  }

  private mutating func content(of type: TypeID) -> Content {
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      defer { position += 1 }
      guard position < cells.count, let value = cells[position] else { return .undefined }
      return Content(value, type: type, in: system)
    case .record(let fields):
      return .record(fields.map { Content.Field(name: $0.name, content: content(of: $0.type)) })
    case .array(let index, let element):
      guard let domain = system.domain(of: index) else { return .array([]) }
      var elements: [Content.Element] = []
      var value = domain.lowerBound
      while value <= domain.upperBound {
        elements.append(
          Content.Element(index: Content(value, type: index, in: system), content: content(of: element)))
        value += 1
      }
      return .array(elements)
    }
  }
}

extension Content {
  /// A value of a simple type.
  package init(_ value: Value, type: TypeID, in system: TransitionSystem) {
    switch system[type].shape {
    case .boolean: self = .boolean(value != 0)
    case .integers, .array, .record: self = .integer(value)
    case .enumeration, .scalarset: self = .symbol(system.text(of: value, type: type))
    case .union(let alternatives, let offsets, _):
      for (alternative, offset) in zip(alternatives, offsets).reversed() where value >= offset {
        guard let domain = system.domain(of: alternative) else { break }
        self.init(value - offset + domain.lowerBound, type: alternative, in: system)
        return
      }
      self = .integer(value)
    }
  }

  package init(_ value: Value, type: ValueType, in system: TransitionSystem) {
    switch type {
    case .boolean: self = .boolean(value != 0)
    case .integer: self = .integer(value)
    case .declared(let type): self.init(value, type: type, in: system)
    }
  }
}
