import Diagnostics

/// Operators on simple values: exact within 128 bits.
extension Evaluation {
  func apply(_ operation: UnaryOperator, to value: Value, at range: SourceRange) throws(Abort) -> Value {
    switch operation {
    case .not: return value == 0 ? 1 : 0
    case .complement: return ~value
    case .negate: return try checked(Value(0).subtractingReportingOverflow(value), "negation", range)
    }
  }

  func apply(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, at range: SourceRange
  ) throws(Abort) -> Value {
    switch operation {
    case .add: return try checked(left.addingReportingOverflow(right), "addition", range)
    case .subtract: return try checked(left.subtractingReportingOverflow(right), "subtraction", range)
    case .multiply: return try checked(left.multipliedReportingOverflow(by: right), "multiplication", range)
    case .divide:
      guard right != 0 else { throw divisionByZero(left, "/", range) }
      return try checked(left.dividedReportingOverflow(by: right), "division", range)
    case .remainder:
      guard right != 0 else { throw divisionByZero(left, "%", range) }
      return right == -1 ? 0 : left % right
    case .bitAnd: return left & right
    case .bitOr: return left | right
    case .bitXor: return left ^ right
    case .shiftLeft: return try shifted(left, by: right, range)
    case .shiftRight: return right == Value.min ? 0 : try shifted(left, by: -right, range)
    case .equal: return left == right ? 1 : 0
    case .notEqual: return left != right ? 1 : 0
    case .less: return left < right ? 1 : 0
    case .lessOrEqual: return left <= right ? 1 : 0
    case .greater: return left > right ? 1 : 0
    case .greaterOrEqual: return left >= right ? 1 : 0
    case .and, .or, .implies: preconditionFailure("a short-circuit operator with both sides evaluated")
    }
  }

  /// `value * 2^count`, exactly, or rounded down for a negative count; 0 if the count reaches 128 either way.
  private func shifted(_ value: Value, by count: Value, _ range: SourceRange) throws(Abort) -> Value {
    guard count.magnitude < 128 else { return 0 }
    guard count >= 0 else { return value >> -count }
    let result = value << count
    return try checked((result, result >> count != value), "left shift", range)
  }

  private func checked(
    _ result: (partialValue: Value, overflow: Bool), _ name: String, _ range: SourceRange
  ) throws(Abort) -> Value {
    guard !result.overflow else {
      throw .failure(Failure(.overflow, "the result of this \(name) does not fit into 128 bits", at: range))
    }
    return result.partialValue
  }

  private func divisionByZero(_ left: Value, _ symbol: String, _ range: SourceRange) -> Abort {
    .failure(Failure(.divisionByZero, "division by zero: \(left) \(symbol) 0", at: range))
  }
}
