import Diagnostics
import ModelIR

/// Quantifiers, loops' bounds, and the tests `isundefined` and `ismember`.
extension Lowering {
  mutating func lowerQuantified(
    _ isForall: Bool, _ quantifier: QuantifierSyntax, _ body: ExpressionSyntax, at range: SourceRange
  ) -> Operand? {
    scopes.open()
    defer { scopes.close() }
    let binder = lowerBinder(quantifier)
    let condition = lowerBoolean(body, "the body of `\(isForall ? "forall" : "exists")`")
    guard let binder, let condition else { return nil }
    return Operand(
      Expression(.quantified(isForall ? .forall : .exists, binder, condition), type: .boolean, range: range))
  }

  /// Declares the bound variable in the innermost scope.
  ///
  /// With constant bounds it has their range as its type.
  mutating func lowerBinder(_ quantifier: QuantifierSyntax) -> Binder? {
    guard let (domain, type) = lowerDomain(quantifier) else {
      declare(quantifier.name, .broken)
      return nil
    }
    let local = addLocal(quantifier.name.text, type, .bound)
    declare(quantifier.name, .local(local, type, isReadOnly: false))
    return Binder(local: local, domain: domain)
  }

  private mutating func lowerDomain(_ quantifier: QuantifierSyntax) -> (Binder.Domain, ValueType)? {
    switch quantifier.domain {
    case .type(let syntax):
      guard let type = lowerSimpleType(syntax) else { return nil }
      return (.type(type), types.valueType(of: type))
    case .interval(let from, let to, let by):
      guard let bounds = lowerInterval(from, to, by) else { return nil }
      var type = ValueType.integer
      if let first = bounds.from.constant, let last = bounds.to.constant {
        guard checkBound(first, at: from.range), checkBound(last, at: to.range) else { return nil }
        type = .declared(
          types.add(
            TypeDefinition(
              name: nil, shape: .integers(low: min(first, last), high: max(first, last)),
              range: quantifier.range)))
      } else if by == nil {
        warnIfDescending(bounds.from.expression, bounds.to.expression)
      }
      return (
        .interval(from: bounds.from.expression, to: bounds.to.expression, by: bounds.by?.expression), type
      )
    }
  }

  /// Where other languages would skip the loop, `for i := 0 to n - 2` goes through 0 and -1 if `n` is 1.
  private mutating func warnIfDescending(_ from: Expression, _ to: Expression) {
    let parts = Difference.Parts(text: { [self] in text(of: $0) }) { [types] type in
      guard case .declared(let id) = type, types.isNumber(type) else { return nil }
      return types.domain(of: id)
    }
    guard let least = Difference(to, minus: from, parts)?.least, least < 0 else { return }
    let (first, last) = (text(of: from.range), text(of: to.range))
    warn(
      .descendingLoop, "from `\(first)` to `\(last)` counts down when the second is less",
      at: from.range.union(to.range),
      help: "put it under `if \(first) <= \(last)`, and say which way it goes: `by 1`, or `by -1`")
  }

  mutating func lowerSimpleType(_ syntax: TypeSyntax) -> TypeID? {
    guard let type = lower(syntax) else { return nil }
    guard types[type].shape.isSimple else {
      report(.notSimple, "\(types.describe(.declared(type))) has no values to go through", at: syntax.range)
      return nil
    }
    return type
  }

  /// The bounds of `from .. to by step`, with a step that is known to be wrong reported.
  mutating func lowerInterval(
    _ from: ExpressionSyntax, _ to: ExpressionSyntax, _ by: ExpressionSyntax?
  ) -> (from: Operand, to: Operand, by: Operand?)? {
    let first = lower(from)
    let last = lower(to)
    let step = by.flatMap { lower($0) }
    guard let first, let last, by == nil || step != nil else { return nil }
    for operand in [first, last] + (step.map { [$0] } ?? []) {
      guard checkNumber(operand, "to") else { return nil }
    }
    if let value = step?.constant, value == 0 {
      report(.badStep, "a step of 0 never ends", at: by?.range ?? from.range)
      return nil
    }
    if let a = first.constant, let b = last.constant, a != b {
      let direction = step == nil ? 1 : step?.constant
      if let direction, (a < b) != (direction > 0) {
        report(
          .badStep, "a step of \(direction) does not lead from \(a) to \(b)",
          at: from.range.union(by?.range ?? to.range), help: a > b ? "add `by -1`" : "use a positive step")
        return nil
      }
    }
    return (first, last, step)
  }

  mutating func lowerIsUndefined(_ syntax: ExpressionSyntax, at range: SourceRange) -> Operand? {
    guard let operand = lower(syntax) else { return nil }
    guard let place = operand.place, operand.access != .value else {
      report(.notAssignable, "`isundefined` needs a variable, not a value", at: syntax.range)
      return nil
    }
    guard types.isSimple(operand.type) else {
      report(
        .notSimple, "`isundefined` needs a simple variable, not \(types.describe(operand.type))",
        at: syntax.range)
      return nil
    }
    return Operand(Expression(.isUndefined(place), type: .boolean, range: range))
  }

  mutating func lowerMembership(
    _ value: ExpressionSyntax, _ syntax: TypeSyntax, at range: SourceRange
  ) -> Operand? {
    let operand = lower(value)
    let type = lower(syntax)
    guard let operand, let type else { return nil }
    guard let (alternatives, _) = types.union(operand.type) else {
      report(
        .notAMember, "`ismember` needs a union, not \(types.describe(operand.type))", at: value.range)
      return nil
    }
    let wanted = types.union(.declared(type))?.alternatives ?? [type]
    var intervals: [ClosedRange<Value>] = []
    for type in wanted {
      // Of scalarsets of the same size, the one that is named.
      let named = alternatives.firstIndex(of: type)
      guard let index = named ?? alternatives.firstIndex(where: { types.areSame($0, type) }),
        let interval = ownedInterval(of: index, in: operand.type)
      else {
        report(
          .notAMember,
          "\(types.describe(.declared(type))) is not a member of \(types.describe(operand.type))",
          at: syntax.range)
        return nil
      }
      intervals.append(interval)
    }
    var result: Expression?
    for interval in intervals {
      let test = Expression(.isMember(operand.expression, interval: interval), type: .boolean, range: range)
      result = result.map { Expression(.binary(.or, $0, test), type: .boolean, range: range) } ?? test
    }
    return result.map { Operand($0) }
  }
}
