package import Diagnostics

/// The same text with other locals or other ranges in it.
package struct Rewriting: Sendable {
  var local: @Sendable (LocalID) -> LocalID = { $0 }
  /// Of what binds locals.
  var boundLocal: @Sendable (LocalID) -> LocalID = { $0 }
  var range: @Sendable (SourceRange) -> SourceRange = { $0 }
  /// Of places, before their locals are.
  var root: @Sendable (Place.Root) -> Place.Root = { $0 }
  /// Of places, after all that is in them is.
  var place: @Sendable (Place) -> Place = { $0 }
  /// Of statements, after all that is in them is.
  var statement: @Sendable (Statement) -> Statement = { $0 }
  /// Of calls, after their arguments are.
  var call: @Sendable (Call, SourceRange) -> Call = { call, _ in call }
  /// Of expressions, after all that is in them is.
  var whole: @Sendable (Expression) -> Expression = { $0 }

  /// Puts one local in the place of another, wherever it is named; what binds locals stays.
  package static func replacing(_ old: LocalID, by new: LocalID) -> Rewriting {
    Rewriting(local: { $0 == old ? new : $0 })
  }

  /// Moves what is named in one frame to another, whatever binds it.
  package static func moving(_ locals: [LocalID: LocalID]) -> Rewriting {
    Rewriting(local: { locals[$0] ?? $0 }, boundLocal: { locals[$0] ?? $0 })
  }

  /// Puts other things in the place of those that places are of, and other calls in that of calls.
  package static func replacing(
    root: @escaping @Sendable (Place.Root) -> Place.Root,
    call: @escaping @Sendable (Call, SourceRange) -> Call
  ) -> Rewriting {
    var rewriting = Rewriting()
    (rewriting.root, rewriting.call) = (root, call)
    return rewriting
  }

  /// Puts other places, expressions and statements in the place of whole ones, the innermost first.
  package static func replacing(
    place: @escaping @Sendable (Place) -> Place = { $0 },
    whole: @escaping @Sendable (Expression) -> Expression,
    statement: @escaping @Sendable (Statement) -> Statement = { $0 }
  ) -> Rewriting {
    Rewriting(place: place, statement: statement, whole: whole)
  }

  package func callAsFunction(_ body: [Statement]) -> [Statement] { body.map(self.callAsFunction) }

  func callAsFunction(_ statement: Statement) -> Statement {
    let kind: Statement.Kind =
      switch statement.kind {
      case .assign(let place, let value): .assign(self(place), self(value))
      case .clear(let place): .clear(self(place))
      case .undefine(let place): .undefine(self(place))
      case .branch(let branches, let otherwise):
        .branch(
          branches.map { Statement.Branch(condition: self($0.condition), body: self($0.body)) },
          otherwise: self(otherwise))
      case .select(let subject, let cases, let otherwise):
        .select(
          self(subject),
          cases.map { Statement.Case(values: $0.values.map { self($0) }, body: self($0.body)) },
          otherwise: self(otherwise))
      case .loop(let binder, let body): .loop(self(binder), self(body))
      case .whileLoop(let condition, let body): .whileLoop(self(condition), self(body))
      case .call(let call): .call(self(call, at: statement.range))
      case .leave(let value): .leave(value.map { self($0) })
      case .put(.expression(let value)): .put(.expression(self(value)))
      case .put(.text), .error: statement.kind
      case .check(let property, let condition): .check(property, self(condition))
      }
    return self.statement(Statement(kind, range: range(statement.range)))
  }

  package func callAsFunction(_ expression: Expression) -> Expression {
    let kind: Expression.Kind =
      switch expression.kind {
      case .constant: expression.kind
      case .read(let place): .read(self(place))
      case .unary(let operation, let operand): .unary(operation, self(operand))
      case .binary(let operation, let left, let right): .binary(operation, self(left), self(right))
      case .sameContent(let left, let right): .sameContent(self(left), self(right))
      case .conditional(let condition, let then, let otherwise):
        .conditional(self(condition), then: self(then), otherwise: self(otherwise))
      case .quantified(let quantifier, let binder, let body):
        .quantified(quantifier, self(binder), self(body))
      case .isUndefined(let place): .isUndefined(self(place))
      case .isMember(let operand, let interval): .isMember(self(operand), interval: interval)
      case .widened(let operand, let offset): .widened(self(operand), offset: offset)
      case .narrowed(let operand, let interval, let low):
        .narrowed(self(operand), interval: interval, low: low)
      case .call(let call): .call(self(call, at: expression.range))
      }
    return whole(Expression(kind, type: expression.type, range: range(expression.range)))
  }

  func callAsFunction(_ place: Place) -> Place {
    var copy = place
    copy.range = range(place.range)
    switch root(place.root) {
    case .local(let local): copy.root = .local(self.local(local))
    case .value(let expression): copy.root = .value(self(expression))
    case .state(let variable): copy.root = .state(variable)
    }
    copy.path = place.path.map { step in
      switch step {
      case .field: step
      case .element(let index, let array): .element(self(index), array: array)
      }
    }
    return self.place(copy)
  }

  private func callAsFunction(_ call: Call, at range: SourceRange) -> Call {
    let arguments: [Call.Argument] = call.arguments.map { argument in
      switch argument {
      case .value(let expression): .value(self(expression))
      case .reference(let place): .reference(self(place))
      }
    }
    return self.call(Call(function: call.function, arguments: arguments), range)
  }

  package func callAsFunction(_ binder: Binder) -> Binder {
    var copy = binder
    copy.local = boundLocal(binder.local)
    if case .interval(let from, let to, let by) = binder.domain {
      copy.domain = .interval(from: self(from), to: self(to), by: by.map { self($0) })
    }
    return copy
  }
}

extension TransitionSystem {
  /// The system with all guards, bodies and conditions rewritten.
  package func rewritten(by rewriting: Rewriting) -> TransitionSystem {
    var system = self
    func rewrite(_ rule: inout Rule) {
      rule.guardCondition = rule.guardCondition.map { rewriting($0) }
      rule.body = rewriting(rule.body)
    }
    for index in rules.indices { rewrite(&system.rules[index]) }
    for index in startStates.indices { rewrite(&system.startStates[index]) }
    for index in functions.indices {
      system.functions[index].body = rewriting(functions[index].body)
      if let fold = functions[index].fold { system.functions[index].fold?.element = rewriting(fold.element) }
    }
    for index in properties.indices {
      system.properties[index].condition = properties[index].condition.map { rewriting($0) }
    }
    return system
  }
}
