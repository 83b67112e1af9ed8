import Diagnostics
import ModelIR

/// `count`, `sum`, `min` and `max` over the values of a bound variable.
///
/// Each becomes a function of the locals that it names: a loop that accumulates. What engines and symmetry know of such
/// functions they know of these.
extension Lowering {
  mutating func lowerFold(
    _ kind: Function.Fold.Kind, _ quantifier: QuantifierSyntax, _ body: ExpressionSyntax,
    at range: SourceRange
  ) -> Operand? {
    scopes.open()
    let binder = lowerBinder(quantifier)
    let element = lowerElement(of: kind, body)
    scopes.close()
    guard let binder, let element else { return nil }
    let whole = Expression(.quantified(.exists, binder, element), type: .boolean, range: range)
    guard checkFoldable(whole, kind) else { return nil }
    let lifted = lift(Function.Fold(kind: kind, binder: binder, element: element), from: whole)
    let function = foldFunction(lifted.fold, lifted.locals, parameterCount: lifted.arguments.count, at: range)
    let result = function.result.map { types.valueType(of: $0) } ?? .integer
    let call = Call(function: functionID(of: function), arguments: lifted.arguments)
    return Operand(Expression(.call(call), type: result, range: range))
  }

  /// What is added up or compared; what is counted is worth 1.
  private mutating func lowerElement(
    of kind: Function.Fold.Kind, _ body: ExpressionSyntax
  ) -> Expression? {
    switch kind {
    case .count: return lowerBoolean(body, "what `count` counts")
    case .sum, .least, .greatest:
      guard let operand = lower(body), checkNumber(operand, kind.rawValue) else { return nil }
      return operand.expression
    }
  }

  /// The order of the values must not matter, and a function that is not complete cannot be called from another one.
  private mutating func checkFoldable(_ whole: Expression, _ kind: Function.Fold.Kind) -> Bool {
    guard checkChangesNothing(whole, "what is in `\(kind.rawValue)`", at: whole.range) else { return false }
    var callsItself = false
    BodyWalk(call: { [openFunction] in if $0.function == openFunction { callsItself = true } }).visit(whole)
    if callsItself {
      report(
        .unsupportedConstruct, "a function cannot call itself in `\(kind.rawValue)`", at: whole.range,
        help: "write a loop")
    }
    return !callsItself
  }

  /// The fold in a frame of its own: what it names from outside comes first, as parameters.
  private func lift(
    _ fold: Function.Fold, from whole: Expression
  ) -> (fold: Function.Fold, locals: [Local], arguments: [Call.Argument]) {
    var named: Set<LocalID> = []
    var bound: Set<LocalID> = []
    BodyWalk(
      expression: { if case .quantified(_, let binder, _) = $0.kind { bound.insert(binder.local) } },
      place: { if case .local(let local) = $0.root { named.insert(local) } }
    ).visit(whole)
    let outer = named.subtracting(bound).sorted { $0.index < $1.index }
    let inner = bound.sorted { $0.index < $1.index }
    var moved: [LocalID: LocalID] = [:]
    for (number, local) in (outer + inner).enumerated() { moved[local] = LocalID(number) }
    var (locals, arguments) = parameters(for: outer, at: fold.element.range)
    locals += inner.map { Local(name: frame[$0.index].name, type: frame[$0.index].type, role: .bound) }
    let moving = Rewriting.moving(moved)
    let result = Function.Fold(kind: fold.kind, binder: moving(fold.binder), element: moving(fold.element))
    return (result, locals, arguments)
  }

  /// Parameters for locals of the frame that a function of its own needs, and what a call of it gives for them.
  func parameters(
    for outer: [LocalID], at range: SourceRange
  ) -> (locals: [Local], arguments: [Call.Argument]) {
    var locals: [Local] = []
    var arguments: [Call.Argument] = []
    for local in outer {
      let (known, place) = (
        frame[local.index], Place(root: .local(local), type: frame[local.index].type, range: range)
      )
      // A variable may have no value where the function needs none.
      let isVariable = known.role == .variable || known.role == .reference
      locals.append(Local(name: known.name, type: known.type, role: isVariable ? .reference : .parameter))
      arguments.append(isVariable ? .reference(place) : .value(Expression(reading: place)))
    }
    return (locals, arguments)
  }

