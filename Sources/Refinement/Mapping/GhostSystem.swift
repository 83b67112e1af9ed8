import Diagnostics
import ModelIR

/// A design with variables more for the results of functions, and instead of its rules one that fills them.
///
/// So what a state abstracts to is compiled like a step. The cells of the design come first, and lie where they lie in it.
struct GhostSystem {
  private(set) var system: TransitionSystem
  private let map: CellMap
  private var size: Int

  init(_ design: TransitionSystem) {
    system = design
    map = CellMap(design)
    size = map.stateSize
    system.refines = nil
    system.startStates = []
    system.rules = [
      Rule(
        name: "abstract", parameters: [], locals: [], guardCondition: nil, body: [],
        range: design.refines?.range ?? SourceRange(file: FileID(0), start: 0, end: 0), anchor: nil)
    ]
  }

  /// Has a variable hold what a function returns, for all values of its parameters, of which the outermost index is the first
  /// of the order; returns its first cell.
  mutating func add(_ id: FunctionID, inOrder order: [Int]) -> Int {
    let function = system[id]
    guard let result = function.result else { return size }
    var type = result
    var arrays: [TypeID] = []
    for parameter in order.reversed() {
      guard case .declared(let index) = function.locals[parameter].type else { return size }
      system.types.append(
        TypeDefinition(name: nil, shape: .array(index: index, element: type), range: function.range))
      type = TypeID(system.types.count - 1)
      arrays.insert(type, at: 0)
    }
    let ghost = VariableID(system.variables.count)
    system.variables.append(
      Variable(name: "abstract \(function.name)", type: type, range: function.range, view: nil))
    system.rules[0].body.append(assignment(to: ghost, of: id, result, order, arrays))
    defer { size += system.cellCount(of: type) ?? 0 }
    return size
  }

  private mutating func assignment(
    to ghost: VariableID, of id: FunctionID, _ result: TypeID, _ order: [Int], _ arrays: [TypeID]
  ) -> Statement {
    let function = system[id]
    let range = function.range
    var bound: [Int: LocalID] = [:]
    for parameter in order {
      bound[parameter] = LocalID(system.rules[0].locals.count)
      var local = function.locals[parameter]
      local.role = .bound
      system.rules[0].locals.append(local)
    }
    func value(of parameter: Int) -> Expression {
      let root = Place.Root.local(bound[parameter] ?? LocalID(0))
      return Expression(reading: Place(root: root, type: function.locals[parameter].type, range: range))
    }
    let path = zip(order, arrays).map { Place.Step.element(value(of: $0), array: $1) }
    let arguments = (0..<function.parameterCount).map { Call.Argument.value(value(of: $0)) }
    let call = Expression(
      .call(Call(function: id, arguments: arguments)), type: .declared(result), range: range)
    let place = Place(root: .state(ghost), path: path, type: .declared(result), range: range)
    var statement = Statement(.assign(place, call), range: range)
    for parameter in order.reversed() {
      guard case .declared(let type) = function.locals[parameter].type, let local = bound[parameter]
      else { continue }
      let binder = Binder(local: local, domain: .type(type))
      statement = Statement(.loop(binder, [statement]), range: range)
    }
    return statement
  }
}
