import ModelIR

/// A model whose loose components may name an element that was left out; `docs/any-number.md`, elements that name elements.
///
/// Loose are components of arrays over the scalarset, and others of which only whether they are equal to an element that is
/// named otherwise matters. Of a loose component `narrowed` demands an element that is left in.
struct Loosening: Hashable, Sendable {
  let types: LooseTypes
  private let family: ScalarsetFamily
  private let components: NamingComponents
  private let kept: Set<StateComponent>

  init(_ family: ScalarsetFamily) {
    let components = NamingComponents(family)
    let loosest = Loosening(family, components, keeping: [])
    self.init(family, components, keeping: loosest.wanted)
  }

  private init(_ family: ScalarsetFamily, _ components: NamingComponents, keeping kept: Set<StateComponent>) {
    self.family = family
    self.components = components
    self.kept = kept
    types = LooseTypes(family) { components.isInRow($0) || !kept.contains($0) }
  }

  /// The model at hand.
  var examined: ScalarsetFamily { family.replacing(system(family.system, size: family.size)) }

  /// Whether a component of the model may name an element that was left out.
  func isLoose(_ component: StateComponent) -> Bool {
    components.isInRow(component) || !kept.contains(component)
  }

  /// How many elements the state names outside of arrays over the scalarset, those among them that may be left out; arrays over others
  /// count once.
  var names: Int { components.outsideRows }

  /// A member of the family, of this size, in which evaluations do not fail because of what was left out.
  func member(_ member: TransitionSystem, size: Int) -> TransitionSystem {
    system(member, size: size).rewritten(by: total)
  }

  /// A condition of such a member.
  func memberCondition(_ condition: Expression, size: Int) -> Expression {
    total(self.condition(condition, size: size))
  }

  /// Where an element must have been left in, the first one is as good as another that was not.
  private var total: Rewriting {
    let element = ValueType.declared(types.element)
    return .replacing(whole: { expression in
      guard case .narrowed(let operand, let interval, _) = expression.kind, operand.type == element else {
        return expression
      }
      func make(_ kind: Expression.Kind, _ type: ValueType) -> Expression {
        Expression(kind, type: type, range: expression.range)
      }
      return make(
        .conditional(
          make(.isMember(operand, interval: interval), .boolean), then: expression,
          otherwise: make(.constant(0), expression.type)), expression.type)
    })
  }

  /// The model, or a member of the family of this size.
  private func system(_ member: TransitionSystem, size: Int) -> TransitionSystem {
    var system = member
    let rewriting = rewriting(size)
    system.types += types.further(family.type, size: size)
    for index in system.variables.indices { system.variables[index].type = types.variables[index] }
    return system.rewritten(by: rewriting)
  }

  /// A condition of a member's.
  func condition(_ condition: Expression, size: Int) -> Expression { rewriting(size)(condition) }

  private func rewriting(_ size: Int) -> Rewriting {
    let interval = 0...Value(size - 1)
    let element = ValueType.declared(types.element)
    let (type, system) = (ValueType.declared(family.type), family.system)
    @Sendable func loose(_ expression: Expression) -> Expression {
      if case .narrowed(let operand, _, _) = expression.kind, operand.type == element { return operand }
      return Expression(.widened(expression, offset: 0), type: element, range: expression.range)
    }
    return .replacing(
      place: { [types] in types.retyped($0, in: system) },
      whole: { expression in
        switch expression.kind {
        case .read(let place) where place.type == element:
          return Expression(
            .narrowed(Expression(reading: place), interval: interval, low: 0), type: type,
            range: expression.range)
        case .read(let place) where place.type != expression.type: return Expression(reading: place)
        case .binary(let operation, let left, let right) where operation == .equal || operation == .notEqual:
          guard [left, right].contains(where: { $0.isNarrowed(from: element) }) else { return expression }
          return Expression(
            .binary(operation, loose(left), loose(right)), type: expression.type, range: expression.range)
        default: return expression
        }
      },
      statement: { statement in
        switch statement.kind {
        case .assign(let place, let value) where place.type == element:
          return Statement(.assign(place, loose(value)), range: statement.range)
        // What is undefined may be put.
        case .put(.expression(let value)) where value.isNarrowed(from: element):
          return Statement(.put(.expression(loose(value))), range: statement.range)
        default: return statement
        }
      })
  }

  /// The components of which more is asked than whether they are equal to an element that is named otherwise.
  private var wanted: Set<StateComponent> {
    let system = system(family.system, size: family.size)
    var uses = NamingUses(types, of: components)
    for rule in system.rules + system.startStates {
      if let condition = rule.guardCondition { uses.note(condition) }
      uses.note(rule.body)
    }
    for function in system.functions { uses.note(function.body) }
    for condition in system.properties.compactMap(\.condition) { uses.note(condition) }
    return uses.wanted
  }
}

extension Expression {
  /// Whether it demands of a value of this type that it be in an alternative.
  func isNarrowed(from type: ValueType) -> Bool {
    if case .narrowed(let operand, _, _) = kind { operand.type == type } else { false }
  }
}
