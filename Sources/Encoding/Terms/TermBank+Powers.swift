/// A term that is a power of two or zero, whatever its constants are.
struct PowerOfTwo {
  /// As wide as the term.
  let exponent: Term
  /// Where this is false, the term is zero.
  let isNonzero: Term
}

/// Division by powers of two, and multiplication with them: masks and shifts, which solvers see through.
///
/// Each rewriting is an identity of SMT-LIB's bit-vectors, also where something is zero or wraps around.
extension TermBank {
  private static let maximumDepth = 8

  /// Nil for what is not a power of two, or zero, on the face of it; also for literals.
  func power(_ term: Term) -> PowerOfTwo? { term.literal == nil ? power(term, depth: 0) : nil }

  private func power(_ term: Term, depth: Int) -> PowerOfTwo? {
    guard let width = term.sort.width, depth < Self.maximumDepth else { return nil }
    switch term.operation {
    case .literal(let value):
      let bits = width < 127 ? Self.unsigned(value, width) : value
      guard bits >= 0, bits & (bits &- 1) == 0 else { return nil }
      let exponent = bits == 0 ? 0 : bits.trailingZeroBitCount
      return PowerOfTwo(exponent: self.bits(Int128(exponent), width: width), isNonzero: bool(bits != 0))
    case .bvshl where term.arguments[0].literal == 1 && width > 1:
      let exponent = term.arguments[1]
      return PowerOfTwo(exponent: exponent, isNonzero: isBelow(width, exponent))
    case .bvmul:
      // A power of two times another one.
      guard let factor = term.arguments[0].literal, factor > 0, factor & (factor - 1) == 0, width > 3,
        let other = power(term.arguments[1], depth: depth + 1)
      else { return nil }
      let exponent = binary(
        .bvadd, other.exponent, bits(Int128(factor.trailingZeroBitCount), width: width))
      return PowerOfTwo(exponent: exponent, isNonzero: and(other.isNonzero, isBelow(width, exponent)))
    case .zeroExtend(let count):
      return power(term.arguments[0], depth: depth + 1).map {
        PowerOfTwo(exponent: zeroExtend($0.exponent, by: count), isNonzero: $0.isNonzero)
      }
    case .extract(let high, low: 0):
      return power(term.arguments[0], depth: depth + 1).map {
        PowerOfTwo(
          exponent: extract($0.exponent, high: high, low: 0),
          isNonzero: and($0.isNonzero, isBelow(width, $0.exponent)))
      }
    case .ite where term.arguments[1].literal == nil || term.arguments[2].literal == nil:
      guard let then = power(term.arguments[1], depth: depth + 1),
        let otherwise = power(term.arguments[2], depth: depth + 1)
      else { return nil }
      let condition = term.arguments[0]
      return PowerOfTwo(
        exponent: ite(condition, then.exponent, otherwise.exponent),
        isNonzero: ite(condition, then.isNonzero, otherwise.isNonzero))
    default: return nil
    }
  }

  /// Whether an unsigned number is less than `bound`, which has room in its width.
  private func isBelow(_ bound: Int, _ term: Term) -> Term {
    if case .zeroExtend = term.operation, let inner = term.arguments[0].sort.width, inner < 16,
      1 << inner <= bound
    {
      return bool(true)
    }
    return compare(.bvult, term, bits(Int128(bound), width: width(of: term)))
  }

  /// Whether two terms are equal the first of which is 1, shifted; nil where that is no simpler question.
  func equalPowers(_ left: Term, _ right: Term) -> Term? {
    guard left.operation == .bvshl, left.arguments[0].literal == 1, let power = power(left) else {
      return nil
    }
    let width = width(of: left)
    if let literal = right.literal {
      guard width <= LinearForm.maximumWidth else { return nil }
      if literal == 0 { return not(power.isNonzero) }
      let bits = Self.unsigned(literal, width)
      guard bits & (bits - 1) == 0 else { return bool(false) }
      return equal(power.exponent, self.bits(Int128(bits.trailingZeroBitCount), width: width))
    }
    guard right.operation == .bvshl, right.arguments[0].literal == 1, let other = self.power(right) else {
      return nil
    }
    return or(
      equal(power.exponent, other.exponent), and(not(power.isNonzero), not(other.isNonzero)))
  }

