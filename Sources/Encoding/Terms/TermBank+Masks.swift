/// Remainders of sums modulo a power of two: what is a multiple of it counts for nothing.
extension TermBank {
  /// What is kept of a sum by a mask of the bits below a power of two.
  private struct Modulus {
    let mask: Term
    /// Nil for a literal.
    let power: Term?
    /// The power if that is a literal.
    let literal: Int128
  }

  private static let maximumRounds = 8

  /// The number of which a mask keeps some bits; nil if the term is something else.
  func unmasked(_ term: Term, _ mask: Term) -> Term? {
    guard term.operation == .bvand else { return nil }
    if term.arguments[1] === mask { return term.arguments[0] }
    return term.arguments[0] === mask ? term.arguments[1] : nil
  }

  /// `value & mask` if the mask is one less than a power of two and something in the value makes no difference.
  func masked(_ value: Term, _ mask: Term) -> Term? {
    guard let modulus = modulus(mask), var form = LinearForm(value) else { return nil }
    var isSmaller = false
    for _ in 0..<Self.maximumRounds {
      guard reduce(&form, modulus) else { break }
      isSmaller = true
    }
    guard isSmaller else { return nil }
    let rest = term(form)
    if rest.literal == -1 { return mask }
    if rest.literal != nil || mask.literal != nil { return binary(.bvand, rest, mask) }
    return node(.bvand, [rest, mask], mask.sort)
  }

  private func modulus(_ mask: Term) -> Modulus? {
    let width = width(of: mask)
    if let literal = mask.literal {
      guard width > LinearForm.smallWidth, width < LinearForm.maximumWidth else { return nil }
      guard literal > 0, literal & (literal + 1) == 0 else { return nil }
      return Modulus(mask: mask, power: nil, literal: literal + 1)
    }
    return maskedPower(mask).map { Modulus(mask: mask, power: $0, literal: 0) }
  }

  /// The power of two of which a mask has the bits below; nil if it is another term.
  private func maskedPower(_ mask: Term) -> Term? {
    guard mask.literal == nil, let form = LinearForm(mask), form.width > 1, form.constant == -1,
      form.factors.count == 1
    else { return nil }
    var power = form
    power.add(constant: 1)
    let term = term(power)
    return self.power(term) == nil ? nil : term
  }

  /// Whether a sum is not negative that is a masked number, or what a mask leaves of a number or of itself.
  func signOfMasked(_ form: LinearForm) -> Term? {
    for atom in form.atoms where atom.operation == .bvand && form.factors[atom]?.magnitude == 1 {
      var rest = form
      let factor = rest.remove(atom)
      for (value, mask) in [(0, 1), (1, 0)].map({ (atom.arguments[$0], atom.arguments[$1]) }) {
        guard let power = maskedPower(mask).flatMap({ self.power($0) }), let all = LinearForm(mask) else {
          continue
        }
        // Below a power of two there is no sign.
        if factor == 1 ? rest.isZero : rest == all { return or(power.isNonzero, sign(form)) }
        guard factor == -1, let whole = LinearForm(value), rest == whole else { continue }
        return ite(power.isNonzero, isNotNegative(whole), sign(form))
      }
    }
    return nil
  }

  /// Leaves out, or simplifies, one summand; false if there is none left.
  private func reduce(_ form: inout LinearForm, _ modulus: Modulus) -> Bool {
    if modulus.power == nil, form.constant.magnitude >= modulus.literal.magnitude {
      form.add(constant: (form.constant & (modulus.literal - 1)) &- form.constant)
      return true
    }
    for (atom, factor) in form.summands {
      guard let atom else { continue }
      if isMultiple(atom, factor, modulus) {
        _ = form.remove(atom)
        return true
      }
      if let whole = unmasked(atom, modulus.mask), let inner = LinearForm(whole) {
        _ = form.remove(atom)
        form.add(inner, times: factor)
        return true
      }
    }
    return false
  }

  private func isMultiple(_ atom: Term, _ factor: Int128, _ modulus: Modulus) -> Bool {
    guard let power = modulus.power else { return factor & (modulus.literal - 1) == 0 }
    if atom === power { return true }
    if power.operation == .bvmul, power.arguments[1] === atom, let multiple = power.arguments[0].literal {
      return factor & (multiple - 1) == 0
    }
    return power.operation == .bvshl && atom.operation == .bvshl && power.arguments[0].literal == 1
      && power.arguments[1] === atom.arguments[1]
  }
}
