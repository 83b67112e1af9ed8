import ModelIR

/// Operators, computed in 64 bits where intervals allow it and in 128 otherwise.
extension CGenerator {
  mutating func printUnary(_ operation: UnaryOperator, _ operand: CCode) -> CCode {
    switch operation {
    case .not:
      return CCode("(!\(operand.text))", .boolean)
    case .negate:
      return printArithmetic(.subtract, CCode("0", Interval(low: 0, high: 0)), operand)
    case .complement:
      return CCode("(~\(operand.text))", operation.bounds(operand.interval).interval)
    }
  }

  mutating func print(_ operation: BinaryOperator, _ left: Expression, _ right: Expression) -> CCode {
    switch operation {
    case .and: return CCode("(\(print(left).text) && \(print(right).text))", .boolean)
    case .or: return CCode("(\(print(left).text) || \(print(right).text))", .boolean)
    case .implies: return CCode("(!\(print(left).text) || \(print(right).text))", .boolean)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .add, .subtract, .multiply,
      .divide,
      .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight:
      break
    }
    let (first, second) = (print(left), print(right))
    guard left.mayCall || right.mayCall else { return printArithmetic(operation, first, second) }
    // C leaves the order of operands open; a call may change what the other side reads.
    let (x, y) = (temporary(), temporary())
    func declared(_ name: String, _ code: CCode) -> String {
      "\(code.interval.number) \(name) = \(code.text);"
    }
    let result = printArithmetic(operation, CCode(x, first.interval), CCode(y, second.interval))
    return CCode("({ \(declared(x, first)) \(declared(y, second)) \(result.text); })", result.interval)
  }

  mutating func printArithmetic(_ operation: BinaryOperator, _ left: CCode, _ right: CCode) -> CCode {
    // As a number: TCC forgets a truth value that waits for a statement expression.
    let left = left.interval == .boolean ? CCode("(int64_t)\(left.text)", .boolean) : left
    let bounds = operation.bounds(left.interval, right.interval)
    switch operation {
    case .add: return printChecked("+", "add", left, right, bounds)
    case .subtract: return printChecked("-", "sub", left, right, bounds)
    case .multiply: return printChecked("*", "mul", left, right, bounds)
    case .divide:
      guard bounds.canFail else { return printPlain("/", left, right, bounds.interval) }
      return printWideDivision(left, right, "/", bounds.interval)
    case .remainder: return printRemainder(left, right, bounds)
    case .bitAnd: return printPlain("&", left, right, bounds.interval)
    case .bitOr: return printPlain("|", left, right, bounds.interval)
    case .bitXor: return printPlain("^", left, right, bounds.interval)
    case .shiftLeft: return printShift(left, right, leftward: true, bounds)
    case .shiftRight: return printShift(left, right, leftward: false, bounds)
    case .equal: return printComparison("==", left, right)
    case .notEqual: return printComparison("!=", left, right)
    case .less: return printComparison("<", left, right)
    case .lessOrEqual: return printComparison("<=", left, right)
    case .greater: return printComparison(">", left, right)
    case .greaterOrEqual: return printComparison(">=", left, right)
    case .and, .or, .implies: preconditionFailure("a short-circuit operator")
    }
  }

  private func printComparison(_ symbol: String, _ left: CCode, _ right: CCode) -> CCode {
    CCode("(\(left.text) \(symbol) \(right.text))", .boolean)
  }

  /// `left symbol right`, in 128 bits if any of the three intervals is wide.
  private func printPlain(_ symbol: String, _ left: CCode, _ right: CCode, _ result: Interval) -> CCode {
    guard left.interval.isWide || right.interval.isWide || result.isWide else {
      return CCode("(\(left.text) \(symbol) \(right.text))", result)
    }
    let cast = result.isWide ? "" : "(int64_t)"
    return CCode("(\(cast)((p2p_wide)\(left.text) \(symbol) (p2p_wide)\(right.text)))", result)
  }

  private mutating func printChecked(
    _ symbol: String, _ builtin: String, _ left: CCode, _ right: CCode, _ bounds: Bounds
  ) -> CCode {
    guard bounds.canFail else { return printPlain(symbol, left, right, bounds.interval) }
    frame.canFail = true
    let name = temporary()
    return CCode(
      "({ p2p_wide \(name); P2P_REQUIRE(!__builtin_\(builtin)_overflow((p2p_wide)\(left.text), (p2p_wide)\(right.text),"
        + " &\(name))); \(name); })", .everything)
  }

  private mutating func printRemainder(_ left: CCode, _ right: CCode, _ bounds: Bounds) -> CCode {
    // C does not define the remainder of the least number by -1.
    let extremes = [Value(Int64.min), Value.min]
    let isSafe =
      !bounds.canFail && !(right.interval.contains(-1) && extremes.contains { left.interval.contains($0) })
    return isSafe
      ? printPlain("%", left, right, bounds.interval)
      : printWideDivision(left, right, "%", bounds.interval)
  }

  private mutating func printWideDivision(
    _ left: CCode, _ right: CCode, _ symbol: String, _ result: Interval
  ) -> CCode {
    frame.canFail = true
    let (x, y) = (temporary(), temporary())
    let type =
      left.interval.isWide || right.interval.isWide || result.isWide
        || left.interval.contains(Value(Int64.min)) ? "p2p_wide" : "int64_t"
    var extra = ""
    var quotient = "\(x) \(symbol) \(y)"
    if left.interval.contains(Value.min) {
      if symbol == "/" {
        extra = " P2P_REQUIRE(\(y) != -1 || \(x) != \(Self.literal(Value.min)));"
      } else {
        quotient = "\(y) == -1 ? 0 : \(quotient)"
      }
    }
    let cast = result.number
    return CCode(
      "({ \(type) \(x) = \(left.text), \(y) = \(right.text); P2P_REQUIRE(\(y) != 0);\(extra) (\(cast))(\(quotient)); })",
      result)
  }

  private mutating func printShift(_ value: CCode, _ count: CCode, leftward: Bool, _ bounds: Bounds) -> CCode
  {
    if !bounds.canFail, leftward {
      return CCode("((int64_t)((uint64_t)\(value.text) << \(count.text)))", bounds.interval)
    }
    if !bounds.canFail {
      let result = bounds.interval
      if value.interval.isWide || count.interval.isWide {
        let cast = result.isWide ? "" : "(int64_t)"
        return CCode("(\(cast)p2p_shift_right(\(value.text), \(count.text)))", result)
      }
      if count.interval.high <= 63 { return CCode("(\(value.text) >> \(count.text))", result) }
      return CCode("((int64_t)p2p_shift_right(\(value.text), \(count.text)))", result)
    }
    frame.canFail = true
    let (x, n, result) = (temporary(), temporary(), temporary())
    let left = "P2P_REQUIRE(p2p_shift_left(\(x), \(leftward ? n : "-\(n)"), &\(result)));"
    let right = "\(result) = p2p_shift_right(\(x), \(leftward ? "-\(n)" : n));"
    return CCode(
      "({ p2p_wide \(x) = \(value.text), \(n) = \(count.text), \(result); if (\(n) >= 0) { \(leftward ? left : right) }"
        + " else { \(leftward ? right : left) } \(result); })", .everything)
  }
}
