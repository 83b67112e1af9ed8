import Diagnostics
import ModelIR

/// The difference of two expressions as a sum of multiples of parts whose ranges are known, so that `n + 1` and `n` differ
/// by 1 whatever `n` is: enough for a warning, not for a proof.
struct Difference {
  /// What is asked about a part that is not a sum.
  struct Parts {
    let text: (SourceRange) -> String
    let range: (ValueType) -> ClosedRange<Value>?
  }

  private struct Term {
    var factor: Value = 0
    var range: ClosedRange<Value>
  }

  private let parts: Parts
  /// By the text of the part, which at one point of a model is always the same value; the constant is a multiple of 1.
  private var terms: [String: Term] = [:]

  /// Nil if the range of a part is not known, or beyond 128 bits.
  init?(_ minuend: Expression, minus subtrahend: Expression, _ parts: Parts) {
    self.parts = parts
    guard add(minuend, times: 1), add(subtrahend, times: -1) else { return nil }
  }

  /// The least value it can have; nil beyond 128 bits.
  var least: Value? {
    var sum: Value? = 0
    for term in terms.values {
      let end = term.factor < 0 ? term.range.upperBound : term.range.lowerBound
      let product = ConstantFolding.apply(.multiply, term.factor, end)
      sum = sum.flatMap { sum in product.flatMap { ConstantFolding.apply(.add, sum, $0) } }
    }
    return sum
  }

  private mutating func add(_ expression: Expression, times factor: Value) -> Bool {
    switch expression.kind {
    case .constant(let value):
      guard let product = ConstantFolding.apply(.multiply, factor, value) else { return false }
      return add("1", times: product, 1...1)
    case .unary(.negate, let operand):
      return add(operand, times: -factor)
    case .binary(.add, let left, let right):
      return add(left, times: factor) && add(right, times: factor)
    case .binary(.subtract, let left, let right):
      return add(left, times: factor) && add(right, times: -factor)
    case .binary(.multiply, let left, let right):
      if case .constant(let value) = left.kind { return add(right, times: factor, value) }
      if case .constant(let value) = right.kind { return add(left, times: factor, value) }
      return false
    case .read, .unary, .binary, .sameContent, .conditional, .quantified, .isUndefined, .isMember, .widened,
      .narrowed, .call:
      guard let range = range(of: expression) else { return false }
      return add(parts.text(expression.range), times: factor, range)
    }
  }

  private mutating func add(_ expression: Expression, times factor: Value, _ other: Value) -> Bool {
    ConstantFolding.apply(.multiply, factor, other).map { add(expression, times: $0) } ?? false
  }

  private mutating func add(_ text: String, times factor: Value, _ range: ClosedRange<Value>) -> Bool {
    var term = terms[text] ?? Term(range: range)
    guard let sum = ConstantFolding.apply(.add, term.factor, factor) else { return false }
    term.factor = sum
    terms[text] = term
    return true
  }

  /// What a value lies in: its type, or what a positive divisor leaves of its operand's type.
  private func range(of expression: Expression) -> ClosedRange<Value>? {
    if let range = parts.range(expression.type) { return range }
    guard case .binary(let operation, let operand, let divisor) = expression.kind,
      case .constant(let value) = divisor.kind, value > 0, let range = range(of: operand)
    else { return nil }
    if operation == .divide { return range.lowerBound / value...range.upperBound / value }
    guard operation == .remainder else { return nil }
    return (range.lowerBound < 0 ? 1 - value : 0)...(range.upperBound > 0 ? value - 1 : 0)
  }
}
