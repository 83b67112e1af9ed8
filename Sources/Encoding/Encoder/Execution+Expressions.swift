import Diagnostics
import ModelIR

/// Expressions, evaluated strictly left to right.
extension Execution {
  /// The slots of any value; a simple value is one defined slot.
  mutating func content(of expression: Expression) throws(UnsupportedConstruct) -> [Slot] {
    if case .declared(let type) = expression.type, !system[type].shape.isSimple {
      switch expression.kind {
      case .read(let place):
        return try content(at: place)
      case .call(let call):
        return try invoke(call, at: expression.range)
      case .conditional(let condition, let then, let otherwise):
        let slots = slots
        return try split(
          on: try truth(of: condition),
          { (execution) throws(UnsupportedConstruct) in try execution.content(of: then) },
          else: { (execution) throws(UnsupportedConstruct) in try execution.content(of: otherwise) },
          merge: { slots.choose($0, $1, $2) })
      case .constant, .unary, .binary, .sameContent, .quantified, .isUndefined, .isMember, .widened,
        .narrowed:
        preconditionFailure("an operator with a complex result")
      }
    }
    return [slots.stored(try value(of: expression), as: expression.type)]
  }

  mutating func truth(of expression: Expression) throws(UnsupportedConstruct) -> Term {
    numbers.asTruth(try value(of: expression))
  }

  mutating func number(of expression: Expression) throws(UnsupportedConstruct) -> SymbolicValue {
    numbers.asNumber(try value(of: expression))
  }

  /// The value of a simple expression.
  mutating func value(of expression: Expression) throws(UnsupportedConstruct) -> SymbolicValue {
    switch expression.kind {
    case .constant(let value):
      if layout.isTruth(expression.type) { return numbers.truth(bank.bool(value != 0)) }
      return numbers.constant(value)
    case .read(let place):
      return try read(place)
    case .unary(let operation, let operand):
      return try apply(operation, try value(of: operand), at: expression.range)
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, at: expression.range)
    case .sameContent(let left, let right):
      let first = try content(of: left)
      let second = try content(of: right)
      return numbers.truth(try areSame(first, second, left))
    case .conditional(let condition, let then, let otherwise):
      let numbers = numbers
      return try split(
        on: try truth(of: condition),
        { (execution) throws(UnsupportedConstruct) in try execution.value(of: then) },
        else: { (execution) throws(UnsupportedConstruct) in try execution.value(of: otherwise) },
        merge: { numbers.choose($0, $1, $2) })
    case .quantified(let quantifier, let binder, let body):
      return numbers.truth(try quantified(quantifier, binder, body, at: expression.range))
    case .isUndefined(let place):
      let content = try content(at: place)
      guard !content.contains(where: \.isArray) else {
        throw UnsupportedConstruct(
          "`isundefined` of an array too large to enumerate: ask for single elements", at: expression.range)
      }
      return numbers.truth(bank.not(bank.or(content.map(\.isDefined))))
    case .isMember(let operand, let interval):
      return numbers.truth(numbers.contains(interval, try value(of: operand)))
    case .widened(let operand, let offset):
      return numbers.add(try number(of: operand), numbers.constant(offset)).result
    case .narrowed(let operand, let interval, let low):
      let value = try number(of: operand)
      fail(
        .wrongAlternative, "a value does not belong to this member of the union", at: operand.range,
        if: bank.not(numbers.contains(interval, value)))
      let inside = numbers.restricted(value, to: interval.lowerBound, interval.upperBound)
      return numbers.add(inside, numbers.constant(low - interval.lowerBound)).result
    case .call(let call):
      let slot = try invoke(call, at: expression.range).first ?? slots.defined(numbers.constant(0))
      guard !slot.value.isTruth else { return slot.value }
      return numbers.number(slot.value.term, slot.value.low, slot.value.high)
    }
  }

  private mutating func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, at range: SourceRange
  ) throws(UnsupportedConstruct) -> SymbolicValue {
    switch operation {
    case .and, .implies:
      let unless = numbers.truth(bank.bool(operation == .implies))
      return try branch(
        on: try truth(of: left),
        { (execution) throws(UnsupportedConstruct) in try execution.truth(of: right) },
        else: unless.term)
    case .or:
      return try branch(
        on: bank.not(try truth(of: left)),
        { (execution) throws(UnsupportedConstruct) in try execution.truth(of: right) }, else: bank.true)
    case .add, .subtract, .multiply, .divide, .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight,
      .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      let first = try value(of: left)
      return apply(operation, first, try value(of: right), at: range)
    }
  }

  /// A truth value where a condition holds, and a constant one elsewhere.
  mutating func branch(
    on condition: Term, _ body: (inout Execution) throws(UnsupportedConstruct) -> Term, else constant: Term
  ) throws(UnsupportedConstruct) -> SymbolicValue {
    let bank = bank
    let term = try split(
      on: condition, body, else: { (_) throws(UnsupportedConstruct) in constant },
      merge: { bank.ite($0, $1, $2) })
    return numbers.truth(term)
  }
}
