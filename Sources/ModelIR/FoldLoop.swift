package import Diagnostics

/// The loop that a `count`, `sum`, `min` or `max` is.
extension Function.Fold {
  /// The body of its function: `total` begins with a value, has something done to it for each value of the bound variable, and is the
  /// result.
  package func body(
    into total: Place, from first: Value, doing each: [Statement], at range: SourceRange
  ) -> [Statement] {
    let start = Expression(.constant(first), type: total.type, range: range)
    return [
      Statement(.assign(total, start), range: range), Statement(.loop(binder, each), range: range),
      Statement(.leave(Expression(reading: total)), range: range),
    ]
  }

  /// What a `count` or a `sum` does each time; what is counted is worth 1.
  package func addition(to total: Place, at range: SourceRange) -> Statement {
    func number(_ value: Value) -> Expression { Expression(.constant(value), type: .integer, range: range) }
    let worth =
      kind == .count
      ? Expression(
        .conditional(element, then: number(1), otherwise: number(0)), type: .integer, range: element.range)
      : element
    let sum = Expression(.binary(.add, Expression(reading: total), worth), type: .integer, range: range)
    return Statement(.assign(total, sum), range: range)
  }
}
