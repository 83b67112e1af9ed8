/// Whether evaluations can run out of steps (`Interpreter.fuel`): calls, `while` iterations, and iterations of long loops.
package struct StepBounds: Sendable {
  /// True unless no guard, body or property can ever take so many steps, nor nest calls too deep.
  package private(set) var mayRunOut = false

  package init(_ system: TransitionSystem) {
    let calls = CallGraph(system)
    var count = StepCount(functions: system.functions.map { _ in nil })
    for id in calls.calleesFirst where !calls.recursive.contains(id) {
      let function = system[id]
      count.intervals = FrameIntervals(system, locals: function.locals, body: function.body)
      count.functions[id.index] = count.steps(of: function.body)
    }
    var bounds: [Int?] = []
    for rule in system.rules {
      let guardCondition = rule.guardCondition.map { [$0] } ?? []
      count.intervals = FrameIntervals(
        system, locals: rule.locals, parameters: rule.parameters, conditions: guardCondition, body: rule.body)
      bounds += guardCondition.map(count.steps) + [count.steps(of: rule.body)]
    }
    for property in system.properties {
      guard let condition = property.condition else { continue }
      count.intervals = FrameIntervals(
        system, locals: property.locals, parameters: property.parameters, conditions: [condition])
      bounds.append(count.steps(of: condition))
    }
    mayRunOut = system.functions.count >= Interpreter.maximumDepth || bounds.contains { $0 == nil }
  }
}

/// Counts the most steps that evaluations in one frame can take; nil stands for more than there are.
private struct StepCount {
  /// By `FunctionID.index`.
  var functions: [Int?]
  var intervals: FrameIntervals?

  func steps(of body: [Statement]) -> Int? {
    var total: Int? = 0
    for statement in body { total = Self.sum(total, steps(of: statement)) }
    return total
  }

  private func steps(of statement: Statement) -> Int? {
    switch statement.kind {
    case .assign(let place, let value):
      return Self.sum(steps(of: place), steps(of: value))
    case .clear(let place), .undefine(let place):
      return steps(of: place)
    case .branch(let branches, let otherwise):
      return branches.reduce(steps(of: otherwise)) {
        Self.sum($0, Self.sum(steps(of: $1.condition), steps(of: $1.body)))
      }
    case .select(let subject, let cases, let otherwise):
      return cases.reduce(Self.sum(steps(of: subject), steps(of: otherwise))) { total, candidate in
        candidate.values.reduce(Self.sum(total, steps(of: candidate.body))) { Self.sum($0, steps(of: $1)) }
      }
    case .loop(let binder, let body):
      return steps(of: binder, each: steps(of: body))
    case .whileLoop:
      return nil
    case .call(let call):
      return steps(of: call)
    case .leave(let value):
      return value.map(steps) ?? 0
    case .put(.expression(let value)), .check(_, let value):
      return steps(of: value)
    case .put(.text), .error:
      return 0
    }
  }

  func steps(of expression: Expression) -> Int? {
    switch expression.kind {
    case .constant:
      return 0
    case .read(let place), .isUndefined(let place):
      return steps(of: place)
    case .unary(_, let operand), .isMember(let operand, _), .widened(let operand, _),
      .narrowed(let operand, _, _):
      return steps(of: operand)
    case .binary(_, let left, let right), .sameContent(let left, let right):
      return Self.sum(steps(of: left), steps(of: right))
    case .conditional(let condition, let then, let otherwise):
      return Self.sum(steps(of: condition), Self.sum(steps(of: then), steps(of: otherwise)))
    case .quantified(_, let binder, let body):
      return steps(of: binder, each: steps(of: body))
    case .call(let call):
      return steps(of: call)
    }
  }

  private func steps(of place: Place) -> Int? {
    var total: Int? = 0
    if case .value(let expression) = place.root { total = steps(of: expression) }
    for case .element(let index, _) in place.path { total = Self.sum(total, steps(of: index)) }
    return total
  }

  private func steps(of call: Call) -> Int? {
    call.arguments.reduce(Self.sum(1, functions[call.function.index])) { total, argument in
      switch argument {
      case .value(let expression): Self.sum(total, steps(of: expression))
      case .reference(let place): Self.sum(total, steps(of: place))
      }
    }
  }

  private func steps(of binder: Binder, each: Int?) -> Int? {
    var bounds: Int? = 0
    if case .interval(let from, let to, let by) = binder.domain {
      bounds = [from, to, by].compactMap { $0 }.reduce(0) { Self.sum($0, steps(of: $1)) }
    }
    guard let count = intervals?.count(of: binder), let each, count <= Value(Interpreter.fuel) else {
      return nil
    }
    let own = count > Value(Interpreter.freeIterations) ? each + 1 : each
    return Self.sum(bounds, own > Interpreter.fuel ? nil : own * Int(count))
  }

  /// Nil from more than `Interpreter.fuel` on, so that no sum overflows.
  private static func sum(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right, left + right <= Interpreter.fuel else { return nil }
    return left + right
  }
}
