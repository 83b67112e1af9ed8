import ModelIR

/// What a model asks of components that name elements, when all that can be are loose.
struct NamingUses {
  private let types: LooseTypes
  private let components: NamingComponents
  private var demanded: Set<StateComponent> = []
  /// Of two that are compared, one has to be kept.
  private var compared: [(StateComponent, StateComponent)] = []
  /// Of two records or arrays of which one is copied into the other, the same parts have to be.
  private var copied: [(StateComponent, StateComponent)] = []

  init(_ types: LooseTypes, of components: NamingComponents) {
    self.types = types
    self.components = components
  }

  mutating func note(_ condition: Expression) { walk { $0.visit(condition) } }

  mutating func note(_ body: [Statement]) { walk { $0.visit(body) } }

  /// The components that have to be kept, and those in arrays over the scalarset of which that is asked in vain.
  var wanted: Set<StateComponent> {
    var wanted = demanded
    for (one, other) in compared where !wanted.contains(one) && !wanted.contains(other) {
      wanted.insert(components.isInRow(one) ? other : one)
    }
    while true {
      var more = wanted
      for (one, other) in copied {
        for component in wanted {
          if let part = component.moved(from: one, to: other) { more.insert(part) }
          if let part = component.moved(from: other, to: one) { more.insert(part) }
        }
      }
      if more == wanted { return wanted }
      wanted = more
    }
  }

  // MARK: - Notes

  private mutating func walk(_ visit: (BodyWalk) -> Void) {
    let (components, types, element) = (components, types, ValueType.declared(types.element))
    var (demanded, compared, copied) = (self.demanded, self.compared, self.copied)
    var copies: Set<Place> = []
    func demand(_ place: Place) {
      guard types.isLoose(place.type), let component = StateComponent(place) else { return }
      demanded.formUnion(components.parts(of: component))
    }
    visit(
      BodyWalk(
        statement: { statement in
          guard case .assign(let target, let value) = statement.kind, target.type != element else { return }
          guard case .read(let source) = value.kind, source.type == target.type,
            let one = StateComponent(target), let other = StateComponent(source)
          else { return demand(target) }
          copies.insert(source)
          copied.append((one, other))
        },
        expression: { expression in
          switch expression.kind {
          case .narrowed(let operand, _, _) where operand.type == element:
            if case .read(let place) = operand.kind { demand(place) }
          case .read(let place) where place.type != element && !copies.contains(place): demand(place)
          case .binary(_, let left, let right):
            guard case .read(let first) = left.kind, case .read(let second) = right.kind,
              first.type == element, second.type == element,
              let one = StateComponent(first), let other = StateComponent(second)
            else { return }
            compared.append((one, other))
          default: break
          }
        },
        call: { call in
          for case .reference(let place) in call.arguments { demand(place) }
        }))
    (self.demanded, self.compared, self.copied) = (demanded, compared, copied)
  }
}

extension StateComponent {
  /// The part of another whole that corresponds to this part of a whole; nil if it is none.
  fileprivate func moved(from whole: StateComponent, to other: StateComponent) -> StateComponent? {
    guard isPart(of: whole) else { return nil }
    return fields.dropFirst(whole.fields.count).reduce(other) { $0.field($1) }
  }
}