  // MARK: - Rewriting

  /// What an operation with a power of two, or a shift, amounts to; nil if there is nothing to be rewritten.
  func rewritten(_ operation: Operation, _ left: Term, _ right: Term) -> Term? {
    switch operation {
    case .bvurem:
      return isWidePower(right) || power(right) != nil ? remainder(left, byPower: right) : nil
    case .bvudiv:
      if let half = divided(left, right) { return half }
      let ones = bits(-1, width: width(of: left))
      return power(right).map { ite($0.isNonzero, binary(.bvlshr, left, $0.exponent), ones) }
    case .bvmul: return product(left, right) ?? product(right, left)
    case .bvand: return masked(left, right) ?? masked(right, left)
    case .bvshl: return shiftedUp(left, right)
    case .bvlshr: return shiftedDown(left, right)
    default: return nil
    }
  }

  /// A literal power of two of a number wide enough for sums to be written anew.
  private func isWidePower(_ term: Term) -> Bool {
    guard let value = term.literal, let width = term.sort.width else { return false }
    return width > LinearForm.smallWidth && width <= LinearForm.maximumWidth && value > 0
      && value & (value - 1) == 0
  }

  /// The remainder of division by a term that is a power of two; all bits if that is zero.
  func remainder(_ term: Term, byPower power: Term) -> Term {
    binary(.bvand, term, binary(.bvsub, power, bits(1, width: width(of: power))))
  }

  /// A power of two divided by a literal one.
  private func divided(_ term: Term, _ literal: Term) -> Term? {
    guard let width = literal.sort.width, width > 3, width <= LinearForm.maximumWidth,
      let value = literal.literal, value > 0, value & (value - 1) == 0, let power = power(term)
    else { return nil }
    let count = bits(Int128(value.trailingZeroBitCount), width: width)
    let isEnough = and(power.isNonzero, compare(.bvule, count, power.exponent))
    let quotient = binary(
      .bvshl, bits(1, width: width), binary(.bvsub, power.exponent, count))
    return ite(isEnough, quotient, bits(0, width: width))
  }

  private func product(_ term: Term, _ factor: Term) -> Term? {
    power(factor).map {
      ite($0.isNonzero, binary(.bvshl, term, $0.exponent), bits(0, width: width(of: term)))
    }
  }

  private func shiftedUp(_ value: Term, _ count: Term) -> Term? {
    guard count.literal == nil, (2...LinearForm.maximumWidth).contains(width(of: value)) else { return nil }
    let one = bits(1, width: width(of: value))
    if value.literal == 1 { return nil }
    if value.operation == .bvlshr, value.arguments[1] === count {
      let whole = value.arguments[0]
      return binary(.bvsub, whole, remainder(whole, byPower: binary(.bvshl, one, count)))
    }
    guard let form = LinearForm(value), form.factors.count <= 4 else { return nil }
    guard form.factors.count != 1 || form.factors.values.first != 1 || form.constant != 0 else { return nil }
    var sum = bits(0, width: width(of: value))
    for (atom, factor) in form.summands {
      let shifted = binary(.bvshl, atom ?? one, count)
      sum = binary(.bvadd, sum, binary(.bvmul, bits(factor, width: width(of: value)), shifted))
    }
    return sum
  }

  private func shiftedDown(_ value: Term, _ count: Term) -> Term? {
    guard count.literal == nil, let form = LinearForm(value), form.width > 1 else { return nil }
    let one = bits(1, width: form.width)
    let mask = binary(.bvsub, binary(.bvshl, one, count), one)
    // The bits below the count are all there is, or are taken away before they are shifted out.
    if let whole = unmasked(value, mask) { return whole.literal == nil ? bits(0, width: form.width) : nil }
    for (atom, factor) in form.summands where factor == -1 {
      guard let atom, let whole = unmasked(atom, mask), let wholeForm = LinearForm(whole) else { continue }
      var rest = form
      rest.add(wholeForm, times: -1)
      if rest.constant == 0, rest.factors == [atom: -1] { return binary(.bvlshr, whole, count) }
    }
    return nil
  }
}
