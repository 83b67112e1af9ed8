import ModelIR

/// Arithmetic on constants.
///
/// Nil where the language has no value: division by zero, or beyond 128 bits.
enum ConstantFolding {
  static func apply(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
    switch operation {
    case .add: checked(left.addingReportingOverflow(right))
    case .subtract: checked(left.subtractingReportingOverflow(right))
    case .multiply: checked(left.multipliedReportingOverflow(by: right))
    case .divide: right == 0 ? nil : checked(left.dividedReportingOverflow(by: right))
    case .remainder: right == 0 ? nil : right == -1 ? 0 : left % right
    case .bitAnd: left & right
    case .bitOr: left | right
    case .bitXor: left ^ right
    case .shiftLeft: right < 0 ? shiftRight(left, right) : shiftLeft(left, right)
    case .shiftRight: right < 0 ? shiftLeft(left, right) : shiftRight(left, right)
    case .equal: left == right ? 1 : 0
    case .notEqual: left != right ? 1 : 0
    case .less: left < right ? 1 : 0
    case .lessOrEqual: left <= right ? 1 : 0
    case .greater: left > right ? 1 : 0
    case .greaterOrEqual: left >= right ? 1 : 0
    case .and: left != 0 && right != 0 ? 1 : 0
    case .or: left != 0 || right != 0 ? 1 : 0
    case .implies: left == 0 || right != 0 ? 1 : 0
    }
  }

  static func apply(_ operation: UnaryOperator, _ operand: Value) -> Value? {
    switch operation {
    case .not: operand == 0 ? 1 : 0
    case .negate: checked(Value(0).subtractingReportingOverflow(operand))
    case .complement: ~operand
    }
  }

  /// The result that one operand alone decides, whatever the other is.
  static func decided(_ operation: BinaryOperator, left: Value?, right: Value?) -> Value? {
    switch operation {
    case .and: left == 0 || right == 0 ? 0 : nil
    case .or: isTrue(left) || isTrue(right) ? 1 : nil
    case .implies: left == 0 || isTrue(right) ? 1 : nil
    case .multiply, .bitAnd: left == 0 || right == 0 ? 0 : nil
    case .divide, .remainder, .shiftLeft, .shiftRight: left == 0 ? 0 : nil
    case .add, .subtract, .bitOr, .bitXor, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      nil
    }
  }

  private static func isTrue(_ value: Value?) -> Bool {
    guard let value else { return false }
    return value != 0
  }

  private static func checked(_ result: (partialValue: Value, overflow: Bool)) -> Value? {
    result.overflow ? nil : result.partialValue
  }

  /// Counts are taken by magnitude, 128 and more give 0; any other left shift that loses bits has no value.
  private static func shiftLeft(_ value: Value, _ count: Value) -> Value? {
    let distance = count.magnitude
    if value == 0 || distance == 0 { return value }
    guard distance < 128 else { return 0 }
    let result = value << Value(distance)
    return result >> Value(distance) == value ? result : nil
  }

  private static func shiftRight(_ value: Value, _ count: Value) -> Value {
    let distance = count.magnitude
    return distance > 127 ? 0 : value >> Value(distance)
  }
}
