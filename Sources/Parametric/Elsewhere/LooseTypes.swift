import ModelIR

/// The types of a model whose loose components may name an element that was left out: each of these is a union of the scalarset
/// and `elsewhere`.
struct LooseTypes: Hashable, Sendable {
  /// Of a loose component.
  let element: TypeID
  /// Those that the model does not have; unions are of the size at hand.
  private(set) var further: [TypeDefinition]
  /// By `VariableID.index`.
  private(set) var variables: [TypeID]
  private let known: Int

  private struct Key: Hashable {
    var type: TypeID
    var shape: TypeShape
  }

  /// `isLoose` says it of components that name elements.
  init(_ family: ScalarsetFamily, isLoose: (StateComponent) -> Bool) {
    let system = family.system
    known = system.types.count
    let range = system[family.type].range
    element = TypeID(known + 1)
    further = [
      TypeDefinition(name: nil, shape: .enumeration(members: ["elsewhere"]), range: range),
      TypeDefinition(name: nil, shape: Self.union(family.type, TypeID(known), family.size), range: range),
    ]
    variables = []
    var made: [Key: TypeID] = [:]
    for (index, variable) in system.variables.enumerated() {
      let component = StateComponent(VariableID(index))
      variables.append(loosen(variable.type, component, family, isLoose, &made))
    }
  }

  /// Whether a component is loose, or has loose parts.
  func isLoose(_ type: ValueType) -> Bool {
    guard case .declared(let id) = type else { return false }
    return id.index > known && id.index < known + further.count
  }

  /// The types that a member of this size has more.
  func further(_ type: TypeID, size: Int) -> [TypeDefinition] {
    var types = further
    types[1].shape = Self.union(type, TypeID(known), size)
    return types
  }

  /// The same place, with the types that its parts have.
  func retyped(_ place: Place, in system: TransitionSystem) -> Place {
    guard case .state(let variable) = place.root, variable.index < variables.count else { return place }
    var place = place
    var type = variables[variable.index]
    for index in place.path.indices {
      switch (place.path[index], shape(of: type, in: system)) {
      case (.field(let field, _), .record(let fields)):
        place.path[index] = .field(field, record: type)
        type = fields[field].type
      case (.element(let at, _), .array(_, let element)):
        place.path[index] = .element(at, array: type)
        type = element
      default: return place
      }
    }
    place.type = .declared(type)
    return place
  }

  private func shape(of type: TypeID, in system: TransitionSystem) -> TypeShape {
    type.index < known ? system[type].shape : further[type.index - known].shape
  }

  private static func union(_ type: TypeID, _ elsewhere: TypeID, _ size: Int) -> TypeShape {
    .union(alternatives: [type, elsewhere], offsets: [0, Value(size)], count: Value(size) + 1)
  }

  private mutating func loosen(
    _ type: TypeID, _ component: StateComponent, _ family: ScalarsetFamily,
    _ isLoose: (StateComponent) -> Bool, _ made: inout [Key: TypeID]
  ) -> TypeID {
    let definition = family.system[type]
    let shape: TypeShape
    switch definition.shape {
    case .scalarset where type == family.type: return isLoose(component) ? element : type
    case .boolean, .integers, .enumeration, .scalarset, .union: return type
    case .array(let index, let part):
      shape = .array(index: index, element: loosen(part, component, family, isLoose, &made))
    case .record(let fields):
      shape = .record(
        fields: fields.enumerated().map { number, field in
          let part = loosen(field.type, component.field(number), family, isLoose, &made)
          return Field(name: field.name, type: part)
        })
    }
    guard shape != definition.shape else { return type }
    let key = Key(type: type, shape: shape)
    if let known = made[key] { return known }
    let id = TypeID(known + further.count)
    further.append(TypeDefinition(name: definition.name, shape: shape, range: definition.range))
    made[key] = id
    return id
  }
}
