/// The values an expression can have, as far as types tell: decides which evaluations can fail, and which C type
/// computes it.
package struct Interval: Hashable, Sendable {
  package var low: Value
  package var high: Value

  package static let boolean = Interval(low: 0, high: 1)
  package static let everything = Interval(low: Value.min, high: Value.max)

  package init(low: Value, high: Value) {
    self.low = low
    self.high = high
  }

  package init(_ range: ClosedRange<Value>) {
    self.init(low: range.lowerBound, high: range.upperBound)
  }

  /// True unless `int64_t` holds every value, the difference of any two of them and one more, as the code of a cell is and the
  /// counter of a loop when it ends.
  package var isWide: Bool { !isWithin(-(1 << 62) + 1...(1 << 62) - 1) }

  /// Whether the value is one of them.
  package func contains(_ value: Value) -> Bool { low <= value && value <= high }

  /// Whether all values lie in the range.
  package func isWithin(_ range: ClosedRange<Value>) -> Bool {
    range.lowerBound <= low && high <= range.upperBound
  }

  /// The smallest interval around both.
  package func union(_ other: Interval) -> Interval {
    Interval(low: min(low, other.low), high: max(high, other.high))
  }

  /// The hull of an operation that is monotone or antitone in each argument; nil if it can leave 128 bits.
  package func corners(
    _ other: Interval, _ operation: (Value, Value) -> (partialValue: Value, overflow: Bool)
  ) -> Interval? {
    var values: [Value] = []
    for left in [low, high] {
      for right in [other.low, other.high] {
        let (value, overflow) = operation(left, right)
        if overflow { return nil }
        values.append(value)
      }
    }
    guard let low = values.min(), let high = values.max() else { return nil }
    return Interval(low: low, high: high)
  }

  /// The smallest power-of-two interval around both operands of a bit operation.
  package func bitHull(_ other: Interval) -> Interval {
    let extremes = [low, high, other.low, other.high].map { $0 < 0 ? ~$0 : $0 }
    let bits = Value.bitWidth - (extremes.max() ?? 0).leadingZeroBitCount
    guard bits < 127 else { return .everything }
    let limit = Value(1) << Value(bits)
    return Interval(low: low >= 0 && other.low >= 0 ? 0 : -limit, high: limit - 1)
  }
}