  /// A loop whose bounds and elements are evaluated in the order of the values.
  private mutating func foldFunction(
    _ fold: Function.Fold, _ locals: [Local], parameterCount: Int, at range: SourceRange
  ) -> Function {
    let (first, bounds) = foldBounds(fold, locals)
    let type = types.add(
      TypeDefinition(
        name: nil, shape: .integers(low: bounds.lowerBound, high: bounds.upperBound), range: range))
    var locals = locals
    func variable(_ name: String) -> Place {
      locals.append(Local(name: name, type: .declared(type), role: .variable))
      return Place(root: .local(LocalID(locals.count - 1)), type: .declared(type), range: range)
    }
    func statement(_ kind: Statement.Kind) -> Statement { Statement(kind, range: range) }
    let total = variable("result")
    let each: [Statement]
    switch fold.kind {
    case .count, .sum: each = [fold.addition(to: total, at: range)]
    case .least, .greatest:
      let candidate = variable("candidate")
      let isBetter = Expression(
        .binary(
          fold.kind == .least ? .less : .greater, Expression(reading: candidate), Expression(reading: total)),
        type: .boolean, range: range)
      each = [
        statement(.assign(candidate, fold.element)),
        statement(
          .branch(
            [
              Statement.Branch(
                condition: isBetter, body: [statement(.assign(total, Expression(reading: candidate)))])
            ], otherwise: [])),
      ]
    }
    var function = Function(
      name: fold.kind.rawValue, locals: locals, parameterCount: parameterCount, result: type,
      body: fold.body(into: total, from: first, doing: each, at: range), range: range, anchor: nil)
    function.fold = fold
    return function
  }

  /// What the accumulation begins with, and the values that it can have; what leaves 64 bits is an error at run time.
  private func foldBounds(_ fold: Function.Fold, _ locals: [Local]) -> (first: Value, ClosedRange<Value>) {
    var typed = system
    typed.types = types.definitions
    let loop = Statement(.loop(fold.binder, []), range: fold.element.range)
    let intervals = FrameIntervals(typed, locals: locals, conditions: [fold.element], body: [loop])
    func clamped(_ value: Value) -> Value { min(max(value, Value(Int64.min)), Value(UInt64.max)) }
    let element = intervals.interval(of: fold.element)
    let (low, high) = (clamped(element.low), clamped(element.high))
    let count = intervals.count(of: fold.binder) ?? Value(UInt32.max)
    func total(_ value: Value) -> Value {
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: count)
      return clamped(isTooLarge ? (value < 0 ? .min : .max) : product)
    }
    switch fold.kind {
    case .count: return (0, 0...max(1, total(1)))
    case .sum: return (0, min(0, total(low))...max(0, total(high)))
    case .least: return (high, low...high)
    case .greatest: return (low, low...high)
    }
  }

  /// The same fold of the same locals is the same function: a certificate that speaks of it adds nothing to the model.
  private mutating func functionID(of function: Function) -> FunctionID {
    let known = system.functions.firstIndex { $0.isSameFold(as: function) }
    if let known { return FunctionID(known) }
    system.functions.append(function)
    effects.append(Effects())
    return FunctionID(system.functions.count - 1)
  }
}

extension Function {
  /// Whether both accumulate the same, whatever their locals are called and wherever they are written.
  fileprivate func isSameFold(as other: Function) -> Bool {
    guard let fold, let otherFold = other.fold, fold.kind == otherFold.kind, result == other.result else {
      return false
    }
    return parameterCount == other.parameterCount
      && locals.map(\.type) == other.locals.map(\.type) && locals.map(\.role) == other.locals.map(\.role)
      && fold.bare == otherFold.bare
  }
}

extension Function.Fold {
  fileprivate var bare: Expression {
    Expression(.quantified(.exists, binder, element), type: .boolean, range: element.range).bare
  }
}
