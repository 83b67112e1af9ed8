/// Boolean expressions.
extension ModelAuthor {
  mutating func boolean(_ depth: Int) -> Phrase {
    guard depth > 0, chance(85) else { return smallBoolean() }
    switch number(0...19) {
    case 0, 1, 2:
      let isDouble = chance(15)
      return binary(
        boolean(depth - 1), isDouble ? "&&" : "&", boolean(depth - 1), isDouble ? .conjunction : .ampersand)
    case 3, 4, 5:
      let isDouble = chance(15)
      return binary(
        boolean(depth - 1), isDouble ? "||" : "|", boolean(depth - 1), isDouble ? .disjunction : .pipe)
    case 6: return binary(boolean(depth - 1), "->", boolean(depth - 1), .implication)
    case 7, 8: return Phrase(text: "!\(operand(boolean(depth - 1), .negation))", level: .negation)
    case 9: return conditional(boolean(depth - 1), boolean(depth - 1), boolean(depth - 1))
    case 10: return binary(boolean(depth - 1), chance(50) ? "=" : "!=", boolean(depth - 1), .comparison)
    case 11, 12: return quantified(depth)
    case 13:
      guard let call = call(returning: { $0.shape == .boolean }, depth: depth) else { return smallBoolean() }
      return call.phrase
    default: return comparison(depth)
    }
  }

  private mutating func smallBoolean() -> Phrase {
    if chance(10) { return .primary(chance(50) ? "true" : "false") }
    if chance(40), let place = place(where: { $0.shape == .boolean }) {
      guard place.isDoubtful, !dares() else { return .primary(place.text) }
      return conditional(
        .primary("isundefined(\(place.text))"), .primary(chance(50) ? "true" : "false"), .primary(place.text))
    }
    return comparison(0)
  }

  private mutating func comparison(_ depth: Int) -> Phrase {
    if !multisets.isEmpty, chance(15), let comparison = countComparison() { return comparison }
    switch number(0...9) {
    case 0, 1:
      let doubtful = scope.contains { $0.isDoubtful && $0.isWritable }
      if doubtful, let place = place(where: { $0.isSimple }), place.isDoubtful {
        return .primary("isundefined(\(place.text))")
      }
    case 2:
      if hasLiterals, let left = place(where: { !$0.isSimple }) {
        let isFirst = chance(30)
        if let right = literal(of: left.type, 2, isTyped: false) {
          let sides: (Phrase, Phrase) = isFirst ? (right, .primary(left.text)) : (.primary(left.text), right)
          return binary(sides.0, chance(60) ? "=" : "!=", sides.1, .comparison)
        }
      }
      if let left = place(where: { !$0.isSimple }), let right = place(where: { $0 == left.type }) {
        return binary(.primary(left.text), chance(60) ? "=" : "!=", .primary(right.text), .comparison)
      }
    case 3, 4:
      if let type = pick(types.filter { !$0.isScalarset && $0.isSimple }),
        let left = value(of: type, depth: depth), let right = value(of: type, depth: 0)
      {
        return binary(left, chance(60) ? "=" : "!=", right, .comparison)
      }
    case 5, 6:
      if let comparison = elementComparison() { return comparison }
    default: break
    }
    let symbol = pick(["<", "<=", "=", "==", "!=", ">=", ">"]) ?? "="
    let (left, right) = (integer(depth), integer(max(depth - 1, 0)))
    return binary(left.phrase, symbol, right.phrase, .comparison)
  }

  /// Two elements of a scalarset; a doubtful one is tested first.
  private mutating func elementComparison() -> Phrase? {
    guard let type = pick(types.filter { $0.isScalarset }),
      let left = place(where: { $0 == type }), let right = place(where: { $0 == type })
    else { return nil }
    var phrase = binary(.primary(left.text), chance(50) ? "=" : "!=", .primary(right.text), .comparison)
    for place in [right, left] where place.isDoubtful && !dares() {
      let test = Phrase(text: "!isundefined(\(place.text))", level: .negation)
      phrase = binary(test, "&", phrase, .ampersand)
    }
    return phrase
  }

  private mutating func quantified(_ depth: Int) -> Phrase {
    let quantifier = quantifier(allowsScalarset: true)
    let word = chance(50) ? "forall" : "exists"
    scope.append(quantifier.place)
    // The order of the elements must not decide whether a run fails.
    let body = careful { $0.boolean(depth - 1) }
    scope.removeLast()
    return .primary("\(word) \(quantifier.text) do \(body.text) end")
  }

  /// A bound variable, with the text that binds it.
  mutating func quantifier(
    allowsScalarset: Bool, allowsBounds: Bool = true
  ) -> (text: String, place: SketchPlace) {
    let name = fresh("i")
    func bound(_ type: SketchType) -> SketchPlace {
      SketchPlace(text: name, type: type, isWritable: false, isDoubtful: false)
    }
    let simple = types.filter { $0.isSimple && (allowsScalarset || !$0.isScalarset) }
    if chance(70), let type = pick(simple + [.boolean]) { return ("\(name): \(type.spelling)", bound(type)) }
    let (low, high) = (number(-1...1), number(2...4))
    if !allowsBounds || chance(40) { return ("\(name): \(low) .. \(high)", bound(.range(low...high))) }
    switch number(0...2) {
    case 0: return ("\(name) := \(low) to \(high)", bound(.range(low...high)))
    case 1: return ("\(name) := \(low) to \(high) by 2", bound(.range(low...high)))
    default: return ("\(name) := \(high) to \(low) by -1", bound(.range(low...high)))
    }
  }
}
