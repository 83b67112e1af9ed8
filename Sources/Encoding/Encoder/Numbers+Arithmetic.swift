import ModelIR

/// Sums, products, quotients and bitwise operations.
extension Numbers {
  func add(_ a: SymbolicValue, _ b: SymbolicValue) -> Checked {
    let low = Saturated(a.low.addingReportingOverflow(b.low), isNegative: a.low < 0)
    let high = Saturated(a.high.addingReportingOverflow(b.high), isNegative: a.high < 0)
    return modular(.bvadd, a, b, low, high, wide: 129)
  }

  func subtract(_ a: SymbolicValue, _ b: SymbolicValue) -> Checked {
    let low = Saturated(a.low.subtractingReportingOverflow(b.high), isNegative: a.low < 0)
    let high = Saturated(a.high.subtractingReportingOverflow(b.low), isNegative: a.high < 0)
    return modular(.bvsub, a, b, low, high, wide: 129)
  }

  func multiply(_ a: SymbolicValue, _ b: SymbolicValue) -> Checked {
    var corners: [Saturated] = []
    for x in [a.low, a.high] {
      for y in [b.low, b.high] {
        corners.append(Saturated(x.multipliedReportingOverflow(by: y), isNegative: (x < 0) != (y < 0)))
      }
    }
    let (low, high) = Saturated.hull(corners)
    if let rounded = roundedDown(a, b) ?? roundedDown(b, a) { return (rounded, bank.false) }
    return modular(.bvmul, a, b, low, high, wide: 256)
  }

  /// An operation that is right modulo any power of two, so that operands may be cut to the result's width.
  private func modular(
    _ operation: Operation, _ a: SymbolicValue, _ b: SymbolicValue, _ low: Saturated, _ high: Saturated,
    wide: Int
  ) -> Checked {
    let overflows = low.isSaturated || high.isSaturated
    let width = overflows ? wide : Representation(low.value, high.value).width
    return fitted(bank.binary(operation, bits(a, width), bits(b, width)), low, high, overflows: overflows)
  }

  /// The result of an operation: as it is, or as a signed number of more than 128 bits of which some may be too large.
  func fitted(_ term: Term, _ low: Saturated, _ high: Saturated, overflows: Bool) -> Checked {
    guard overflows else { return (number(term, low.value, high.value), bank.false) }
    let kept = bank.extract(term, high: 127, low: 0)
    let fits = bank.equal(bank.signExtend(kept, by: bank.width(of: term) - 128), term)
    let width = Representation(low.value, high.value).width
    return (number(resized(kept, isSigned: true, to: width), low.value, high.value), bank.not(fits))
  }

  /// The quotient, truncated toward zero, of a divisor that is not 0.
  func divide(_ a: SymbolicValue, _ b: SymbolicValue) -> Checked {
    let divisors = [b.low, b.high] + [-1, 1].filter { b.low <= $0 && $0 <= b.high }
    var corners: [Saturated] = []
    for x in [a.low, a.high] {
      for y in divisors where y != 0 {
        corners.append(Saturated(x.dividedReportingOverflow(by: y), isNegative: false))
      }
    }
    guard !corners.isEmpty else { return (constant(0), bank.false) }
    let (low, high) = Saturated.hull(corners)
    let shape = Representation(min(a.low, b.low), max(a.high, b.high))
    if isSplit(a, b) { return (quotient(a, b), bank.false) }
    guard shape.isSigned else {
      let quotient = bank.binary(.bvudiv, bits(a, shape.width), bits(b, shape.width))
      let width = Representation(low.value, high.value).width
      var result = number(resized(quotient, isSigned: false, to: width), low.value, high.value)
      result.division = SymbolicValue.Division(of: a, by: b)
      return (result, bank.false)
    }
    // One more bit: the lowest number divided by -1.
    let width = shape.width + 1
    let quotient = bank.binary(.bvsdiv, bits(a, width), bits(b, width))
    if low.isSaturated || high.isSaturated { return fitted(quotient, low, high, overflows: true) }
    let result = resized(quotient, isSigned: true, to: Representation(low.value, high.value).width)
    return (number(result, low.value, high.value), bank.false)
  }

