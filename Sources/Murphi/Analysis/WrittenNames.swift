import Diagnostics

/// Finds which names of the surrounding scope a piece of text may write, before it is lowered: an alias in front of it
/// has to know.
///
/// A name counts as written if it is the root of a target, is passed to a `var` parameter, or if an alias of it is
/// written. What the text itself declares hides the surrounding names.
struct WrittenNames {
  /// True if a function's parameter at this position is `var`.
  let isReference: (_ function: Name, _ position: Int) -> Bool

  func names(in statements: [StatementSyntax]) -> Set<String> {
    var result: Set<String> = []
    for statement in statements { result.formUnion(names(in: statement)) }
    return result
  }

  /// Of an alias statement: what its body writes, seen from outside.
  func names(in aliases: [ConstantSyntax], _ body: [StatementSyntax]) -> Set<String> {
    var result = names(in: body)
    for alias in aliases.reversed() {
      let isWritten = alias.names.contains { result.contains($0.text) }
      result.subtract(alias.names.map(\.text))
      if isWritten, let root = alias.value.root { result.insert(root) }
      result.formUnion(names(in: alias.value))
    }
    return result
  }

  private func names(in statement: StatementSyntax) -> Set<String> {
    switch statement.kind {
    case .property(let property): names(in: property.condition)
    case .assign(let target, let value), .change(let target, _, let value):
      written(target).union(names(in: value))
    case .clear(let target), .undefine(let target): written(target)
    case .alias(let aliases, let body): names(in: aliases, body)
    case .forLoop(let quantifier, let body):
      names(in: quantifier.domain).union(names(in: body).subtracting([quantifier.name.text]))
    case .whileLoop(let condition, let body): names(in: condition).union(names(in: body))
    case .branch(let branches, let otherwise):
      union(branches.map { names(in: $0.condition).union(names(in: $0.body)) } + [names(in: otherwise ?? [])])
    case .select(let subject, let cases, let otherwise):
      union(
        cases.map { union($0.values.map(names)).union(names(in: $0.body)) }
          + [names(in: subject), names(in: otherwise ?? [])])
    case .put(let value): names(in: value)
    case .leave(let value): value.map(names) ?? []
    case .call(let function, let arguments): names(in: function, arguments)
    case .removeElements(let element, let condition):
      written(element.multiset).union(names(in: condition).subtracting([element.name.text]))
    case .error, .putText: []
    }
  }

  /// An expression writes only by what it calls.
  private func names(in expression: ExpressionSyntax) -> Set<String> {
    switch expression.kind {
    case .number, .missing: []
    case .designator(_, let steps): union(steps.map(names))
    case .call(let function, let arguments): names(in: function, arguments)
    case .unary(_, let operand), .isMember(let operand, _), .isUndefined(let operand), .primed(let operand):
      names(in: operand)
    case .chain(let first, let links): union([names(in: first)] + links.map { names(in: $0.operand) })
    case .conditional(let condition, let first, let second):
      union([names(in: condition), names(in: first), names(in: second)])
    case .quantified(_, let quantifier, let body), .folded(_, let quantifier, let body):
      names(in: quantifier.domain).union(names(in: body).subtracting([quantifier.name.text]))
    case .countElements(let element, let condition):
      names(in: element.multiset).union(names(in: condition).subtracting([element.name.text]))
    case .literal(let literal):
      if case .each(let quantifier, let value) = literal.content {
        names(in: quantifier.domain).union(names(in: value).subtracting([quantifier.name.text]))
      } else {
        union(literal.values.map(names))
      }
    }
  }

  private func names(in domain: QuantifierSyntax.Domain) -> Set<String> {
    switch domain {
    case .type: []
    case .interval(let from, let to, let by): union([from, to].map(names)).union(by.map(names) ?? [])
    }
  }

  private func names(in step: ExpressionSyntax.Step) -> Set<String> {
    switch step {
    case .field: []
    case .index(let index): names(in: index)
    }
  }

  private func names(in function: Name, _ arguments: [ExpressionSyntax]) -> Set<String> {
    union(
      arguments.enumerated().map { position, argument in
        isReference(function, position) ? written(argument) : names(in: argument)
      })
  }

  private func written(_ target: ExpressionSyntax) -> Set<String> {
    names(in: target).union(target.root.map { [$0] } ?? [])
  }

  private func union(_ sets: [Set<String>]) -> Set<String> {
    sets.reduce(into: []) { $0.formUnion($1) }
  }
}

extension ExpressionSyntax {
  /// The name that a variable, field or element begins with.
  fileprivate var root: String? {
    if case .designator(let name, _) = kind { name.text } else { nil }
  }
}
