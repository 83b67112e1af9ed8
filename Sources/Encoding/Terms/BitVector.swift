/// The value of a bit-vector of up to 256 bits.
package struct BitVector: Hashable, Sendable {
  package static let maximumWidth = 256

  package let width: Int
  /// The unsigned number; bits from `width` on are zero.
  private let high: UInt128
  private let low: UInt128

  private init(high: UInt128, low: UInt128, width: Int) {
    precondition(width >= 1 && width <= Self.maximumWidth)
    self.width = width
    self.high = width <= 128 ? 0 : high & (UInt128.max >> UInt128(256 - width))
    self.low = width >= 128 ? low : low & (UInt128.max >> UInt128(128 - width))
  }

  /// The two's complement of a number, cut to the width.
  package init(_ value: Int128, width: Int) {
    self.init(high: value < 0 ? .max : 0, low: UInt128(truncatingIfNeeded: value), width: width)
  }

  /// Words of 64 bits, the least significant first; cut to the width.
  package init(words: [UInt64], width: Int) {
    func word(_ index: Int) -> UInt128 { index < words.count ? UInt128(words[index]) : 0 }
    self.init(high: word(3) << 64 | word(2), low: word(1) << 64 | word(0), width: width)
  }

  /// As many words of 64 bits as the width needs, the least significant first.
  package var words: [UInt64] {
    [low, low >> 64, high, high >> 64].prefix((width + 63) / 64).map { UInt64(truncatingIfNeeded: $0) }
  }

  /// The number without a sign, and in two's complement; nil where it does not fit.
  package var unsigned: Int128? { number(isSigned: false) }
  package var signed: Int128? { number(isSigned: true) }

  package var isZero: Bool { high == 0 && low == 0 }
  package var isNegative: Bool { bit(width - 1) }

  /// The number the bits stand for; nil if it leaves 128 bits.
  package func number(isSigned: Bool) -> Int128? {
    if isSigned, isNegative {
      let wide = signExtended(by: 256 - width)
      return wide.high == .max && wide.low >> 127 == 1 ? Int128(truncatingIfNeeded: wide.low) : nil
    }
    return high == 0 ? Int128(exactly: low) : nil
  }

  func bit(_ index: Int) -> Bool {
    (index < 128 ? low >> UInt128(index) : high >> UInt128(index - 128)) & 1 == 1
  }

  // MARK: - Width

  func zeroExtended(by count: Int) -> Self { Self(high: high, low: low, width: width + count) }

  func signExtended(by count: Int) -> Self {
    let wide = Self(high: high, low: low, width: width + count)
    guard isNegative else { return wide }
    let ones = Self(high: .max, low: .max, width: width + count)
    return wide.or(ones.shiftedLeft(by: width))
  }

  func extracted(high last: Int, low first: Int) -> Self {
    let moved = shiftedRight(by: first)
    return Self(high: moved.high, low: moved.low, width: last - first + 1)
  }

  func concatenated(with right: Self) -> Self {
    let total = width + right.width
    return Self(high: high, low: low, width: total).shiftedLeft(by: right.width)
      .or(Self(high: right.high, low: right.low, width: total))
  }

  // MARK: - Bits

  func and(_ other: Self) -> Self { Self(high: high & other.high, low: low & other.low, width: width) }
  func or(_ other: Self) -> Self { Self(high: high | other.high, low: low | other.low, width: width) }
  func xor(_ other: Self) -> Self { Self(high: high ^ other.high, low: low ^ other.low, width: width) }
  var complement: Self { Self(high: ~high, low: ~low, width: width) }

  func shiftedLeft(by count: Int) -> Self {
    guard count > 0 else { return self }
    guard count < width else { return Self(0, width: width) }
    if count >= 128 { return Self(high: low << UInt128(count - 128), low: 0, width: width) }
    return Self(
      high: high << UInt128(count) | low >> UInt128(128 - count), low: low << UInt128(count), width: width)
  }

  func shiftedRight(by count: Int) -> Self {
    guard count > 0 else { return self }
    guard count < width else { return Self(0, width: width) }
    if count >= 128 { return Self(high: 0, low: high >> UInt128(count - 128), width: width) }
    return Self(
      high: high >> UInt128(count), low: low >> UInt128(count) | high << UInt128(128 - count), width: width)
  }

  func arithmeticallyShiftedRight(by count: Int) -> Self {
    isNegative ? complement.shiftedRight(by: count).complement : shiftedRight(by: count)
  }

  /// The number of places a shift by this many goes; no more than the width.
  var shiftCount: Int { high == 0 && low < UInt128(width) ? Int(low) : width }

  // MARK: - Arithmetic

  func adding(_ other: Self) -> Self {
    let (sum, carry) = low.addingReportingOverflow(other.low)
    return Self(high: high &+ other.high &+ (carry ? 1 : 0), low: sum, width: width)
  }

  var negated: Self { complement.adding(Self(1, width: width)) }

  func multiplied(by other: Self) -> Self {
    let product = low.multipliedFullWidth(by: other.low)
    let cross = low &* other.high &+ high &* other.low
    return Self(high: product.high &+ cross, low: product.low, width: width)
  }

  func isLess(than other: Self) -> Bool { (high, low) < (other.high, other.low) }

  func isSignedLess(than other: Self) -> Bool {
    isNegative == other.isNegative ? isLess(than: other) : isNegative
  }

  /// Division as SMT-LIB has it: by zero, the quotient is all ones and the remainder the dividend.
  func divided(by divisor: Self) -> (quotient: Self, remainder: Self) {
    if divisor.isZero { return (Self(-1, width: width), self) }
    var quotient = Self(0, width: width)
    var rest = quotient
    let one = Self(1, width: width)
    for index in (0..<width).reversed() {
      let carry = rest.isNegative
      rest = rest.shiftedLeft(by: 1)
      if bit(index) { rest = rest.or(one) }
      quotient = quotient.shiftedLeft(by: 1)
      if carry || !rest.isLess(than: divisor) {
        rest = rest.adding(divisor.negated)
        quotient = quotient.or(one)
      }
    }
    return (quotient, rest)
  }

  /// Signed division, truncated; the remainder has the dividend's sign.
  func signedDivided(by divisor: Self) -> (quotient: Self, remainder: Self) {
    let (a, b) = (isNegative ? negated : self, divisor.isNegative ? divisor.negated : divisor)
    let (quotient, rest) = a.divided(by: b)
    return (
      isNegative == divisor.isNegative ? quotient : quotient.negated, isNegative ? rest.negated : rest
    )
  }
}
