/// Numbers as rows of signals, the least significant first; as in SMT-LIB, a quotient by zero is all ones and the remainder the dividend.
extension BitBlaster {
  typealias Row = [Signal]

  mutating func sum(_ a: Row, _ b: Row, carry: Signal = .no) -> Row {
    var carry = carry
    return zip(a, b).map { x, y in
      let half = graph.xor(x, y)
      let sum = graph.xor(half, carry)
      carry = graph.or(graph.and(x, y), graph.and(half, carry))
      return sum
    }
  }

  mutating func difference(_ a: Row, _ b: Row) -> Row { sum(a, b.map { !$0 }, carry: .yes) }

  mutating func negative(_ a: Row) -> Row { difference(a.map { _ in .no }, a) }

  mutating func product(_ a: Row, _ b: Row) -> Row {
    var result = a.map { _ in Signal.no }
    for (place, bit) in b.enumerated() where bit != .no {
      let part = Row(repeating: .no, count: place) + a.dropLast(place).map { graph.and($0, bit) }
      result = sum(result, part)
    }
    return result
  }

  /// Whether a number without sign is less, or not greater.
  mutating func isLess(_ a: Row, _ b: Row, orEqual: Bool = false) -> Signal {
    zip(a, b).reduce(Signal(orEqual)) { below, bits in
      let differ = graph.xor(bits.0, bits.1)
      return graph.choose(differ, bits.1, below)
    }
  }

  mutating func isSignedLess(_ a: Row, _ b: Row, orEqual: Bool = false) -> Signal {
    isLess(withFlippedSign(a), withFlippedSign(b), orEqual: orEqual)
  }

  private func withFlippedSign(_ row: Row) -> Row { row.dropLast() + row.suffix(1).map { !$0 } }

  mutating func choose(_ condition: Signal, _ then: Row, _ otherwise: Row) -> Row {
    zip(then, otherwise).map { graph.choose(condition, $0, $1) }
  }

  mutating func quotient(_ a: Row, by b: Row) -> (quotient: Row, remainder: Row) {
    // One bit more, for what is doubled.
    let divisor = b + [.no]
    var rest = Row(repeating: .no, count: b.count + 1)
    var quotient: Row = []
    for bit in a.reversed() {
      rest = [bit] + rest.dropLast()
      let fits = !isLess(rest, divisor)
      rest = choose(fits, difference(rest, divisor), rest)
      quotient.insert(fits, at: 0)
    }
    return (quotient, rest.dropLast())
  }

  mutating func signedQuotient(_ a: Row, by b: Row) -> (quotient: Row, remainder: Row) {
    let (signA, signB) = (a.last ?? .no, b.last ?? .no)
    let positive = quotient(choose(signA, negative(a), a), by: choose(signB, negative(b), b))
    let differ = graph.xor(signA, signB)
    return (
      choose(differ, negative(positive.quotient), positive.quotient),
      choose(signA, negative(positive.remainder), positive.remainder)
    )
  }

  /// Moved towards the most significant bit; `a` may be turned round for the other direction.
  mutating func shifted(_ a: Row, by count: Row, filling: Signal) -> Row {
    var result = a
    for (place, bit) in count.enumerated() {
      let distance = place < Int.bitWidth - 2 ? min(1 << place, a.count) : a.count
      let moved = Row(repeating: filling, count: distance) + result.dropLast(distance)
      result = choose(bit, moved, result)
    }
    return result
  }
}
