import Diagnostics
import ModelIR

/// The system with a say in what it does: variables that name the class of steps that may be taken, and the values of its
/// actor, its arguments and its result, as far as they are given.
///
/// While `command` is undefined, what no log tells of may happen, and nothing else; while it is `quiet`, so may what of this
/// does not fail.
struct CommandedSystem {
  let original: TransitionSystem
  let system: TransitionSystem
  let steps: [CallStep?]
  let classes: [StepClass]
  /// The rules of each class.
  let rules: [[RuleID]]
  let places: [ObservedPlace]
  /// For each observed place, the property that the part is `seen`, an instance for each combination of indices.
  let observations: [PropertyID]

  /// The cells of what is added to the state.
  let command: Int
  /// Nil if nothing fails but what logs tell of.
  let quiet: Value?
  let actor: Int
  let arguments: [Int]
  let result: Int
  let seen: Int

  /// Compared with names of constants, of which a range has none.
  private static let range = SourceRange(file: FileID(0), start: 0, end: 0)

  init(_ original: TransitionSystem) {
    self.original = original
    steps = original.callSteps
    var numbers: [StepClass: Int] = [:]
    var classes: [StepClass] = []
    var rules: [[RuleID]] = []
    for (index, step) in steps.enumerated() {
      guard let step else { continue }
      let stepClass = StepClass(step, of: original.rules[index])
      let number = numbers[stepClass] ?? classes.count
      if number == classes.count {
        numbers[stepClass] = number
        classes.append(stepClass)
        rules.append([])
      }
      rules[number].append(RuleID(index))
    }
    self.classes = classes
    self.rules = rules
    places = original.observedPlaces
    var builder = Builder(system: original)
    let types = Self.types(steps, original)
    let hasHiddenFailures = zip(steps, original.rules).contains { $0 == nil && $1.isFailure }
    quiet = hasHiddenFailures ? Value(classes.count) : nil
    command = builder.addVariable(
      "the command", 0...Value(max(classes.count + (quiet == nil ? 0 : 1), 1) - 1))
    actor = builder.addVariable("the actor", original.span(of: types.actor))
    arguments = types.arguments.enumerated().map {
      builder.addVariable("argument \($0.offset + 1)", original.span(of: $0.element))
    }
    result = builder.addVariable("the result", original.span(of: types.result))
    seen = builder.addVariable("what is seen", original.span(of: places.map(\.type)))
    for index in original.rules.indices {
      builder.command(
        index, steps[index].map { (numbers[StepClass($0, of: original.rules[index])] ?? 0, $0) },
        quiet: original.rules[index].isFailure ? nil : quiet)
    }
    builder.forgetProperties()
    observations = places.map { builder.addObservation($0) }
    system = builder.system
  }

  /// The types of everything that is given to a step, by what it is.
  private static func types(
    _ steps: [CallStep?], _ system: TransitionSystem
  ) -> (actor: [ValueType], arguments: [[ValueType]], result: [ValueType]) {
    var actor: [ValueType] = []
    var result: [ValueType] = []
    var arguments: [[ValueType]] = []
    for (step, rule) in zip(steps, system.rules) {
      guard let step else { continue }
      if let index = step.actor { actor.append(rule.parameters[index].type) }
      if case .value(let expression) = step.result { result.append(expression.type) }
      for (position, word) in step.words.enumerated() {
        if position == arguments.count { arguments.append([]) }
        if case .parameter(let index) = word { arguments[position].append(rule.parameters[index].type) }
      }
    }
    return (actor, arguments, result)
  }

  /// Adds to a system what makes it commanded.
  private struct Builder {
    var system: TransitionSystem
    private var cells = 0
    private var variables: [VariableID] = []
    /// The variables by what they are: command, actor, arguments, result, seen.
    private var actor: VariableID { variables[1] }
    private func argument(_ position: Int) -> VariableID { variables[2 + position] }
    private var result: VariableID { variables[variables.count - 2] }
    private var seen: VariableID { variables[variables.count - 1] }

    init(system: TransitionSystem) {
      self.system = system
      cells = CellMap(system).stateSize
    }

    /// The cell of a variable that no rule writes and no start state defines.
    mutating func addVariable(_ name: String, _ values: ClosedRange<Value>) -> Int {
      system.types.append(
        TypeDefinition(
          name: nil, shape: .integers(low: values.lowerBound, high: values.upperBound), range: range))
      variables.append(VariableID(system.variables.count))
      system.variables.append(
        Variable(name: name, type: TypeID(system.types.count - 1), range: range, view: nil))
      defer { cells += 1 }
      return cells
    }

