/// Puts one local in the place of another, wherever a body names it.
package struct LocalRenaming {
  private let old: LocalID
  private let new: LocalID

  package init(from old: LocalID, to new: LocalID) {
    self.old = old
    self.new = new
  }

  package func renamed(_ body: [Statement]) -> [Statement] { body.map(renamed) }

  private func renamed(_ statement: Statement) -> Statement {
    let kind: Statement.Kind =
      switch statement.kind {
      case .assign(let place, let value): .assign(renamed(place), renamed(value))
      case .clear(let place): .clear(renamed(place))
      case .undefine(let place): .undefine(renamed(place))
      case .branch(let branches, let otherwise):
        .branch(
          branches.map { Statement.Branch(condition: renamed($0.condition), body: renamed($0.body)) },
          otherwise: renamed(otherwise))
      case .select(let subject, let cases, let otherwise):
        .select(
          renamed(subject),
          cases.map { Statement.Case(values: $0.values.map(renamed), body: renamed($0.body)) },
          otherwise: renamed(otherwise))
      case .loop(let binder, let body): .loop(renamed(binder), renamed(body))
      case .whileLoop(let condition, let body): .whileLoop(renamed(condition), renamed(body))
      case .call(let call): .call(renamed(call))
      case .leave(let value): .leave(value.map(renamed))
      case .put(.expression(let value)): .put(.expression(renamed(value)))
      case .put(.text), .error: statement.kind
      case .check(let property, let condition): .check(property, renamed(condition))
      }
    return Statement(kind, range: statement.range)
  }

  private func renamed(_ expression: Expression) -> Expression {
    let kind: Expression.Kind =
      switch expression.kind {
      case .constant: expression.kind
      case .read(let place): .read(renamed(place))
      case .unary(let operation, let operand): .unary(operation, renamed(operand))
      case .binary(let operation, let left, let right): .binary(operation, renamed(left), renamed(right))
      case .sameContent(let left, let right): .sameContent(renamed(left), renamed(right))
      case .conditional(let condition, let then, let otherwise):
        .conditional(renamed(condition), then: renamed(then), otherwise: renamed(otherwise))
      case .quantified(let quantifier, let binder, let body):
        .quantified(quantifier, renamed(binder), renamed(body))
      case .isUndefined(let place): .isUndefined(renamed(place))
      case .isMember(let operand, let interval): .isMember(renamed(operand), interval: interval)
      case .widened(let operand, let offset): .widened(renamed(operand), offset: offset)
      case .narrowed(let operand, let interval, let low):
        .narrowed(renamed(operand), interval: interval, low: low)
      case .call(let call): .call(renamed(call))
      }
    return Expression(kind, type: expression.type, range: expression.range)
  }

  private func renamed(_ place: Place) -> Place {
    var place = place
    switch place.root {
    case .local(old): place.root = .local(new)
    case .value(let expression): place.root = .value(renamed(expression))
    case .state, .local: break
    }
    place.path = place.path.map { step in
      switch step {
      case .field: step
      case .element(let index, let array): .element(renamed(index), array: array)
      }
    }
    return place
  }

  private func renamed(_ call: Call) -> Call {
    let arguments: [Call.Argument] = call.arguments.map { argument in
      switch argument {
      case .value(let value): .value(renamed(value))
      case .reference(let place): .reference(renamed(place))
      }
    }
    return Call(function: call.function, arguments: arguments)
  }

  private func renamed(_ binder: Binder) -> Binder {
    guard case .interval(let from, let to, let by) = binder.domain else { return binder }
    return Binder(
      local: binder.local, domain: .interval(from: renamed(from), to: renamed(to), by: by.map(renamed)))
  }
}
