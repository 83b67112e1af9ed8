import ModelIR

/// Where the parts of values lie when everything is laid out as one row of slots.
///
/// A slot is a simple component, or the same component of all elements of an array that is too large to enumerate.
struct SlotLayout {
  /// One slot of a complex value: how to get there, and over which arrays it extends.
  struct Component {
    /// Fields, and elements of enumerated arrays with their index.
    var path: [Place.Step]
    var indices: [TypeID]
    var type: TypeID
  }

  let system: TransitionSystem
  private let elementLimit: Int
  /// Slots per type, and the elements of enumerated arrays in it, by `TypeID.index`.
  private let sizes: [Int]
  private let elements: [Int]
  private let fieldOffsets: [[Int]]

  init(_ system: TransitionSystem, elementLimit: Int) {
    self.system = system
    self.elementLimit = elementLimit
    var measure = Measure(system: system, limit: elementLimit)
    let all = system.types.indices.map { measure.measure(TypeID($0)) }
    sizes = all.map(\.slots)
    elements = all.map(\.elements)
    fieldOffsets = system.types.map { definition in
      guard case .record(let fields) = definition.shape else { return [] }
      var offset = 0
      return fields.map { field in
        defer { offset += all[field.type.index].slots }
        return offset
      }
    }
  }

  func size(of type: TypeID) -> Int { sizes[type.index] }

  func size(of type: ValueType) -> Int {
    switch type {
    case .boolean, .integer: 1
    case .declared(let type): sizes[type.index]
    }
  }

  func offset(ofField field: Int, in record: TypeID) -> Int { fieldOffsets[record.index][field] }

  /// Whether each element of an array has slots of its own.
  func isEnumerated(index: TypeID, element: TypeID) -> Bool {
    Measure.isSmall(system.domain(of: index), elements: elements[element.index], limit: elementLimit)
  }

  /// The slots of a value of a type, in order.
  func components(of type: TypeID) -> [Component] {
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      return [Component(path: [], indices: [], type: type)]
    case .record(let fields):
      return fields.indices.flatMap { field in
        components(of: fields[field].type).map { $0.inside(.field(field, record: type)) }
      }
    case .array(let index, let element):
      let inner = components(of: element)
      guard isEnumerated(index: index, element: element), let domain = system.domain(of: index) else {
        return inner.map {
          Component(path: $0.path, indices: [index] + $0.indices, type: $0.type)
        }
      }
      let indexType = ValueType.declared(index)
      return domain.flatMap { value in
        let constant = Expression(.constant(value), type: indexType, range: system[type].range)
        return inner.map { $0.inside(.element(constant, array: type)) }
      }
    }
  }

  /// How numbers of a simple type are represented.
  func domain(of type: TypeID) -> ClosedRange<Value> {
    guard let domain = system.domain(of: type) else { preconditionFailure("not a simple type") }
    return domain
  }

  func isTruth(_ type: TypeID) -> Bool { system[type].shape == .boolean }

  func isTruth(_ type: ValueType) -> Bool {
    switch type {
    case .boolean: true
    case .integer: false
    case .declared(let type): isTruth(type)
    }
  }

  /// The sort of a simple type's values.
  func sort(of type: TypeID) -> Sort {
    if isTruth(type) { return .bool }
    let domain = domain(of: type)
    return Representation(domain.lowerBound, domain.upperBound).sort
  }

  /// The sort of an array's index: numbers also for booleans.
  func indexShape(of type: TypeID) -> Representation {
    let domain = domain(of: type)
    return Representation(domain.lowerBound, domain.upperBound)
  }
}

extension SlotLayout.Component {
  fileprivate func inside(_ step: Place.Step) -> Self {
    var copy = self
    copy.path.insert(step, at: 0)
    return copy
  }
}

/// Counts slots, and elements of enumerated arrays, type by type.
private struct Measure {
  let system: TransitionSystem
  let limit: Int
  private var known: [TypeID: (slots: Int, elements: Int)] = [:]

  init(system: TransitionSystem, limit: Int) {
    self.system = system
    self.limit = limit
  }

  static func isSmall(_ domain: ClosedRange<Value>?, elements: Int, limit: Int) -> Bool {
    guard let domain else { return false }
    let count = domain.upperBound - domain.lowerBound + 1
    return count <= Value(limit) && count * Value(elements) <= Value(limit)
  }

  mutating func measure(_ type: TypeID) -> (slots: Int, elements: Int) {
    if let result = known[type] { return result }
    let result: (slots: Int, elements: Int)
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      result = (1, 1)
    case .record(let fields):
      let parts = fields.map { measure($0.type) }
      result = (parts.reduce(0) { $0 + $1.slots }, parts.map(\.elements).max() ?? 1)
    case .array(let index, let element):
      let part = measure(element)
      let domain = system.domain(of: index)
      if let domain, Self.isSmall(domain, elements: part.elements, limit: limit) {
        let count = Int(domain.upperBound - domain.lowerBound + 1)
        result = (count * part.slots, count * part.elements)
      } else {
        result = part
      }
    }
    known[type] = result
    return result
  }
}
