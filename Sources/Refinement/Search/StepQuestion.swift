import Checking
import Diagnostics
import ModelIR

/// Whether some steps lead from one state of a model to another, for an engine: a model that starts in the one, has so many
/// steps left and no more, and of which it is claimed that the other is never there.
struct StepQuestion {
  let task: CheckTask
  let claim: Claim
  private let isStart: Bool

  /// Without a first state, whether it is a start state.
  init(of model: TransitionSystem, from first: State?, to last: State, most: Int, timeout: Duration) {
    var system = model
    let cells = CellBuilder(model)
    if let first {
      system.startStates = [cells.startState(first)]
      cells.limit(&system, to: most)
    } else {
      system.rules = []
    }
    isStart = first == nil
    let id = PropertyID(system.properties.count)
    system.properties.append(
      Property(
        name: "not there", kind: .invariant, parameters: [], locals: [],
        condition: Expression(.unary(.not, cells.condition(last)), type: .boolean, range: cells.range),
        range: cells.range))
    claim = .property(id)
    var task = CheckTask(
      system: system, claims: [claim], deadlock: .off, symmetry: false, stopAtFirst: true,
      budget: Budget(jobs: 1, timeout: timeout, maximumDepth: first == nil ? 0 : most))
    // A step that fails leads nowhere.
    task.failuresEndRuns = true
    self.task = task
  }

  /// What a verdict comes to; an explanation is still to be confirmed.
  func answer(_ verdict: Verdict) -> (answer: AbstractSteps.Answer, reason: String) {
    switch verdict {
    case .violated(let trace?):
      let firings = trace.steps.map(\.firing)
      return (.explained(isStart ? firings : Array(firings.dropFirst())), "")
    case .explored, .proved: return (.unexplained, "")
    case .bounded(let depth, _) where depth >= task.budget.maximumDepth ?? .max: return (.unexplained, "")
    case .bounded(_, let reason), .unknown(let reason): return (.undecided, reason)
    case .violated(nil), .reached: return (.undecided, "the engine has no run")
    }
  }
}

/// Builds expressions and statements about the cells of a model's state.
private struct CellBuilder {
  let places: [Place]
  let range = SourceRange(file: FileID(0), start: 0, end: 0)

  init(_ system: TransitionSystem) { places = system.cellPlaces }

  private func constant(_ value: Value, _ place: Place) -> Expression {
    Expression(.constant(value), type: place.type, range: range)
  }

  /// Lets a run of a system, which begins in a start state of no choice, have so many steps and no more.
  func limit(_ system: inout TransitionSystem, to most: Int) {
    let number = TypeID(system.types.count)
    system.types.append(TypeDefinition(name: nil, shape: .integers(low: 0, high: Value(most)), range: range))
    let left = Place(
      root: .state(VariableID(system.variables.count)), type: .declared(number), range: range)
    system.variables.append(Variable(name: "steps left", type: number, range: range, view: nil))
    func constant(_ value: Int) -> Expression {
      Expression(.constant(Value(value)), type: .integer, range: range)
    }
    let isLeft = Expression(
      .binary(.greater, Expression(reading: left), constant(0)), type: .boolean, range: range)
    let less = Expression(
      .binary(.subtract, Expression(reading: left), constant(1)), type: .integer, range: range)
    for index in system.startStates.indices {
      system.startStates[index].body.append(Statement(.assign(left, constant(most)), range: range))
    }
    for index in system.rules.indices {
      let condition = system.rules[index].guardCondition.map { boolean($0, in: system) }
      system.rules[index].guardCondition =
        condition.map { Expression(.binary(.and, isLeft, $0), type: .boolean, range: range) } ?? isLeft
      system.rules[index].body.insert(Statement(.assign(left, less), range: range), at: 0)
    }
  }

  /// A guard that is a number, or something else of which the first value is false, as a condition.
  private func boolean(_ condition: Expression, in system: TransitionSystem) -> Expression {
    switch condition.type {
    case .boolean: return condition
    case .declared(let type) where system[type].shape == .boolean: return condition
    case .declared, .integer:
      let zero = Expression(.constant(0), type: condition.type, range: range)
      return Expression(.binary(.notEqual, condition, zero), type: .boolean, range: range)
    }
  }

  /// A start state that is this state.
  func startState(_ state: State) -> Rule {
    let body = zip(places, state.cells).compactMap { place, value in
      value.map { Statement(.assign(place, constant($0, place)), range: range) }
    }
    return Rule(
      name: "there", parameters: [], locals: [], guardCondition: nil, body: body, range: range, anchor: nil)
  }

  /// True in this state alone.
  func condition(_ state: State) -> Expression {
    var all = Expression(.constant(1), type: .boolean, range: range)
    for (place, value) in zip(places, state.cells) {
      all = Expression(.binary(.and, all, condition(place, value)), type: .boolean, range: range)
    }
    return all
  }

  private func condition(_ place: Place, _ value: Value?) -> Expression {
    let isUndefined = Expression(.isUndefined(place), type: .boolean, range: range)
    guard let value else { return isUndefined }
    let isDefined = Expression(.unary(.not, isUndefined), type: .boolean, range: range)
    let isEqual = Expression(
      .binary(.equal, Expression(reading: place), constant(value, place)), type: .boolean, range: range)
    return Expression(.binary(.and, isDefined, isEqual), type: .boolean, range: range)
  }
}
