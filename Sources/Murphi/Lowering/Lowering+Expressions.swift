import Diagnostics
import ModelIR

/// Expressions: names, types and constants.
extension Lowering {
  mutating func lower(_ syntax: ExpressionSyntax) -> Operand? {
    switch syntax.kind {
    case .missing: return nil
    case .number(let value): return value.map { constant($0, .integer, at: syntax.range) }
    case .designator(let name, let steps): return lowerDesignator(name, steps, at: syntax.range)
    case .call(let name, let arguments):
      guard let call = lowerCall(name, arguments, at: syntax.range) else { return nil }
      guard let result = system[call.function].result else {
        report(.procedureInExpression, "`\(name.text)` is a procedure and has no value", at: syntax.range)
        return nil
      }
      return Operand(Expression(.call(call), type: types.valueType(of: result), range: syntax.range))
    case .unary(let operation, let operand): return lowerUnary(operation, operand, at: syntax.range)
    case .chain(let first, let links): return lowerChain(first, links, at: syntax.range)
    case .conditional(let condition, let first, let second):
      return lowerConditional(condition, first, second, expecting: nil, at: syntax.range)
    case .quantified(let isForall, let quantifier, let body):
      return lowerQuantified(isForall, quantifier, body, at: syntax.range)
    case .folded(let kind, let quantifier, let body):
      return lowerFold(kind, quantifier, body, at: syntax.range)
    case .countElements(let element, let condition):
      return lowerCount(of: element, where: condition, at: syntax.range)
    case .isMember(let value, let type): return lowerMembership(value, type, at: syntax.range)
    case .isUndefined(let place): return lowerIsUndefined(place, at: syntax.range)
    case .literal(let literal): return lowerLiteral(literal, expecting: nil, at: syntax.range)
    case .primed(let operand): return lowerPrimed(operand, at: syntax.range)
    }
  }

  func constant(_ value: Value, _ type: ValueType, at range: SourceRange) -> Operand {
    Operand(Expression(.constant(value), type: type, range: range), constant: value)
  }

  // MARK: Wanted kinds of values

  mutating func lowerBoolean(_ syntax: ExpressionSyntax, _ what: String) -> Expression? {
    guard let operand = lower(syntax), checkBoolean(operand, what) else { return nil }
    return operand.expression
  }

  mutating func checkBoolean(_ operand: Operand, _ what: String) -> Bool {
    if operand.type == .boolean { return true }
    report(
      .notBoolean, "\(what) must be boolean, not \(types.describe(operand.type))",
      at: operand.expression.range,
      help: types.isNumber(operand.type) ? "compare it, for example with `!= 0`" : nil)
    return false
  }

  mutating func checkNumber(_ operand: Operand, _ symbol: String) -> Bool {
    if types.isNumber(operand.type) { return true }
    report(
      .notANumber, "`\(symbol)` needs numbers, not \(types.describe(operand.type))",
      at: operand.expression.range)
    return false
  }

  mutating func requireConstant(_ operand: Operand) -> Value? {
    if let value = operand.constant { return value }
    if let problem = operand.problem {
      report(.constantArithmetic, problem, at: operand.expression.range)
    } else {
      report(.notConstant, "this is not a constant", at: operand.expression.range)
    }
    return nil
  }

  mutating func lowerConstantNumber(_ syntax: ExpressionSyntax) -> Value? {
    guard let operand = lower(syntax) else { return nil }
    return requireConstant(operand)
  }

  // MARK: Operators

  private mutating func lowerUnary(
    _ operation: ExpressionSyntax.Unary, _ syntax: ExpressionSyntax, at range: SourceRange
  ) -> Operand? {
    guard let operand = lower(syntax) else { return nil }
    let unary: UnaryOperator
    switch operation {
    case .not:
      guard checkBoolean(operand, "the operand of `!`") else { return nil }
      unary = .not
    case .negate:
      guard checkNumber(operand, "-") else { return nil }
      unary = .negate
    case .complement:
      guard checkNumber(operand, "~") else { return nil }
      unary = .complement
    }
    let type: ValueType = unary == .not ? .boolean : .integer
    let value = operand.constant.flatMap { ConstantFolding.apply(unary, $0) }
    if let value, operand.isLiteral { return constant(value, type, at: range) }
    return Operand(
      Expression(.unary(unary, operand.expression), type: type, range: range), constant: value,
      problem: operand.problem ?? (operand.constant != nil ? "this computation leaves 128 bits" : nil))
  }

