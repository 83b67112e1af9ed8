import ModelIR

/// Rounding, and remainders of what is known to be a power of two.
extension Numbers {
  /// `x / b * b` for an `x / b` that is multiplied with the same `b`, which was not 0 where it was divided by.
  ///
  /// As `x - x % b` nothing can become too large, and sums of it are seen through.
  func roundedDown(_ quotient: SymbolicValue, _ b: SymbolicValue) -> SymbolicValue? {
    guard case .quotient(let whole, let divisor) = quotient.division, divisor.term === b.term,
      divisor.representation == b.representation, whole.representation.width > LinearForm.smallWidth
    else { return nil }
    return restricted(
      subtract(whole, remainder(whole, b)).result, to: min(whole.low, 0), max(whole.high, 0))
  }

  // MARK: - Wide numbers that may be negative, divided by what is not

  /// Whether a division is written as one of numbers that are not negative, and a choice: these are seen through.
  func isSplit(_ a: SymbolicValue, _ b: SymbolicValue) -> Bool {
    a.low < 0 && a.high > 0 && a.low > .min && b.low >= 0 && b.constant == nil
      && Representation(a.low, a.high).isShared
  }

  /// The quotient of such numbers, truncated toward zero.
  func quotient(_ a: SymbolicValue, _ b: SymbolicValue) -> SymbolicValue {
    let isNegative = less(a, constant(0))
    let below = divide(restricted(negate(a).result, to: 0, -a.low), b).result
    let above = divide(restricted(a, to: 0, a.high), b).result
    var result = choose(isNegative, negate(below).result, above)
    result.division = SymbolicValue.Division(of: a, by: b)
    return result
  }

  /// Their remainder, which has the sign of the dividend.
  func splitRemainder(_ a: SymbolicValue, _ b: SymbolicValue) -> SymbolicValue {
    let below = remainder(restricted(negate(a).result, to: 0, -a.low), b)
    return choose(
      less(a, constant(0)), negate(below).result, remainder(restricted(a, to: 0, a.high), b))
  }

  // MARK: - Powers of two

  /// Whether a number that is not negative is a power of two or 0; nil where it is not worth knowing.
  func isPowerOrZero(_ number: SymbolicValue) -> Term? {
    guard number.low >= 0, number.constant == nil, number.representation.isShared else { return nil }
    return equal(bitwise(.bvand, number, subtract(number, constant(1)).result), constant(0))
  }

  /// The remainder of division by a power of two.
  func remainder(_ a: SymbolicValue, byPower b: SymbolicValue) -> SymbolicValue {
    guard a.low >= 0 else { return remainder(a, b) }
    return bitwise(.bvand, a, subtract(b, constant(1)).result)
  }
}