    private func place(_ variable: VariableID) -> Place {
      Place(root: .state(variable), type: .declared(system[variable].type), range: range)
    }

    private func isGiven(_ variable: VariableID) -> Expression {
      let undefined = Expression(.isUndefined(place(variable)), type: .boolean, range: range)
      return Expression(.unary(.not, undefined), type: .boolean, range: range)
    }

    private func binary(_ operation: BinaryOperator, _ left: Expression, _ right: Expression) -> Expression {
      Expression(.binary(operation, left, right), type: .boolean, range: range)
    }

    private func number(_ variable: VariableID) -> Expression {
      Expression(.read(place(variable)), type: .declared(system[variable].type), range: range)
    }

    /// Whether a value is the given one, if one is given.
    private func agrees(_ value: Expression, _ variable: VariableID) -> Expression {
      binary(.implies, isGiven(variable), binary(.equal, number(variable), value))
    }

    /// Whether the command, which is given, has a value.
    private func isCommanded(_ value: Value) -> Expression {
      let constant = Expression(.constant(value), type: .integer, range: range)
      return binary(.equal, number(variables[0]), constant)
    }

    private func read(_ parameter: Parameter) -> Expression {
      Expression(
        .read(Place(root: .local(parameter.local), type: parameter.type, range: range)), type: parameter.type,
        range: range)
    }

    mutating func command(_ index: Int, _ step: (number: Int, step: CallStep)?, quiet: Value?) {
      let rule = system.rules[index]
      var conditions: [Expression] = []
      guard let (number, step) = step else {
        var free = Expression(.isUndefined(place(variables[0])), type: .boolean, range: range)
        if let quiet { free = binary(.or, free, isCommanded(quiet)) }
        system.rules[index].guardCondition = rule.guardCondition.map { binary(.and, free, $0) } ?? free
        return
      }
      conditions.append(isGiven(variables[0]))
      conditions.append(isCommanded(Value(number)))
      if let actor = step.actor { conditions.append(agrees(read(rule.parameters[actor]), self.actor)) }
      for (position, word) in step.words.enumerated() {
        guard case .parameter(let parameter) = word else { continue }
        conditions.append(agrees(read(rule.parameters[parameter]), argument(position)))
      }
      if let condition = rule.guardCondition { conditions.append(condition) }
      if case .value(let expression) = step.result { conditions.append(agrees(expression, result)) }
      system.rules[index].guardCondition = conditions.dropFirst().reduce(conditions[0]) {
        binary(.and, $0, $1)
      }
    }

    /// What is not asked needs no code; assumptions restrict what can happen, and statements may end a run.
    mutating func forgetProperties() {
      for index in system.properties.indices where system.properties[index].kind != .assumption {
        if system.properties[index].condition == nil { continue }
        system.properties[index].condition = nil
        system.properties[index].kind = .assertion
      }
    }

    mutating func addObservation(_ observed: ObservedPlace) -> PropertyID {
      let isSame = binary(.equal, number(seen), observed.expression)
      var condition = binary(.and, isGiven(seen), isSame)
      if let place = observed.place {
        // Nothing seen stands for something undefined.
        let isUndefined = Expression(.isUndefined(place), type: .boolean, range: range)
        let both = binary(
          .and, Expression(.unary(.not, isUndefined), type: .boolean, range: range), condition)
        let neither = binary(
          .and, Expression(.unary(.not, isGiven(seen)), type: .boolean, range: range), isUndefined)
        condition = binary(.or, neither, both)
      }
      system.properties.append(
        Property(
          name: "observation \(observed.name)", kind: .liveness, parameters: observed.parameters,
          locals: observed.locals, condition: condition, range: range))
      return PropertyID(system.properties.count - 1)
    }

    private var range: SourceRange { CommandedSystem.range }
  }
}

extension TransitionSystem {
  /// The least range that has all values of these types.
  fileprivate func span(of types: [ValueType]) -> ClosedRange<Value> {
    var span: ClosedRange<Value>?
    for type in types {
      let domain: ClosedRange<Value> =
        switch type {
        case .boolean: 0...1
        // Of arithmetic, for which there is no type: what a log can say.
        case .integer: Value(Int64.min)...Value(Int64.max)
        case .declared(let type): domain(of: type) ?? 0...0
        }
      span =
        span.map { min($0.lowerBound, domain.lowerBound)...max($0.upperBound, domain.upperBound) } ?? domain
    }
    return span ?? 0...0
  }
}
