/// Integer expressions: each knows the values it can have, so that ranges are respected on purpose.
extension ModelAuthor {
  static let limit = 100_000

  /// An integer expression whose value lies in `target`, unless the author dares.
  mutating func integer(within target: ClosedRange<Int>, _ depth: Int) -> NumberPhrase {
    let found = integer(depth)
    let fits = target.contains(found.range.lowerBound) && target.contains(found.range.upperBound)
    if fits { return found }
    if !found.isConstant, dares() { return found }
    if found.isConstant || chance(35) { return literal(number(target)) }
    let phrase: Phrase
    if found.range.lowerBound >= 0, chance(60) {
      let rest = binary(found.phrase, "%", .primary("\(target.count)"), .product)
      phrase = target.lowerBound == 0 ? rest : binary(rest, "+", integerLiteral(target.lowerBound), .sum)
    } else {
      let low = binary(found.phrase, "<", integerLiteral(target.lowerBound), .comparison)
      let high = binary(found.phrase, ">", integerLiteral(target.upperBound), .comparison)
      let outside = binary(low, "|", high, .pipe)
      phrase = conditional(outside, integerLiteral(number(target)), found.phrase)
    }
    return NumberPhrase(phrase: phrase, range: target)
  }

  mutating func integer(_ depth: Int) -> NumberPhrase {
    guard depth > 0, chance(75) else { return smallInteger() }
    if hasFolds, chance(25), let fold = fold(depth) { return fold }
    switch number(0...15) {
    case 0, 1, 2: return sum(integer(depth - 1), integer(depth - 1))
    case 3, 4: return product(integer(depth - 1), integer(depth - 1))
    case 5, 6, 7: return quotient(integer(depth - 1), integer(depth - 1))
    case 8, 9, 10: return bitwise(integer(depth - 1), integer(depth - 1))
    case 11: return shifted(integer(depth - 1))
    case 12: return negated(integer(depth - 1))
    case 13:
      let (condition, yes, no) = (boolean(depth - 1), integer(depth - 1), integer(depth - 1))
      return NumberPhrase(
        phrase: conditional(condition, yes.phrase, no.phrase), range: hull(yes.range, no.range))
    default:
      guard let call = call(returning: { if case .range = $0.shape { true } else { false } }, depth: depth),
        case .range(let range) = call.type.shape
      else { return smallInteger() }
      return NumberPhrase(phrase: call.phrase, range: range)
    }
  }

  // MARK: - Leaves

  private func integerLiteral(_ value: Int) -> Phrase {
    Phrase(text: "\(value)", level: value < 0 ? .product : .primary)
  }

  private func literal(_ value: Int) -> NumberPhrase {
    NumberPhrase(phrase: integerLiteral(value), range: value...value, isConstant: true)
  }

  private mutating func smallInteger() -> NumberPhrase {
    if chance(15), let constant = pick(constants) {
      return NumberPhrase(
        phrase: .primary(constant.name), range: constant.value...constant.value, isConstant: true)
    }
    if chance(75), let place = place(where: { if case .range = $0.shape { true } else { false } }),
      case .range(let range) = place.type.shape
    {
      guard place.isDoubtful, !dares() else {
        return NumberPhrase(phrase: .primary(place.text), range: range)
      }
      let test = Phrase.primary("isundefined(\(place.text))")
      let phrase = conditional(test, integerLiteral(number(range)), .primary(place.text))
      return NumberPhrase(phrase: phrase, range: range)
    }
    if chance(10) {
      let value = number(0...15)
      let text = "0x" + String(value, radix: 16, uppercase: chance(50))
      return NumberPhrase(phrase: .primary(text), range: value...value, isConstant: true)
    }
    return literal(number(-2...6))
  }

  // MARK: - Operators

  private func hull(_ left: ClosedRange<Int>, _ right: ClosedRange<Int>) -> ClosedRange<Int> {
    min(left.lowerBound, right.lowerBound)...max(left.upperBound, right.upperBound)
  }

  private func hull(_ values: [Int]) -> ClosedRange<Int> { (values.min() ?? 0)...(values.max() ?? 0) }

