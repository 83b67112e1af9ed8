/// Visits every statement, expression, place and call of a body, outer ones first.
package struct BodyWalk {
  private let statement: (Statement) -> Void
  private let expression: (Expression) -> Void
  private let place: (Place) -> Void
  private let call: (Call) -> Void

  package init(
    statement: @escaping (Statement) -> Void = { _ in },
    expression: @escaping (Expression) -> Void = { _ in },
    place: @escaping (Place) -> Void = { _ in }, call: @escaping (Call) -> Void = { _ in }
  ) {
    self.statement = statement
    self.expression = expression
    self.place = place
    self.call = call
  }

  package func visit(_ body: [Statement]) {
    for statement in body { visit(statement) }
  }

  package func visit(_ node: Statement) {
    statement(node)
    switch node.kind {
    case .assign(let target, let value):
      visit(target)
      visit(value)
    case .clear(let target), .undefine(let target):
      visit(target)
    case .branch(let branches, let otherwise):
      for branch in branches {
        visit(branch.condition)
        visit(branch.body)
      }
      visit(otherwise)
    case .select(let subject, let cases, let otherwise):
      visit(subject)
      for candidate in cases {
        for value in candidate.values { visit(value) }
        visit(candidate.body)
      }
      visit(otherwise)
    case .loop(let binder, let body):
      visit(binder)
      visit(body)
    case .whileLoop(let condition, let body):
      visit(condition)
      visit(body)
    case .call(let call):
      visit(call)
    case .leave(let value):
      if let value { visit(value) }
    case .put(.expression(let value)):
      visit(value)
    case .put(.text), .error:
      break
    case .check(_, let condition):
      visit(condition)
    }
  }

  package func visit(_ node: Expression) {
    expression(node)
    switch node.kind {
    case .constant: break
    case .read(let place), .isUndefined(let place): visit(place)
    case .unary(_, let operand), .isMember(let operand, _), .widened(let operand, _),
      .narrowed(let operand, _, _):
      visit(operand)
    case .binary(_, let left, let right), .sameContent(let left, let right):
      visit(left)
      visit(right)
    case .conditional(let condition, let then, let otherwise):
      visit(condition)
      visit(then)
      visit(otherwise)
    case .quantified(_, let binder, let body):
      visit(binder)
      visit(body)
    case .call(let call): visit(call)
    }
  }

  private func visit(_ node: Place) {
    place(node)
    if case .value(let expression) = node.root { visit(expression) }
    for case .element(let index, _) in node.path { visit(index) }
  }

  private func visit(_ node: Call) {
    call(node)
    for argument in node.arguments {
      switch argument {
      case .value(let expression): visit(expression)
      case .reference(let place): visit(place)
      }
    }
  }

  private func visit(_ node: Binder) {
    guard case .interval(let from, let to, let by) = node.domain else { return }
    visit(from)
    visit(to)
    if let by { visit(by) }
  }
}

extension Expression {
  /// True if evaluating the expression may call a function.
  package var mayCall: Bool {
    var found = false
    BodyWalk(call: { _ in found = true }).visit(self)
    return found
  }
}