  /// The remainder of the truncating division by a divisor that is not 0.
  func remainder(_ a: SymbolicValue, _ b: SymbolicValue) -> SymbolicValue {
    if isSplit(a, b) { return splitRemainder(a, b) }
    let largest = max(b.low.magnitude, b.high.magnitude)
    guard largest > 0 else { return constant(0) }
    let bound = Value(clamping: largest - 1)
    let (low, high) = (a.low < 0 ? max(a.low, -bound) : 0, a.high > 0 ? min(a.high, bound) : 0)
    let shape = Representation(min(a.low, b.low), max(a.high, b.high))
    let (x, y) = (bits(a, shape.width), bits(b, shape.width))
    let term = bank.binary(shape.isSigned ? .bvsrem : .bvurem, x, y)
    return number(
      resized(term, isSigned: shape.isSigned, to: Representation(low, high).width), low, high)
  }

  func negate(_ a: SymbolicValue) -> Checked { subtract(constant(0), a) }

  func complement(_ a: SymbolicValue) -> SymbolicValue {
    let (low, high) = (~a.high, ~a.low)
    return number(bank.unary(.bvnot, bits(a, Representation(low, high).width)), low, high)
  }

  func bitwise(_ operation: Operation, _ a: SymbolicValue, _ b: SymbolicValue) -> SymbolicValue {
    if operation == .bvand {
      if let word = b.constant, let result = wrapped(a, word: word) { return result }
      if let word = a.constant, let result = wrapped(b, word: word) { return result }
    }
    return bits(operation, a, b)
  }

  /// A wide number cut to a word, by adding or subtracting what is beyond: solvers then need not look at bits.
  ///
  /// Nil where it is not that simple.
  private func wrapped(_ value: SymbolicValue, word: Value) -> SymbolicValue? {
    let isWord = word >= Self.smallestWord && word < .max / 4 && word & (word + 1) == 0
    guard isWord, value.representation.isShared, value.low < 0 || value.high > word else { return nil }
    guard value.low >= -word - 1, value.high <= 2 * word + 1 else { return nil }
    let above = restricted(subtract(value, constant(word + 1)).result, to: 0, word)
    let below = restricted(add(value, constant(word + 1)).result, to: 0, word)
    return choose(
      less(constant(word), value), above,
      choose(less(value, constant(0)), below, restricted(value, to: 0, word)))
  }

  private static let smallestWord: Value = 1 << 24

  private func bits(_ operation: Operation, _ a: SymbolicValue, _ b: SymbolicValue) -> SymbolicValue {
    let shape = Representation(min(a.low, b.low), max(a.high, b.high))
    var (low, high) = (shape.range.lowerBound, shape.range.upperBound)
    if operation == .bvand {
      let bounds = [a, b].filter { $0.low >= 0 }.map(\.high)
      if let bound = bounds.min() { (low, high) = (0, bound) }
    } else if a.low >= 0, b.low >= 0 {
      low = operation == .bvor ? max(a.low, b.low) : 0
      high = Value.max >> Value(max(a.high, b.high).leadingZeroBitCount - 1)
    }
    let term = bank.binary(operation, bits(a, shape.width), bits(b, shape.width))
    return number(
      resized(term, isSigned: shape.isSigned, to: Representation(low, high).width), low, high)
  }
}

/// A bound of an interval, moved to the end of the 128 bits if it would lie beyond.
struct Saturated {
  let value: Value
  let isSaturated: Bool

  init(_ result: (partialValue: Value, overflow: Bool), isNegative: Bool) {
    isSaturated = result.overflow
    value = result.overflow ? (isNegative ? .min : .max) : result.partialValue
  }

  static func hull(_ corners: [Saturated]) -> (low: Saturated, high: Saturated) {
    var (low, high) = (corners[0], corners[0])
    for corner in corners {
      if (corner.value, corner.isSaturated ? 0 : 1) < (low.value, low.isSaturated ? 0 : 1) { low = corner }
      if (corner.value, corner.isSaturated ? 1 : 0) > (high.value, high.isSaturated ? 1 : 0) { high = corner }
    }
    return (low, high)
  }
}
