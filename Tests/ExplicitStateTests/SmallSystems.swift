import Checking
import Diagnostics
import ModelIR

/// Builds transition systems over a few integer variables without a front end.
struct SystemBuilder {
  private static let range = SourceRange(file: FileID(0), start: 0, end: 0)
  private(set) var system: TransitionSystem

  /// One variable per interval; all start at their lowest value.
  init(_ intervals: [ClosedRange<Value>]) {
    system = TransitionSystem(
      name: "small",
      types: intervals.map {
        TypeDefinition(
          name: nil, shape: .integers(low: $0.lowerBound, high: $0.upperBound), range: Self.range)
      },
      variables: intervals.indices.map {
        Variable(name: "v\($0)", type: TypeID($0), range: Self.range, view: nil)
      },
      functions: [],
      startStates: [], rules: [], properties: [])
    system.startStates = [start(intervals.map(\.lowerBound))]
  }

  func start(_ values: [Value]) -> Rule {
    rule("start", nil, values.enumerated().map { assign($0.offset, constant($0.element)) })
  }

  mutating func addStart(_ values: [Value]) { system.startStates.append(start(values)) }

  mutating func addRule(_ name: String, _ guardCondition: Expression? = nil, _ body: [Statement]) {
    system.rules.append(rule(name, guardCondition, body))
  }

  @discardableResult
  mutating func addProperty(_ kind: Property.Kind, _ name: String, _ condition: Expression?) -> PropertyID {
    system.properties.append(
      Property(
        name: name, kind: kind, parameters: [], locals: [], condition: condition, range: Self.range))
    return PropertyID(system.properties.count - 1)
  }

  func constant(_ value: Value) -> Expression {
    Expression(.constant(value), type: .integer, range: Self.range)
  }

  func variable(_ index: Int) -> Expression {
    Expression(.read(place(index)), type: .declared(TypeID(index)), range: Self.range)
  }

  func apply(_ operation: BinaryOperator, _ left: Expression, _ right: Expression) -> Expression {
    Expression(.binary(operation, left, right), type: .integer, range: Self.range)
  }

  func assign(_ index: Int, _ value: Expression) -> Statement {
    Statement(.assign(place(index), value), range: Self.range)
  }

  func check(_ property: PropertyID, _ condition: Expression) -> Statement {
    Statement(.check(property, condition), range: Self.range)
  }

  func equals(_ values: [Value]) -> Expression {
    values.enumerated().map { apply(.equal, variable($0.offset), constant($0.element)) }
      .reduce(constant(1)) { apply(.and, $0, $1) }
  }

  func not(_ expression: Expression) -> Expression {
    Expression(.unary(.not, expression), type: .boolean, range: Self.range)
  }

  private func place(_ index: Int) -> Place {
    Place(root: .state(VariableID(index)), type: .declared(TypeID(index)), range: Self.range)
  }

  private func rule(_ name: String, _ guardCondition: Expression?, _ body: [Statement]) -> Rule {
    Rule(
      name: name, parameters: [], locals: [], guardCondition: guardCondition, body: body, range: Self.range,
      anchor: nil)
  }
}

extension SystemBuilder {
  /// Two counters that step upwards from zero.
  static func grid(_ width: Value, _ height: Value) -> SystemBuilder {
    var builder = SystemBuilder([0...(width - 1), 0...(height - 1)])
    for (index, size) in [width, height].enumerated() {
      let value = builder.variable(index)
      builder.addRule(
        "step \(index)", builder.apply(.less, value, builder.constant(size - 1)),
        [builder.assign(index, builder.apply(.add, value, builder.constant(1)))])
    }
    return builder
  }

  /// A graph with a rule per edge, started in node 0.
  static func graph(nodes: Value, edges: [(Value, Value)]) -> SystemBuilder {
    var builder = SystemBuilder([0...(nodes - 1)])
    for (from, to) in edges {
      builder.addRule("\(from) to \(to)", builder.equals([from]), [builder.assign(0, builder.constant(to))])
    }
    return builder
  }
}
