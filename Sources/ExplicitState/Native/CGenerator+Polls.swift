import ModelIR

/// Where compiled code looks whether the search is to end: wherever the time until the next look is not bounded by the
/// size of the text.
///
/// A loop around loops or calls looks in each iteration, a function with loops or calls at its beginning. A loop without
/// either goes on, for it takes at most `Interpreter.fuel` simple steps.
extension CGenerator {
  /// A look, if there is reason for one.
  mutating func printPoll(_ isDue: Bool) -> String {
    guard isDue else { return "" }
    frame.canFail = true
    return "P2P_POLL(); "
  }

  /// Whether executing a body may take longer than its text is.
  func isLong(_ body: [Statement]) -> Bool {
    var found = false
    BodyWalk(
      statement: { statement in
        switch statement.kind {
        case .loop, .whileLoop, .call: found = true
        case .assign(let place, _), .clear(let place), .undefine(let place):
          if isLarge(place.type) { found = true }
        case .branch, .select, .leave, .put, .error, .check: break
        }
      },
      expression: { if isLoop($0) { found = true } }
    ).visit(body)
    return found
  }

  /// Whether evaluating an expression may take longer than its text is.
  func isLong(_ expression: Expression) -> Bool {
    var found = false
    BodyWalk(expression: { if isLoop($0) { found = true } }).visit(expression)
    return found
  }

  private func isLoop(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .quantified, .call: true
    case .sameContent(let left, _): isLarge(left.type)
    case .isUndefined(let place): isLarge(place.type)
    case .constant, .read, .unary, .binary, .conditional, .isMember, .widened, .narrowed: false
    }
  }

  private func isLarge(_ type: ValueType) -> Bool {
    guard case .declared(let type) = type else { return false }
    return (system.cellCount(of: type) ?? .max) > Int(Interpreter.freeIterations)
  }
}
