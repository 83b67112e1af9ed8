import Diagnostics

/// Statements, executed one after the other.
extension Evaluation {
  /// How a list of statements ended.
  enum Flow {
    case continued
    /// By `return`, in a function with its result.
    case left([Value?]?)
  }

  mutating func execute(_ statements: [Statement]) throws(Abort) -> Flow {
    for statement in statements {
      let mark = memory.count
      let flow = try execute(statement)
      // Drops the cells of computed roots.
      memory.removeLast(memory.count - mark)
      if case .left = flow { return flow }
    }
    return .continued
  }

  private mutating func execute(_ statement: Statement) throws(Abort) -> Flow {
    switch statement.kind {
    case .assign(let place, let expression):
      let target = try address(of: place)
      let content = try content(of: expression)
      if content.count == 1, isSimple(place.type), let value = content[0] {
        try write(value, at: target, type: place.type, range: statement.range)
      } else {
        memory.replaceSubrange(target..<target + content.count, with: content)
      }
    case .clear(let place):
      let target = try address(of: place)
      guard case .declared(let type) = place.type else {
        memory[target] = 0
        break
      }
      for (offset, component) in map.components(of: type).enumerated() {
        memory[target + offset] = system.domain(of: component)?.lowerBound
      }
    case .undefine(let place):
      let target = try address(of: place)
      for offset in 0..<map.size(of: place.type) { memory[target + offset] = nil }
    case .branch(let branches, let otherwise):
      for branch in branches where try value(of: branch.condition) != 0 {
        if case .error? = branch.body.first?.kind { explain(branch.condition) }
        return try execute(branch.body)
      }
      return try execute(otherwise)
    case .select(let subject, let cases, let otherwise):
      let chosen = try value(of: subject)
      for candidate in cases {
        for expression in candidate.values where try value(of: expression) == chosen {
          return try execute(candidate.body)
        }
      }
      return try execute(otherwise)
    case .loop(let binder, let body):
      return try execute(binder, body, at: statement.range)
    case .whileLoop(let condition, let body):
      while try value(of: condition) != 0 {
        try poll(at: statement.range)
        try spend(1, at: statement.range)
        if case .left(let result) = try execute(body) { return .left(result) }
      }
    case .call(let call):
      _ = try invoke(call, at: statement.range)
    case .leave(let expression):
      guard let expression else { return .left(nil) }
      return .left(try returned(expression, at: statement.range))
    case .put(let item):
      try evaluate(item)
    case .error(let message):
      throw .failure(Failure(.errorStatement, message, at: statement.range))
    case .check(let property, let condition):
      try check(property, condition, at: statement.range)
    }
    return .continued
  }

  private mutating func execute(
    _ binder: Binder, _ body: [Statement], at range: SourceRange
  ) throws(Abort) -> Flow {
    let values = try iteration(of: binder, at: range)
    let isWatched = locals[binder.local.index].watch != nil
    var result = Flow.continued
    var next = values.first
    for _ in 0..<values.count {
      try poll(at: range)
      let flow = try iterate(binder.local, next, at: range) { evaluation throws(Abort) in
        try evaluation.execute(body)
      }
      if case .left = flow {
        result = flow
        if !isWatched { break }
      }
      next &+= values.step
    }
    return result
  }

  private func isSimple(_ type: ValueType) -> Bool {
    switch type {
    case .boolean, .integer: true
    case .declared(let type): system[type].shape.isSimple
    }
  }

  /// The result of the active function; a simple one must lie in the declared type.
  private mutating func returned(_ expression: Expression, at range: SourceRange) throws(Abort)
    -> [Value?]
  {
    let content = try content(of: expression)
    if let result, let domain = system.domain(of: result), let value = content[0], !domain.contains(value) {
      throw .failure(
        Failure(
          .outOfRangeWrite,
          "value \(value) is outside the result's \(domain.lowerBound) .. \(domain.upperBound)",
          at: range))
    }
    return content
  }

  private mutating func check(
    _ property: PropertyID, _ condition: Expression, at range: SourceRange
  ) throws(Abort) {
    let holds = try value(of: condition) != 0
    switch system[property].kind {
    case .cover:
      if holds, !covers.contains(property) { covers.append(property) }
    case .assumption:
      if !holds { throw .dropped }
    case .assertion, .invariant, .liveness, .leadsTo:
      guard !holds else { return }
      explain(condition)
      let name = system[property].name
      throw .failure(Failure(.assertion, "assertion `\(name)` does not hold", at: range, property: property))
    }
  }

  /// Keeps why a condition has its value, if that is wanted.
  private mutating func explain(_ condition: Expression) {
    guard explainsFailures else { return }
    failureReason = attempt { evaluation throws(Abort) in try evaluation.reason(for: condition) }
  }

  /// Nothing is printed while checking; what a `put` names is evaluated for its run-time errors, except that a
  /// variable may be undefined.
  private mutating func evaluate(_ item: Statement.PutItem) throws(Abort) {
    switch item {
    case .text: return
    case .expression(let expression):
      if case .read(let place) = expression.kind {
        _ = try address(of: place)
      } else {
        _ = try content(of: expression)
      }
    }
  }
}