  private func corners(
    _ left: NumberPhrase, _ right: NumberPhrase, _ combine: (Int, Int) -> Int
  ) -> ClosedRange<Int> {
    let (a, b) = (left.range, right.range)
    return hull([
      combine(a.lowerBound, b.lowerBound), combine(a.lowerBound, b.upperBound),
      combine(a.upperBound, b.lowerBound), combine(a.upperBound, b.upperBound),
    ])
  }

  /// The whole, unless its values could become too large: then the left operand alone.
  private mutating func combined(
    _ left: NumberPhrase, _ symbol: String, _ right: NumberPhrase, _ level: Phrase.Level,
    _ range: ClosedRange<Int>
  ) -> NumberPhrase {
    guard range.lowerBound >= -Self.limit, range.upperBound <= Self.limit else { return left }
    return NumberPhrase(
      phrase: binary(left.phrase, symbol, right.phrase, level), range: range,
      isConstant: left.isConstant && right.isConstant)
  }

  private mutating func sum(_ left: NumberPhrase, _ right: NumberPhrase) -> NumberPhrase {
    chance(60)
      ? combined(left, "+", right, .sum, corners(left, right, +))
      : combined(left, "-", right, .sum, corners(left, right, -))
  }

  private mutating func product(_ left: NumberPhrase, _ right: NumberPhrase) -> NumberPhrase {
    combined(left, "*", right, .product, corners(left, right, *))
  }

  private mutating func quotient(_ left: NumberPhrase, _ right: NumberPhrase) -> NumberPhrase {
    var divisor = right
    if divisor.range.contains(0), divisor.isConstant || !dares() {
      divisor = literal(pick([-2, 1, 2, 3, 4]) ?? 2)
    }
    let size = max(abs(left.range.lowerBound), abs(left.range.upperBound))
    let isNatural = left.range.lowerBound >= 0 && divisor.range.lowerBound >= 0
    if chance(50) { return combined(left, "/", divisor, .product, (isNatural ? 0 : -size)...size) }
    let largest = min(size, max(abs(divisor.range.lowerBound), abs(divisor.range.upperBound)))
    return combined(left, "%", divisor, .product, (left.range.lowerBound >= 0 ? 0 : -largest)...largest)
  }

  private mutating func bitwise(_ left: NumberPhrase, _ right: NumberPhrase) -> NumberPhrase {
    let largest = [left, right].flatMap { [abs($0.range.lowerBound), abs($0.range.upperBound)] }.max() ?? 0
    let bound = 1 << (Int.bitWidth - largest.leadingZeroBitCount)
    let isNatural = left.range.lowerBound >= 0 && right.range.lowerBound >= 0
    let range = (isNatural ? 0 : -bound)...(bound - 1)
    switch number(0...2) {
    case 0: return combined(plainRange(left), "&", plainRange(right), .ampersand, range)
    case 1: return combined(plainRange(left), "|", plainRange(right), .pipe, range)
    default: return combined(left, "^", right, .caret, range)
    }
  }

  /// Debian's rumur takes `&` and `|` for logical if an operand is a variable of a named range type.
  private mutating func plainRange(_ number: NumberPhrase) -> NumberPhrase {
    guard number.phrase.level == .primary || number.phrase.level == .conditional, !number.isConstant else {
      return number
    }
    var wrapped = number
    wrapped.phrase = binary(number.phrase, "+", .primary("0"), .sum)
    return wrapped
  }

  private mutating func shifted(_ left: NumberPhrase) -> NumberPhrase {
    let count = number(0...3)
    let distance = literal(count)
    if chance(50) {
      return combined(
        left, "<<", distance, .shift, (left.range.lowerBound << count)...(left.range.upperBound << count))
    }
    return combined(
      left, ">>", distance, .shift, (left.range.lowerBound >> count)...(left.range.upperBound >> count))
  }

  private mutating func negated(_ inner: NumberPhrase) -> NumberPhrase {
    if chance(40) {
      return NumberPhrase(
        phrase: Phrase(text: "~\(operand(inner.phrase, .complement))", level: .complement),
        range: ~inner.range.upperBound ... ~inner.range.lowerBound, isConstant: inner.isConstant)
    }
    return NumberPhrase(
      phrase: Phrase(text: "-\(operand(inner.phrase, .complement))", level: .product),
      range: -inner.range.upperBound ... -inner.range.lowerBound, isConstant: inner.isConstant)
  }
}
