/// A statement that adds to what a place holds, in a way in which the order of several does not matter.
struct Accumulation {
  let place: Place
  let kind: Kind
  /// What is added, besides the place itself.
  let operands: [Expression]

  /// Statements of the same kind can be exchanged.
  enum Kind: Hashable {
    /// Sums whose parts all have the same sign: if one order leaves the type, every order does.
    case rising, falling
    /// A sum that changes by the same in each iteration; only the statement itself is of its kind.
    case steady(Expression)
    case either, both
    case bits(BinaryOperator)
    case least, greatest
  }
}

extension HazardCollector {
  /// Nil if the assignment is none; `isSteady` says whether an expression is the same in each iteration.
  func accumulation(
    _ place: Place, _ value: Expression, isSteady: (Expression) -> Bool
  ) -> Accumulation? {
    guard case .binary(let operation, _, _) = value.kind else { return nil }
    func isOwn(_ expression: Expression) -> Bool {
      if case .read(let source) = expression.kind { source.bare == place.bare } else { false }
    }
    switch operation {
    case .add, .subtract:
      return sum(place, value, isOwn, isSteady)
    case .or, .and:
      let operands = value.operands(of: operation)
      guard let own = operands.firstIndex(where: isOwn) else { return nil }
      // Only the first operand is evaluated in any case.
      guard operands.dropFirst().allSatisfy({ hazards(of: $0).events.isEmpty }) else { return nil }
      return Accumulation(
        place: place, kind: operation == .or ? .either : .both, operands: operands.without(own))
    case .bitOr:
      // Bits only come, or with `and` only go: the last result is the one most likely to leave the type.
      return bits(operation, place, value, isOwn) { $0.allSatisfy { interval(of: $0).low >= 0 } }
    case .bitAnd:
      return bits(operation, place, value, isOwn) { operands in
        let own = Expression(reading: place)
        return (operands + [own]).allSatisfy { interval(of: $0).low >= 0 }
      }
    case .bitXor:
      return bits(operation, place, value, isOwn) { _ in !leaves(value, place.type) }
    case .multiply, .divide, .remainder, .shiftLeft, .shiftRight, .equal, .notEqual, .less, .lessOrEqual,
      .greater, .greaterOrEqual, .implies:
      return nil
    }
  }

  /// `if e < m then m := e end` and its like.
  func accumulation(_ branches: [Statement.Branch], otherwise: [Statement]) -> Accumulation? {
    guard branches.count == 1, otherwise.isEmpty, let branch = branches.first, branch.body.count == 1,
      case .assign(let place, let value)? = branch.body.first?.kind,
      case .binary(let operation, let left, let right) = branch.condition.kind
    else { return nil }
    func isOwn(_ expression: Expression) -> Bool {
      if case .read(let source) = expression.kind { source.bare == place.bare } else { false }
    }
    let isReversed = isOwn(left)
    guard isReversed || isOwn(right), (isReversed ? right : left).bare == value.bare, !value.mayCall else {
      return nil
    }
    let isLess: Bool
    switch operation {
    case .less, .lessOrEqual: isLess = true
    case .greater, .greaterOrEqual: isLess = false
    case .add, .subtract, .multiply, .divide, .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight,
      .equal, .notEqual, .and, .or, .implies:
      return nil
    }
    return Accumulation(place: place, kind: isLess != isReversed ? .least : .greatest, operands: [value])
  }

  private func bits(
    _ operation: BinaryOperator, _ place: Place, _ value: Expression, _ isOwn: (Expression) -> Bool,
    isBounded: ([Expression]) -> Bool
  ) -> Accumulation? {
    let operands = value.operands(of: operation)
    guard let own = operands.firstIndex(where: isOwn), isBounded(operands.without(own)) else { return nil }
    return Accumulation(place: place, kind: .bits(operation), operands: operands.without(own))
  }

  private func sum(
    _ place: Place, _ value: Expression, _ isOwn: (Expression) -> Bool, _ isSteady: (Expression) -> Bool
  ) -> Accumulation? {
    var terms = value.terms(isNegative: false)
    guard let own = terms.firstIndex(where: { !$0.isNegative && isOwn($0.expression) }) else { return nil }
    terms.remove(at: own)
    let operands = terms.map(\.expression)
    // So small that no sum on the way leaves 128 bits.
    let limit = Value(1) << 100
    guard operands.allSatisfy({ interval(of: $0).isWithin(-limit...limit) }) else { return nil }
    func all(areNegative: Bool) -> Bool {
      terms.allSatisfy { term in
        let interval = interval(of: term.expression)
        return term.isNegative == areNegative ? interval.low >= 0 : interval.high <= 0
      }
    }
    // Parts of both signs leave the type of such a total in no order.
    if isExactTotal(place) || all(areNegative: false) {
      return Accumulation(place: place, kind: .rising, operands: operands)
    }
    if all(areNegative: true) { return Accumulation(place: place, kind: .falling, operands: operands) }
    guard operands.allSatisfy(isSteady) else { return nil }
    return Accumulation(place: place, kind: .steady(value), operands: operands)
  }
}

extension Expression {
  /// The operands of a chain of one operator, left to right.
  fileprivate func operands(of operation: BinaryOperator) -> [Expression] {
    guard case .binary(operation, let left, let right) = kind else { return [self] }
    return left.operands(of: operation) + right.operands(of: operation)
  }

  /// The terms of a chain of `+` and `-`.
  fileprivate func terms(isNegative: Bool) -> [(expression: Expression, isNegative: Bool)] {
    if case .binary(.add, let left, let right) = kind {
      return left.terms(isNegative: isNegative) + right.terms(isNegative: isNegative)
    }
    if case .binary(.subtract, let left, let right) = kind {
      return left.terms(isNegative: isNegative) + right.terms(isNegative: !isNegative)
    }
    return [(self, isNegative)]
  }
}

extension [Expression] {
  fileprivate func without(_ index: Int) -> [Expression] { Array(self[..<index] + self[(index + 1)...]) }
}
