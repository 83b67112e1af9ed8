import Diagnostics
import ModelIR

/// Statements of rules, start states and functions.
extension Lowering {
  mutating func lower(_ statements: [StatementSyntax]) -> [Statement] {
    var result: [Statement] = []
    for statement in statements { lower(statement, into: &result) }
    return result
  }

  private mutating func lower(_ syntax: StatementSyntax, into result: inout [Statement]) {
    if case .alias(let aliases, let body) = syntax.kind {
      lowerAlias(aliases, body, into: &result)
    } else if lowerMultisetStatement(syntax, into: &result) {
      return
    } else if let kind = lowerKind(syntax) {
      result.append(Statement(kind, range: syntax.range))
    }
  }

  private mutating func lowerKind(_ syntax: StatementSyntax) -> Statement.Kind? {
    switch syntax.kind {
    case .alias, .removeElements: return nil
    case .property(let property): return lowerCheck(property)
    case .assign(let target, let value): return lowerAssignment(target, value, at: syntax.range)
    case .change(let target, let symbol, let value):
      return lowerChange(target, symbol, value, at: syntax.range)
    case .error(let message): return .error(message.text.visible)
    case .clear(let target): return lowerTarget(target, "cleared").map { .clear($0) }
    case .undefine(let target): return lowerTarget(target, "undefined").map { .undefine($0) }
    case .forLoop(let quantifier, let body):
      scopes.open()
      defer { scopes.close() }
      let binder = lowerBinder(quantifier)
      let statements = lower(body)
      return binder.map { .loop($0, statements) }
    case .whileLoop(let condition, let body):
      let condition = lowerBoolean(condition, "the condition of `while`")
      let statements = lower(body)
      return condition.map { .whileLoop($0, statements) }
    case .branch(let branches, let otherwise):
      var lowered: [Statement.Branch] = []
      for branch in branches {
        let condition = lowerBoolean(branch.condition, "the condition of `if`")
        let body = lower(branch.body)
        if let condition { lowered.append(Statement.Branch(condition: condition, body: body)) }
      }
      return .branch(lowered, otherwise: lower(otherwise ?? []))
    case .select(let subject, let cases, let otherwise): return lowerSelect(subject, cases, otherwise)
    case .putText(let text): return .put(.text(text.text))
    case .put(let value): return lowerPut(value)
    case .leave(let value): return lowerReturn(value, at: syntax.range)
    case .call(let name, let arguments):
      return lowerCall(name, arguments, at: syntax.range).map { .call($0) }
    }
  }

  private mutating func lowerAssignment(
    _ target: ExpressionSyntax, _ value: ExpressionSyntax, at range: SourceRange
  ) -> Statement.Kind? {
    let place = lowerTarget(target, "assigned to")
    if isUndefined(value) { return place.map { .undefine($0) } }
    let operand = lower(value, expecting: place?.type)
    guard let place, let operand else { return nil }
    return assignment(of: operand, to: place, at: range)
  }

  mutating func assignment(of operand: Operand, to place: Place, at range: SourceRange) -> Statement.Kind? {
    guard types.areCompatible(place.type, operand.type) else {
      report(
        .typeMismatch, "\(types.describe(operand.type)) cannot be assigned to \(types.describe(place.type))",
        at: range,
        labels: [
          Label(place.range, "this is \(types.describe(place.type))"),
          Label(operand.expression.range, "this is \(types.describe(operand.type))"),
        ])
      return nil
    }
    return convert(operand, to: place.type).map { copy($0, from: operand, to: place, at: range) }
  }

  /// `x += e`: what finds `x` is evaluated twice, and must not be a call.
  private mutating func lowerChange(
    _ target: ExpressionSyntax, _ symbol: BinarySymbol, _ value: ExpressionSyntax, at range: SourceRange
  ) -> Statement.Kind? {
    let place = lowerTarget(target, "assigned to")
    let operand = lower(value)
    guard let place, let operand else { return nil }
    let before = Expression(reading: place)
    guard !before.mayCall else {
      report(
        .unsupportedConstruct, "`\(symbol.rawValue)=` cannot change a place that a call finds",
        at: target.range,
        help: "keep what the call returns in a variable first")
      return nil
    }
    guard let after = combine(symbol, Operand(before), operand) else { return nil }
    return convert(after, to: place.type).map { .assign(place, $0) }
  }

