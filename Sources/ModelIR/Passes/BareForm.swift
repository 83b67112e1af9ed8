import Diagnostics

/// Expressions and places without source ranges, to be compared as what they mean.
extension Expression {
  /// The expression with every range moved to the start of its file.
  var bare: Expression {
    let kind: Kind =
      switch self.kind {
      case .constant(let value): .constant(value)
      case .read(let place): .read(place.bare)
      case .unary(let operation, let operand): .unary(operation, operand.bare)
      case .binary(let operation, let left, let right): .binary(operation, left.bare, right.bare)
      case .sameContent(let left, let right): .sameContent(left.bare, right.bare)
      case .conditional(let condition, let then, let otherwise):
        .conditional(condition.bare, then: then.bare, otherwise: otherwise.bare)
      case .quantified(let quantifier, let binder, let body): .quantified(quantifier, binder.bare, body.bare)
      case .isUndefined(let place): .isUndefined(place.bare)
      case .isMember(let operand, let interval): .isMember(operand.bare, interval: interval)
      case .widened(let operand, let offset): .widened(operand.bare, offset: offset)
      case .narrowed(let operand, let interval, let low):
        .narrowed(operand.bare, interval: interval, low: low)
      case .call(let call): .call(call.bare)
      }
    return Expression(kind, type: type, range: range.origin)
  }
}

extension Place {
  /// The place with every range moved to the start of its file.
  package var bare: Place {
    var copy = self
    copy.range = range.origin
    if case .value(let expression) = root { copy.root = .value(expression.bare) }
    copy.path = path.map { step in
      switch step {
      case .field: step
      case .element(let index, let array): .element(index.bare, array: array)
      }
    }
    return copy
  }
}

extension Call {
  fileprivate var bare: Call {
    let arguments: [Argument] = arguments.map { argument in
      switch argument {
      case .value(let expression): .value(expression.bare)
      case .reference(let place): .reference(place.bare)
      }
    }
    return Call(function: function, arguments: arguments)
  }
}

extension Binder {
  fileprivate var bare: Binder {
    switch domain {
    case .type: self
    case .interval(let from, let to, let by):
      Binder(local: local, domain: .interval(from: from.bare, to: to.bare, by: by?.bare))
    }
  }
}
