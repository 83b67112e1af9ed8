import Diagnostics

/// Expressions, evaluated strictly left to right.
extension Evaluation {
  /// The cells of any value; a simple value is one defined cell.
  mutating func content(of expression: Expression) throws(Abort) -> [Value?] {
    if case .declared(let type) = expression.type, !system[type].shape.isSimple {
      switch expression.kind {
      case .read(let place):
        return try content(at: place)
      case .call(let call):
        return try invoke(call, at: expression.range) ?? []
      case .conditional(let condition, let then, let otherwise):
        return try content(of: try value(of: condition) != 0 ? then : otherwise)
      case .constant, .unary, .binary, .sameContent, .quantified, .isUndefined, .isMember, .widened,
        .narrowed:
        preconditionFailure("an operator with a complex result")
      }
    }
    return [try value(of: expression)]
  }

  /// The value of a simple expression.
  mutating func value(of expression: Expression) throws(Abort) -> Value {
    switch expression.kind {
    case .constant(let value):
      return value
    case .read(let place):
      return try read(place)
    case .unary(let operation, let operand):
      return try apply(operation, to: try value(of: operand), at: expression.range)
    case .binary(let operation, let left, let right):
      let first = try value(of: left)
      switch operation {
      case .and: return first == 0 ? 0 : try value(of: right)
      case .or: return first != 0 ? 1 : try value(of: right)
      case .implies: return first == 0 ? 1 : try value(of: right)
      case .add, .subtract, .multiply, .divide, .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight,
        .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
        return try apply(operation, first, try value(of: right), at: expression.range)
      }
    case .sameContent(let left, let right):
      let first = try content(of: left)
      return try content(of: right) == first ? 1 : 0
    case .conditional(let condition, let then, let otherwise):
      return try value(of: try value(of: condition) != 0 ? then : otherwise)
    case .quantified(let quantifier, let binder, let body):
      return try quantified(quantifier, binder, body, at: expression.range)
    case .isUndefined(let place):
      let cells = try content(at: place)
      return cells.allSatisfy { $0 == nil } ? 1 : 0
    case .isMember(let operand, let interval):
      return interval.contains(try value(of: operand)) ? 1 : 0
    case .widened(let operand, let offset):
      return try value(of: operand) + offset
    case .narrowed(let operand, let interval, let low):
      let value = try value(of: operand)
      guard interval.contains(value) else {
        let shown = system.text(of: value, type: operand.type)
        throw .failure(
          Failure(
            .wrongAlternative, "\(shown) does not belong to this member of the union", at: operand.range))
      }
      return value - interval.lowerBound + low
    case .call(let call):
      guard let result = try invoke(call, at: expression.range)?.first, let value = result else {
        preconditionFailure("a function without a defined simple result")
      }
      return value
    }
  }

  private mutating func quantified(
    _ quantifier: Quantifier, _ binder: Binder, _ body: Expression, at range: SourceRange
  ) throws(Abort) -> Value {
    let values = try iteration(of: binder, at: range)
    let isWatched = locals[binder.local.index].watch != nil
    var result = quantifier == .forall
    var next = values.first
    for _ in 0..<values.count {
      try poll(at: range)
      let holds = try iterate(binder.local, next, at: range) { evaluation throws(Abort) in
        try evaluation.value(of: body) != 0
      }
      if holds != (quantifier == .forall) {
        result = holds
        if !isWatched { break }
      }
      next &+= values.step
    }
    return result ? 1 : 0
  }

  /// The `count` values a binder takes, from `first` on in steps of `step`.
  mutating func iteration(
    of binder: Binder, at range: SourceRange
  ) throws(Abort) -> (first: Value, step: Value, count: Int) {
    var first: Value
    var last: Value
    var step: Value = 1
    switch binder.domain {
    case .type(let type):
      guard let domain = system.domain(of: type) else { preconditionFailure("a binder over a complex type") }
      (first, last) = (domain.lowerBound, domain.upperBound)
    case .interval(let from, let to, let by):
      first = try value(of: from)
      last = try value(of: to)
      step = last >= first ? 1 : -1
      if let by { step = try value(of: by) }
      guard step != 0 else { throw .failure(Failure(.badLoopStep, "the step of the loop is 0", at: range)) }
      guard first == last || (last > first) == (step > 0) else {
        throw .failure(
          Failure(.badLoopStep, "the loop from \(first) by \(step) never reaches \(last)", at: range))
      }
    }
    let (distance, overflow) = last.subtractingReportingOverflow(first)
    let (quotient, isTooLarge) = distance.dividedReportingOverflow(by: step)
    let count = overflow || isTooLarge || quotient == .max ? Value.max : quotient + 1
    if count > Value(Interpreter.freeIterations) { try spend(count, at: range) }
    return (first, step, Int(count))
  }

  /// The cells of an argument; an undefined variable may be passed, reading the parameter then fails.
  private mutating func passed(_ argument: Expression) throws(Abort) -> [Value?] {
    if case .read(let place) = argument.kind { return try content(at: place) }
    return try content(of: argument)
  }

  /// Calls a function; nil for a procedure.
  mutating func invoke(_ call: Call, at range: SourceRange) throws(Abort) -> [Value?]? {
    let flow = try within(call, at: range) { evaluation, body throws(Abort) in
      try evaluation.execute(body)
    }
    switch flow {
    case .left(let result):
      return result
    case .continued:
      let function = system[call.function]
      guard function.result == nil else {
        throw .failure(
          Failure(
            .missingReturn, "the end of function `\(function.name)` is reached without a return", at: range))
      }
      return nil
    }
  }

  /// Enters a function: evaluates the arguments, and has `action` done with its body in a frame of its own.
  mutating func within<Result>(
    _ call: Call, at range: SourceRange,
    _ action: (inout Evaluation, [Statement]) throws(Abort) -> Result
  ) throws(Abort) -> Result {
    let function = system[call.function]
    let mark = memory.count
    var arguments: [[Value?]] = []
    for (argument, parameter) in zip(call.arguments, function.locals) {
      switch argument {
      case .reference(let place):
        arguments.append([Value(try address(of: place))])
      case .value(let expression):
        let content = try passed(expression)
        if case .declared(let type) = parameter.type, let domain = system.domain(of: type),
          let value = content.first ?? nil, !domain.contains(value)
        {
          throw .failure(
            Failure(
              .outOfRangeWrite,
              "value \(value) is outside \(domain.lowerBound) .. \(domain.upperBound) of parameter "
                + "`\(parameter.name)`", at: expression.range))
        }
        arguments.append(content)
      }
    }
    try poll(at: range)
    try spend(1, at: range)
    guard depth < deepest else {
      throw .failure(
        Failure(
          .callDepth, "more than \(deepest) nested calls: recursion without end?", at: range)
      )
    }
    let caller = (base, frame, locals, self.result)
    base = memory.count
    frame = interpreter.functionFrames[call.function.index]
    locals = function.locals
    self.result = function.result
    depth += 1
    memory.append(contentsOf: repeatElement(nil, count: frame.size))
    for (index, content) in arguments.enumerated() {
      let address = base + frame.offsets[index]
      memory.replaceSubrange(address..<address + content.count, with: content)
    }
    let result = try action(&self, function.body)
    memory.removeLast(memory.count - mark)
    depth -= 1
    (base, frame, locals, self.result) = caller
    return result
  }
}
