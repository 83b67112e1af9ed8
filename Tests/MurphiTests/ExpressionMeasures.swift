import ModelIR

/// Measures of sums.
extension Expression {
  var depth: Int {
    guard case .binary(_, let left, let right) = kind else { return 1 }
    return max(left.depth, right.depth) + 1
  }

  /// How often a variable is added in a sum, minus how often it is subtracted.
  func coefficient(of variable: String) -> Int {
    switch kind {
    case .binary(.add, let left, let right): left.coefficient(of: variable) + right.coefficient(of: variable)
    case .binary(.subtract, let left, let right):
      left.coefficient(of: variable) - right.coefficient(of: variable)
    default: shape == variable ? 1 : 0
    }
  }
}