  /// An assignment; in a model of CMurphi, what is undefined is copied from one variable to another.
  private func copy(
    _ value: Expression, from operand: Operand, to place: Place, at range: SourceRange
  ) -> Statement.Kind {
    let assignment = Statement.Kind.assign(place, value)
    guard copiesUndefined, types.isSimple(place.type), operand.access != .value, let source = operand.place,
      !value.mayCall, !isBound(source)
    else { return assignment }
    let isUndefined = Expression(.isUndefined(source), type: .boolean, range: operand.expression.range)
    return .branch(
      [Statement.Branch(condition: isUndefined, body: [Statement(.undefine(place), range: range)])],
      otherwise: [Statement(assignment, range: range)])
  }

  /// Whether it is a variable that always has a value.
  private func isBound(_ place: Place) -> Bool {
    guard place.path.isEmpty, case .local(let local) = place.root else { return false }
    return frame[local.index].role == .bound || parameters.contains { $0.local == local }
  }

  private mutating func lowerSelect(
    _ subject: ExpressionSyntax, _ cases: [StatementSyntax.Case], _ otherwise: [StatementSyntax]?
  ) -> Statement.Kind? {
    let operand = lower(subject)
    if let operand, !types.isSimple(operand.type) {
      report(.notSimple, "`switch` cannot compare \(types.describe(operand.type))", at: subject.range)
    }
    var lowered: [Statement.Case] = []
    var last = lower(otherwise ?? [])
    for (index, item) in cases.enumerated() {
      var values: [Expression] = []
      for syntax in item.values {
        guard let value = lower(syntax), let operand else { continue }
        guard types.areCompatible(operand.type, value.type) else {
          report(
            .typeMismatch,
            "\(types.describe(value.type)) cannot be compared with the subject, \(types.describe(operand.type))",
            at: syntax.range)
          continue
        }
        if let converted = convert(value, to: operand.type) { values.append(converted) }
      }
      let body = lower(item.body)
      if !item.values.isEmpty {
        lowered.append(Statement.Case(values: values, body: body))
      } else if index == cases.count - 1, otherwise == nil {
        last = body
      } else {
        report(
          .misplacedDefault, "a `case` without values must be the last one", at: item.range,
          help: "write `else`")
      }
    }
    guard let operand else { return nil }
    return .select(operand.expression, lowered, otherwise: last)
  }

  private mutating func lowerPut(_ value: ExpressionSyntax) -> Statement.Kind? {
    guard let operand = lower(value) else { return nil }
    if !types.isSimple(operand.type), operand.access == .value {
      report(
        .notSimple, "a computed \(types.describe(operand.type)) cannot be printed", at: value.range,
        help: "assign it to a variable first")
      return nil
    }
    return .put(.expression(operand.expression))
  }

  private mutating func lowerReturn(_ value: ExpressionSyntax?, at range: SourceRange) -> Statement.Kind? {
    var wanted: ValueType?
    if case .value(let type) = returns { wanted = types.valueType(of: type) }
    let operand = value.flatMap { lower($0, expecting: wanted) }
    switch returns {
    case .nothing:
      guard value != nil else { return .leave(nil) }
      report(.badReturn, "only a function can return a value", at: range)
      return nil
    case .value(let type):
      guard value != nil else {
        report(.badReturn, "a function must return a value", at: range)
        return nil
      }
      guard let operand else { return nil }
      let wanted = types.valueType(of: type)
      guard types.areCompatible(operand.type, wanted) else {
        report(
          .badReturn, "the function returns \(types.describe(wanted)), not \(types.describe(operand.type))",
          at: operand.expression.range)
        return nil
      }
      return convert(operand, to: wanted).map { .leave($0) }
    }
  }

  /// A property as a statement: its condition stands here, its name and kind in the list of properties.
  private mutating func lowerCheck(_ syntax: PropertySyntax) -> Statement.Kind? {
    let condition = lowerBoolean(syntax.condition, "a property")
    let kind: Property.Kind
    switch syntax.category {
    case .invariant, .assert: kind = .assertion
    case .assume: kind = .assumption
    case .cover: kind = .cover
    case .liveness, .leadsto, .step:
      report(
        .misplacedLiveness, "`\(syntax.category.rawValue)` cannot be a statement", at: syntax.range,
        help: "put it beside the rules")
      return nil
    }
    guard let condition else { return nil }
    let id = PropertyID(system.properties.count)
    system.properties.append(
      Property(
        name: propertyName(syntax), kind: kind, parameters: [], locals: [], condition: nil,
        range: syntax.range, need: need(of: syntax)))
    return .check(id, condition)
  }
}
