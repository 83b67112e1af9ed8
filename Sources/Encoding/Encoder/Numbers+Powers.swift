import ModelIR

/// Rounding, and remainders of what is known to be a power of two.
extension Numbers {
  /// `x / b * b` for an `x / b` that is multiplied with the same `b`, which was not 0 where it was divided by.
  ///
  /// As `x - x % b` nothing can become too large, and sums of it are seen through.
  func roundedDown(_ quotient: SymbolicValue, _ b: SymbolicValue, _ highest: Saturated) -> SymbolicValue? {
    let term = quotient.term
    guard b.low >= 0, quotient.low >= 0, let width = term.sort.width, width > LinearForm.smallWidth,
      b.representation.width <= width
    else { return nil }
    let divisor = bits(b, width)
    let isQuotient =
      switch term.operation {
      case .bvudiv: term.arguments[1] === divisor
      case .bvlshr:
        bank.power(divisor).map { $0.isNonzero.isTrue && $0.exponent === term.arguments[1] } ?? false
      default: false
      }
    guard isQuotient else { return nil }
    let whole = term.arguments[0]
    let rounded = bank.binary(.bvsub, whole, bank.binary(.bvurem, whole, divisor))
    let high = min(highest.value, quotient.highestDividend ?? (Value.max >> Value(127 - min(width, 127))))
    return number(resized(rounded, isSigned: false, to: Representation(0, high).width), 0, high)
  }

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
