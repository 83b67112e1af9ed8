import ModelIR

/// Shifts: a negative count goes the other way, and from 128 on either way nothing is left.
extension Numbers {
  func shiftLeft(_ value: SymbolicValue, _ count: SymbolicValue) -> Checked {
    shifted(value, clamped(count, -128, 128))
  }

  func shiftRight(_ value: SymbolicValue, _ count: SymbolicValue) -> Checked {
    shifted(value, negate(clamped(count, -128, 128)).result)
  }

  private func clamped(_ value: SymbolicValue, _ low: Value, _ high: Value) -> SymbolicValue {
    let inner = restricted(value, to: low, high)
    let upper = choose(less(constant(high), value), constant(high), inner)
    return choose(less(value, constant(low)), constant(low), upper)
  }

  /// The count lies between -128 and 128.
  private func shifted(_ value: SymbolicValue, _ count: SymbolicValue) -> Checked {
    var (result, overflow) = (constant(0), bank.false)
    if count.high >= 0, count.low < 128 {
      (result, overflow) = upward(value, restricted(count, to: 0, 127))
      let isMeant = bank.and(lessOrEqual(constant(0), count), less(count, constant(128)))
      overflow = bank.and(isMeant, overflow)
    }
    if count.low < 0, count.high > -128 {
      let right = downward(value, restricted(negate(count).result, to: 1, 127))
      result = choose(less(count, constant(0)), right, result)
    }
    let isFar = bank.or(equal(count, constant(128)), equal(count, constant(-128)))
    return (choose(isFar, constant(0), result), overflow)
  }

  /// `value * 2^count` for a count from 0 to 127.
  private func upward(_ value: SymbolicValue, _ count: SymbolicValue) -> Checked {
    if value.constant == 0 || count.constant == 0 { return (value, bank.false) }
    let low = Self.exact(value.low, shiftedBy: value.low < 0 ? count.high : count.low)
    let high = Self.exact(value.high, shiftedBy: value.high < 0 ? count.low : count.high)
    if let value = value.constant, let count = count.constant {
      let exact = Self.exact(value, shiftedBy: count)
      return (constant(exact.value), bank.bool(exact.isSaturated))
    }
    let overflows = low.isSaturated || high.isSaturated
    let width = overflows ? 256 : Representation(low.value, high.value).width
    return fitted(
      bank.binary(.bvshl, bits(value, width), bits(count, width)), low, high, overflows: overflows)
  }

  private static func exact(_ value: Value, shiftedBy count: Value) -> Saturated {
    let result = value << count
    return Saturated((result, result >> count != value), isNegative: value < 0)
  }

  /// `value / 2^count`, rounded down, for a count from 0 to 127.
  private func downward(_ value: SymbolicValue, _ count: SymbolicValue) -> SymbolicValue {
    let low = value.low >> (value.low < 0 ? count.low : count.high)
    let high = value.high >> (value.high < 0 ? count.high : count.low)
    let isSigned = value.low < 0
    let width = max(value.representation.width, count.representation.width)
    let term = bank.binary(isSigned ? .bvashr : .bvlshr, bits(value, width), bits(count, width))
    return number(resized(term, isSigned: isSigned, to: Representation(low, high).width), low, high)
  }
}
