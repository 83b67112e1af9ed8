/// Constants that are known to be powers of two, as 1 shifted by a smaller constant.
extension TermBank {
  /// The constant `x` of which a formula says that `x & (x - 1)` is zero; nil for other formulas.
  func constantThatIsPower(_ fact: Term) -> Term? {
    guard fact.operation == .equal, let zero = fact.arguments.firstIndex(where: { $0.literal == 0 }) else {
      return nil
    }
    var product = fact.arguments[1 - zero]
    if case .extract(_, low: 0) = product.operation { product = product.arguments[0] }
    guard product.operation == .bvand else { return nil }
    for (number, mask) in [(0, 1), (1, 0)].map({ (product.arguments[$0], product.arguments[$1]) }) {
      var constant = number
      while case .zeroExtend = constant.operation { constant = constant.arguments[0] }
      guard constant.isConstant, let width = constant.sort.width, width >= Self.narrowest,
        width <= self.width(of: fact.arguments[zero]), let form = LinearForm(mask), form.constant == -1,
        form.factors == [number: 1]
      else { continue }
      return constant
    }
    return nil
  }

  private static let narrowest = 4

  /// What a constant is if it is a power of two or zero: each such number, and no other, for some value of a new constant.
  func powerOrZero(for constant: Term) -> Term? {
    let width = width(of: constant)
    return power(for: constant, exponents: width + 1)
  }

  /// 1 shifted by a new constant that has at least `exponents` values; nil where there is no room.
  fileprivate func power(for constant: Term, exponents: Int) -> Term? {
    guard case .constant(let name) = constant.operation, let width = constant.sort.width,
      width >= Self.narrowest
    else { return nil }
    var bits = 1
    while 1 << bits < exponents { bits += 1 }
    guard bits <= width else { return nil }
    let exponent = self.constant("\(name)@log2.\(bits)", .bitVector(bits))
    return binary(.bvshl, self.bits(1, width: width), zeroExtend(exponent, by: width - bits))
  }
}

/// Puts powers of two in for constants that are known to be some, and for the copies of them that stand for other states.
package struct PowerDefinitions: Sendable {
  private let bank: TermBank
  /// How many exponents there may be, by the constant's name.
  private let exponents: [String: Int]

  /// Knows of no constant.
  package init(_ bank: TermBank) {
    self.bank = bank
    exponents = [:]
  }

  private init(_ bank: TermBank, _ exponents: [String: Int]) {
    self.bank = bank
    self.exponents = exponents
  }

  /// Whether no constant is known to be a power of two.
  package var isEmpty: Bool { exponents.isEmpty }

  /// Knows of a constant more that it is a power of two up to `highest`, or zero unless that is excluded.
  package func adding(_ constant: Term, upTo highest: Int128, isNonzero: Bool) -> PowerDefinitions {
    guard case .constant(let name) = constant.operation, let width = constant.sort.width, highest > 0 else {
      return self
    }
    let count = 127 - highest.leadingZeroBitCount + 1
    return PowerDefinitions(
      bank, exponents.merging([name: isNonzero ? count : max(count, width + 1)]) { $1 })
  }

  /// A term with the definitions put in; `memory` belongs to these definitions.
  package func callAsFunction(_ term: Term, memory: inout [Term: Term]) -> Term {
    bank.substitute(definition, in: term, memory: &memory)
  }

  private func definition(_ term: Term) -> Term? {
    guard case .constant(let name) = term.operation, term.sort.width != nil,
      let count = exponents[Self.original(name)]
    else { return nil }
    return bank.power(for: term, exponents: count)
  }

  /// The name of the constant of which another one is a copy.
  private static func original(_ name: String) -> String {
    if name.hasSuffix("'") { return String(name.dropLast()) }
    guard let mark = name.lastIndex(of: "@"), name[mark...].dropFirst().allSatisfy(\.isNumber) else {
      return name
    }
    return String(name[..<mark])
  }
}
