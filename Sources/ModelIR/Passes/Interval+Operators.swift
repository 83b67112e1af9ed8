/// The values an operator's result can have, and whether applying it can fail.
package struct Bounds: Hashable, Sendable {
  package var interval: Interval
  package var canFail: Bool

  /// Never fails unless said otherwise.
  package init(_ interval: Interval, canFail: Bool = false) {
    self.interval = interval
    self.canFail = canFail
  }

  /// Of an operation that fails where its result leaves 128 bits; nil if it can.
  fileprivate init(checked interval: Interval?) {
    self.init(interval ?? .everything, canFail: interval == nil)
  }
}

extension UnaryOperator {
  /// Over all operands in an interval.
  package func bounds(_ operand: Interval) -> Bounds {
    switch self {
    case .not: Bounds(.boolean)
    case .negate: BinaryOperator.subtract.bounds(Interval(low: 0, high: 0), operand)
    case .complement: Bounds(Interval(low: ~operand.high, high: ~operand.low))
    }
  }
}

extension BinaryOperator {
  /// Over all operands in two intervals.
  package func bounds(_ left: Interval, _ right: Interval) -> Bounds {
    switch self {
    case .and, .or, .implies, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      Bounds(.boolean)
    case .add: Bounds(checked: left.corners(right) { $0.addingReportingOverflow($1) })
    case .subtract: Bounds(checked: left.corners(right) { $0.subtractingReportingOverflow($1) })
    case .multiply: Bounds(checked: left.corners(right) { $0.multipliedReportingOverflow(by: $1) })
    case .divide: Self.quotient(left, right)
    case .remainder: Self.remainder(left, right)
    case .bitAnd: Bounds(Self.conjunction(left, right))
    case .bitOr, .bitXor: Bounds(left.bitHull(right))
    case .shiftLeft: Self.leftShift(left, right)
    case .shiftRight: Self.rightShift(left, right)
    }
  }

  private static func quotient(_ left: Interval, _ right: Interval) -> Bounds {
    guard let bound = Value(exactly: max(left.high.magnitude, left.low.magnitude)) else {
      return Bounds(.everything, canFail: true)
    }
    let isPositive = left.low >= 0 && right.low >= 0
    return Bounds(Interval(low: isPositive ? 0 : -bound, high: bound), canFail: right.contains(0))
  }

  private static func remainder(_ left: Interval, _ right: Interval) -> Bounds {
    let bound = Value(exactly: max(right.high.magnitude, right.low.magnitude)).map { max($0 - 1, 0) }
    let limit = bound ?? Value.max
    var result = Interval(low: left.low >= 0 ? 0 : -limit, high: left.high <= 0 ? 0 : limit)
    if left.low >= 0 { result.high = min(result.high, left.high) }
    return Bounds(result, canFail: right.contains(0))
  }

  private static func conjunction(_ left: Interval, _ right: Interval) -> Interval {
    var result = left.bitHull(right)
    for side in [left, right] where side.low >= 0 {
      result = Interval(low: 0, high: min(result.high, side.high))
    }
    return result
  }

  private static func leftShift(_ value: Interval, _ count: Interval) -> Bounds {
    guard count.low >= 0, count.high <= 62, !value.isWide,
      let result = value.corners(
        Interval(low: 1, high: 1 << count.high), { $0.multipliedReportingOverflow(by: $1) }),
      !result.isWide
    else { return Bounds(.everything, canFail: true) }
    return Bounds(result)
  }

  private static func rightShift(_ value: Interval, _ count: Interval) -> Bounds {
    guard count.low >= 0 else { return Bounds(.everything, canFail: true) }
    return Bounds(Interval(low: min(value.low, 0), high: max(value.high, 0)))
  }
}
