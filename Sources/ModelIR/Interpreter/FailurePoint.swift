package import Diagnostics

/// Where an evaluation failed, and what it had read for that.
package struct FailurePoint: Hashable, Sendable {
  /// The expression, place or statement that has no value.
  package var range: SourceRange
  /// What it is made from, as far as that has a value.
  package var readings: [Reason.Reading]
}

extension Interpreter {
  /// Where the body of a rule fails, which begins in a state without content if there is none; nil if it does not.
  package func failurePoint(of firing: Firing, in state: State?) -> FailurePoint? {
    let rule = system.rule(of: firing)
    let state = state ?? State(cells: Array(repeating: nil, count: map.stateSize))
    var evaluation = explaining(state, rule.locals, rule.parameters, firing.arguments)
    return evaluation.failurePoint {
      $0.visit(rule.body)
    } of: { evaluation throws(Abort) in
      _ = try evaluation.execute(rule.body)
    }
  }

  /// Where the guard of a rule fails; nil if it has a value.
  package func failurePoint(ofGuardOf firing: Firing, in state: State) -> FailurePoint? {
    let rule = system.rule(of: firing)
    guard let condition = rule.guardCondition else { return nil }
    var evaluation = explaining(state, rule.locals, rule.parameters, firing.arguments)
    return evaluation.failurePoint(of: condition)
  }

  /// Where an instance of a property's condition fails; nil if it has a value.
  package func failurePoint(of id: PropertyID, arguments: [Value], in state: State) -> FailurePoint? {
    let property = system[id]
    guard let condition = property.condition else { return nil }
    var evaluation = explaining(state, property.locals, property.parameters, arguments)
    return evaluation.failurePoint(of: condition)
  }

  private func explaining(
    _ state: State, _ locals: [Local], _ parameters: [Parameter], _ arguments: [Value]
  ) -> Evaluation {
    var evaluation = Evaluation(self, state: state, locals: locals)
    evaluation.deepest = Reason.deepestCall
    evaluation.bind(parameters, to: arguments)
    return evaluation
  }
}

extension Evaluation {
  fileprivate mutating func failurePoint(of condition: Expression) -> FailurePoint? {
    failurePoint {
      $0.visit(condition)
    } of: { evaluation throws(Abort) in
      _ = try evaluation.value(of: condition)
    }
  }

  /// Looks for what fails among the expressions of the frame that the failure leaves behind: the caller's, by `walk`, or a
  /// function's.
  fileprivate mutating func failurePoint(
    _ walk: (BodyWalk) -> Void, of action: (inout Evaluation) throws(Abort) -> Void
  ) -> FailurePoint? {
    let failure: Failure
    do throws(Abort) {
      try action(&self)
      return nil
    } catch {
      guard case .failure(let reason) = error else { return nil }
      failure = reason
    }
    switch failure.kind {
    case .assertion, .errorStatement, .orderMatters, .stopped, .stepBound, .callDepth: return nil
    case .undefinedRead, .outOfRangeWrite, .indexOutOfRange, .divisionByZero, .overflow, .missingReturn,
      .badLoopStep, .wrongAlternative:
      break
    }
    var sought: [Expression] = []
    let search = BodyWalk(
      statement: { statement in
        guard statement.range == failure.range else { return }
        switch statement.kind {
        case .assign(let target, let value): sought += [value] + target.indices
        case .loop(let binder, _):
          if case .interval(let first, let last, let step) = binder.domain {
            sought += [first, last] + (step.map { [$0] } ?? [])
          }
        case .leave(let value?): sought.append(value)
        case .clear, .undefine, .branch, .select, .whileLoop, .call, .leave, .put, .error, .check: break
        }
      },
      expression: { if $0.range == failure.range { sought.append($0) } })
    if depth == 0 {
      walk(search)
    } else {
      for function in system.functions where function.locals == locals { search.visit(function.body) }
    }
    guard !sought.isEmpty else { return nil }
    var values: [Reason.Reading] = []
    for expression in sought {
      for reading in readings(in: expression) where !values.contains(reading) { values.append(reading) }
    }
    return FailurePoint(range: failure.range, readings: values)
  }
}

extension Place {
  fileprivate var indices: [Expression] {
    path.compactMap { step in
      if case .element(let index, _) = step { index } else { nil }
    }
  }
}