  private mutating func lowerChain(
    _ first: ExpressionSyntax, _ links: [ExpressionSyntax.Link], at range: SourceRange
  ) -> Operand? {
    let operands = lowerOperands(first, links)
    guard let symbol = links.first?.symbol else { return operands[0] }
    let lowered = operands.compactMap { $0 }
    guard lowered.count == operands.count else { return nil }
    let symbols = links.map(\.symbol)
    if symbol.isBalanced, symbols.count > 16 {
      return balanced(lowered[...], symbols[...], flips: false)
    }
    var result = lowered[0]
    for (symbol, operand) in zip(symbols, lowered.dropFirst()) {
      guard let next = combine(symbol, result, operand) else { return nil }
      result = next
    }
    result.expression.range = range
    return result
  }

  /// Of two that are compared, one can say of which type the other is.
  private mutating func lowerOperands(
    _ first: ExpressionSyntax, _ links: [ExpressionSyntax.Link]
  ) -> [Operand?] {
    if links.count == 1, let link = links.first, link.symbol == .equal || link.symbol == .notEqual {
      if first.needsType {
        let right = lower(link.operand)
        return [lower(first, expecting: right?.type), right]
      }
      let left = lower(first)
      return [left, lower(link.operand, expecting: left?.type)]
    }
    var operands = [lower(first)]
    for link in links { operands.append(lower(link.operand)) }
    return operands
  }

  /// A long chain as a tree of logarithmic depth.
  ///
  /// In `a - b + c - d` the right half of a split after a minus has its signs flipped.
  private mutating func balanced(
    _ operands: ArraySlice<Operand>, _ symbols: ArraySlice<BinarySymbol>, flips: Bool
  ) -> Operand? {
    guard let only = operands.first else { return nil }
    if operands.count == 1 { return only }
    let middle = operands.startIndex + operands.count / 2
    let split = middle - operands.startIndex + symbols.startIndex - 1
    let symbol = symbols[split].flipped(flips)
    guard let left = balanced(operands[..<middle], symbols[..<split], flips: flips),
      let right = balanced(
        operands[middle...], symbols[(split + 1)...], flips: flips != (symbol == .subtract))
    else { return nil }
    return combine(symbol, left, right)
  }

  mutating func combine(_ symbol: BinarySymbol, _ left: Operand, _ right: Operand) -> Operand? {
    let range = left.expression.range.union(right.expression.range)
    switch symbol {
    case .implies: return logical(.implies, symbol, left, right, range)
    case .or: return logical(.or, symbol, left, right, range)
    case .and: return logical(.and, symbol, left, right, range)
    case .bar: return ambiguous(.bitOr, .or, symbol, left, right, range)
    case .ampersand: return ambiguous(.bitAnd, .and, symbol, left, right, range)
    case .caret: return arithmetic(.bitXor, symbol, left, right, range)
    case .shiftLeft: return arithmetic(.shiftLeft, symbol, left, right, range)
    case .shiftRight: return arithmetic(.shiftRight, symbol, left, right, range)
    case .add: return arithmetic(.add, symbol, left, right, range)
    case .subtract: return arithmetic(.subtract, symbol, left, right, range)
    case .multiply: return arithmetic(.multiply, symbol, left, right, range)
    case .divide: return arithmetic(.divide, symbol, left, right, range)
    case .remainder: return arithmetic(.remainder, symbol, left, right, range)
    case .less: return arithmetic(.less, symbol, left, right, range, result: .boolean)
    case .lessOrEqual: return arithmetic(.lessOrEqual, symbol, left, right, range, result: .boolean)
    case .greater: return arithmetic(.greater, symbol, left, right, range, result: .boolean)
    case .greaterOrEqual: return arithmetic(.greaterOrEqual, symbol, left, right, range, result: .boolean)
    case .equal: return equality(isNegated: false, left, right, range)
    case .notEqual: return equality(isNegated: true, left, right, range)
    }
  }

  /// `&` and `|` are bitwise on numbers and logical on booleans.
  private mutating func ambiguous(
    _ bitwise: BinaryOperator, _ boolean: BinaryOperator, _ symbol: BinarySymbol, _ left: Operand,
    _ right: Operand, _ range: SourceRange
  ) -> Operand? {
    let isNumber = types.isNumber(left.type)
    if isNumber != types.isNumber(right.type), (isNumber ? right : left).type == .boolean {
      report(
        .typeMismatch, "`\(symbol.rawValue)` mixes a number and a boolean", at: range,
        labels: [
          Label(left.expression.range, "this is \(types.describe(left.type))"),
          Label(right.expression.range, "this is \(types.describe(right.type))"),
        ], help: "comparisons bind tighter: write `(a \(symbol.rawValue) b) = c`")
      return nil
    }
    return isNumber
      ? arithmetic(bitwise, symbol, left, right, range) : logical(boolean, symbol, left, right, range)
  }

  private mutating func logical(
    _ operation: BinaryOperator, _ symbol: BinarySymbol, _ left: Operand, _ right: Operand,
    _ range: SourceRange
  ) -> Operand? {
    guard checkBoolean(left, "the left side of `\(symbol.rawValue)`"),
      checkBoolean(right, "the right side of `\(symbol.rawValue)`")
    else { return nil }
    return binary(operation, left, right, .boolean, range)
  }

