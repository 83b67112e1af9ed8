import Diagnostics
import ModelIR

/// Operators on simple values; what leaves 128 bits fails.
extension Execution {
  mutating func apply(
    _ operation: UnaryOperator, _ operand: SymbolicValue, at range: SourceRange
  ) throws(UnsupportedConstruct) -> SymbolicValue {
    switch operation {
    case .not: numbers.truth(bank.not(numbers.asTruth(operand)))
    case .complement: numbers.complement(numbers.asNumber(operand))
    case .negate: checked(numbers.negate(numbers.asNumber(operand)), "negation", range)
    }
  }

  /// An operator that evaluates both sides.
  mutating func apply(
    _ operation: BinaryOperator, _ left: SymbolicValue, _ right: SymbolicValue, at range: SourceRange
  ) -> SymbolicValue {
    let comparison: Term
    switch operation {
    case .equal: comparison = numbers.equal(left, right)
    case .notEqual: comparison = bank.not(numbers.equal(left, right))
    case .less: comparison = numbers.less(left, right)
    case .lessOrEqual: comparison = numbers.lessOrEqual(left, right)
    case .greater: comparison = numbers.less(right, left)
    case .greaterOrEqual: comparison = numbers.lessOrEqual(right, left)
    case .add, .subtract, .multiply, .divide, .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight:
      return calculate(operation, numbers.asNumber(left), numbers.asNumber(right), at: range)
    case .and, .or, .implies: preconditionFailure("a short-circuit operator with both sides evaluated")
    }
    return numbers.truth(comparison)
  }

  private mutating func calculate(
    _ operation: BinaryOperator, _ a: SymbolicValue, _ b: SymbolicValue, at range: SourceRange
  ) -> SymbolicValue {
    switch operation {
    case .add: return checked(numbers.add(a, b), "addition", range)
    case .subtract: return checked(numbers.subtract(a, b), "subtraction", range)
    case .multiply: return checked(numbers.multiply(a, b), "multiplication", range)
    case .divide, .remainder:
      fail(.divisionByZero, "division by zero", at: range, if: numbers.equal(b, numbers.constant(0)))
      if operation == .remainder {
        let isPower = numbers.isPowerOrZero(b).flatMap(path.decides) == true
        return isPower ? numbers.remainder(a, byPower: b) : numbers.remainder(a, b)
      }
      return checked(numbers.divide(a, b), "division", range)
    case .bitAnd: return numbers.bitwise(.bvand, a, b)
    case .bitOr: return numbers.bitwise(.bvor, a, b)
    case .bitXor: return numbers.bitwise(.bvxor, a, b)
    case .shiftLeft: return checked(numbers.shiftLeft(a, b), "left shift", range)
    case .shiftRight: return checked(numbers.shiftRight(a, b), "left shift", range)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or, .implies:
      preconditionFailure("not arithmetic")
    }
  }

  private mutating func checked(
    _ result: Numbers.Checked, _ name: String, _ range: SourceRange
  ) -> SymbolicValue {
    fail(
      .overflow, "the result of this \(name) does not fit into 128 bits", at: range, if: result.overflow)
    return result.result
  }
}
