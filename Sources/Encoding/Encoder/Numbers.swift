import ModelIR

/// Arithmetic on quantities: exact, in as many bits as the result needs.
///
/// What may leave 128 bits says when it does; the result is then meaningless.
struct Numbers {
  let bank: TermBank

  /// A result, and when it leaves 128 bits.
  typealias Checked = (result: SymbolicValue, overflow: Term)

  // MARK: - Making quantities

  func constant(_ value: Value) -> SymbolicValue {
    let width = Representation(value, value).width
    return SymbolicValue(term: bank.bits(value, width: width), low: value, high: value)
  }

  func truth(_ term: Term) -> SymbolicValue { SymbolicValue(term: term, low: 0, high: 1) }

  /// A number whose term has the representation of the interval; literals have the smallest interval.
  func number(_ term: Term, _ low: Value, _ high: Value) -> SymbolicValue {
    if low == high { return constant(low) }
    guard let literal = term.literal else { return SymbolicValue(term: term, low: low, high: high) }
    let representation = Representation(low, high)
    var value = literal
    if !representation.isSigned, value < 0 { value &= representation.range.upperBound }
    return constant(min(max(value, low), high))
  }

  func asNumber(_ quantity: SymbolicValue) -> SymbolicValue {
    guard quantity.isTruth else { return quantity }
    let term = bank.ite(quantity.term, bank.bits(1, width: 1), bank.bits(0, width: 1))
    return number(term, 0, 1)
  }

  func asTruth(_ quantity: SymbolicValue) -> Term {
    quantity.isTruth ? quantity.term : bank.not(equal(quantity, constant(0)))
  }

  // MARK: - Representations

  /// Bits with as many added on the left, or taken away, as lead to `width`.
  func resized(_ term: Term, isSigned: Bool, to width: Int) -> Term {
    let current = bank.width(of: term)
    if current > width { return bank.extract(term, high: width - 1, low: 0) }
    return isSigned
      ? bank.signExtend(term, by: width - current) : bank.zeroExtend(term, by: width - current)
  }

  /// The number modulo 2^width.
  func bits(_ quantity: SymbolicValue, _ width: Int) -> Term {
    resized(quantity.term, isSigned: quantity.low < 0, to: width)
  }

  /// The bits in the representation of an interval that contains the number, or bounds what is possible of it.
  func bits(_ quantity: SymbolicValue, in low: Value, _ high: Value) -> Term {
    bits(quantity, Representation(low, high).width)
  }

  /// The quantity where it is known to lie in an interval.
  func restricted(_ quantity: SymbolicValue, to low: Value, _ high: Value) -> SymbolicValue {
    let (from, to) = (max(low, quantity.low), min(high, quantity.high))
    guard from <= to else { return constant(low) }
    return number(bits(quantity, in: from, to), from, to)
  }

  func choose(_ condition: Term, _ then: SymbolicValue, _ otherwise: SymbolicValue) -> SymbolicValue {
    if condition.isTrue { return then }
    if condition.isFalse { return otherwise }
    if then.isTruth, otherwise.isTruth { return truth(bank.ite(condition, then.term, otherwise.term)) }
    let (a, b) = (asNumber(then), asNumber(otherwise))
    let (low, high) = (min(a.low, b.low), max(a.high, b.high))
    return number(bank.ite(condition, bits(a, in: low, high), bits(b, in: low, high)), low, high)
  }

  // MARK: - Comparisons

  func equal(_ left: SymbolicValue, _ right: SymbolicValue) -> Term {
    if left.isTruth, right.isTruth { return bank.equal(left.term, right.term) }
    let (a, b) = (asNumber(left), asNumber(right))
    if a.high < b.low || b.high < a.low { return bank.false }
    let (low, high) = (min(a.low, b.low), max(a.high, b.high))
    return bank.equal(bits(a, in: low, high), bits(b, in: low, high))
  }

  func less(_ left: SymbolicValue, _ right: SymbolicValue) -> Term { compare(.bvult, .bvslt, left, right) }

  func lessOrEqual(_ left: SymbolicValue, _ right: SymbolicValue) -> Term {
    compare(.bvule, .bvsle, left, right)
  }

  private func compare(
    _ unsigned: Operation, _ signed: Operation, _ left: SymbolicValue, _ right: SymbolicValue
  ) -> Term {
    let (a, b) = (asNumber(left), asNumber(right))
    if a.high < b.low { return bank.true }
    if b.high < a.low { return bank.false }
    if unsigned == .bvult, a.low == b.high { return bank.false }
    if unsigned == .bvule, a.high == b.low { return bank.true }
    let shape = Representation(min(a.low, b.low), max(a.high, b.high))
    if shape.isShared, let difference = exactDifference(b, a, less: unsigned == .bvult ? 1 : 0) {
      return bank.compare(.bvsle, bank.bits(0, width: shape.width), difference)
    }
    return bank.compare(shape.isSigned ? signed : unsigned, bits(a, shape.width), bits(b, shape.width))
  }

  /// `a - b - less` in the width that wide numbers share; nil if it may not fit.
  private func exactDifference(_ a: SymbolicValue, _ b: SymbolicValue, less: Value) -> Term? {
    let (whole, overflow) = subtract(a, b)
    guard overflow.isFalse else { return nil }
    let (result, isBeyond) = subtract(whole, constant(less))
    return isBeyond.isFalse && result.representation.isShared ? result.term : nil
  }

  /// Whether the number lies in a range.
  func contains(_ range: ClosedRange<Value>, _ quantity: SymbolicValue) -> Term {
    let number = asNumber(quantity)
    return bank.and(
      lessOrEqual(constant(range.lowerBound), number), lessOrEqual(number, constant(range.upperBound)))
  }
}