  private mutating func arithmetic(
    _ operation: BinaryOperator, _ symbol: BinarySymbol, _ left: Operand, _ right: Operand,
    _ range: SourceRange,
    result: ValueType = .integer
  ) -> Operand? {
    guard checkNumber(left, symbol.rawValue), checkNumber(right, symbol.rawValue) else { return nil }
    return binary(operation, left, right, result, range)
  }

  private func binary(
    _ operation: BinaryOperator, _ left: Operand, _ right: Operand, _ type: ValueType, _ range: SourceRange
  ) -> Operand {
    var value = ConstantFolding.decided(operation, left: left.constant, right: right.constant)
    var problem = left.problem ?? right.problem
    if value == nil, let a = left.constant, let b = right.constant {
      value = ConstantFolding.apply(operation, a, b)
      if value == nil { problem = b == 0 ? "division by zero" : "this computation leaves 128 bits" }
    }
    if let value, left.isLiteral, right.isLiteral || operation.isDecided(byLeft: left.constant) {
      if ConstantFolding.apply(operation, left.constant ?? 0, right.constant ?? 0) != nil {
        return constant(value, type, at: range)
      }
    }
    return Operand(
      Expression(.binary(operation, left.expression, right.expression), type: type, range: range),
      constant: value, problem: problem)
  }

  private mutating func equality(
    isNegated: Bool, _ left: Operand, _ right: Operand, _ range: SourceRange
  ) -> Operand? {
    guard types.areCompatible(left.type, right.type) else {
      report(
        .typeMismatch, "\(types.describe(left.type)) cannot be compared with \(types.describe(right.type))",
        at: range,
        labels: [
          Label(left.expression.range, "this is \(types.describe(left.type))"),
          Label(right.expression.range, "this is \(types.describe(right.type))"),
        ])
      return nil
    }
    guard types.isSimple(left.type) else {
      guard checkComparable(left, range) else { return nil }
      let same = Expression(.sameContent(left.expression, right.expression), type: .boolean, range: range)
      return Operand(isNegated ? Expression(.unary(.not, same), type: .boolean, range: range) : same)
    }
    var (left, right) = (left, right)
    if types.union(left.type) != nil {
      guard let converted = convert(right, to: left.type) else { return nil }
      right.expression = converted
    } else if types.union(right.type) != nil {
      guard let converted = convert(left, to: right.type) else { return nil }
      left.expression = converted
    }
    return binary(isNegated ? .notEqual : .equal, left, right, .boolean, range)
  }

  mutating func lowerConditional(
    _ condition: ExpressionSyntax, _ first: ExpressionSyntax, _ second: ExpressionSyntax,
    expecting type: ValueType?, at range: SourceRange
  ) -> Operand? {
    let condition = lower(condition)
    let first = lower(first, expecting: type)
    let second = lower(second, expecting: type ?? first?.type)
    guard let condition, let first, let second, checkBoolean(condition, "the condition of `?:`") else {
      return nil
    }
    guard types.areCompatible(first.type, second.type) else {
      report(
        .typeMismatch,
        "the branches of `?:` are \(types.describe(first.type)) and \(types.describe(second.type))",
        at: range,
        labels: [
          Label(first.expression.range, "this is \(types.describe(first.type))"),
          Label(second.expression.range, "this is \(types.describe(second.type))"),
        ])
      return nil
    }
    let isNumber = types.isNumber(first.type) && types.isNumber(second.type)
    let type = isNumber && first.type != second.type ? .integer : first.type
    guard let otherwise = convert(second, to: type) else { return nil }
    let chosen = condition.constant.flatMap { $0 != 0 ? first : second }
    if condition.isLiteral, let chosen, chosen.isLiteral, let value = chosen.constant {
      return constant(value, type, at: range)
    }
    return Operand(
      Expression(
        .conditional(condition.expression, then: first.expression, otherwise: otherwise), type: type,
        range: range), constant: chosen?.constant, problem: chosen?.problem)
  }
}

extension Operand {
  /// True if what it lowered to is a plain constant.
  var isLiteral: Bool {
    if case .constant = expression.kind { true } else { false }
  }
}

extension BinaryOperator {
  /// True if the left operand alone decides and the right one is not evaluated.
  func isDecided(byLeft value: Value?) -> Bool {
    guard let value else { return false }
    switch self {
    case .and: return value == 0
    case .or: return value != 0
    case .implies: return value == 0
    case .add, .subtract, .multiply, .divide, .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight,
      .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return false
    }
  }
}

extension BinarySymbol {
  func flipped(_ isFlipped: Bool) -> BinarySymbol {
    guard isFlipped else { return self }
    return self == .add ? .subtract : self == .subtract ? .add : self
  }
}
