import Diagnostics
import ModelIR

/// Values on their way into or out of a union.
extension Lowering {
  /// The operand as a value of a compatible type; only unions need any work.
  mutating func convert(_ operand: Operand, to target: ValueType) -> Expression? {
    let source = operand.type
    let isFromUnion = types.union(source) != nil
    let isToUnion = types.union(target) != nil
    guard isFromUnion || isToUnion, !types.areSame(source, target) else { return operand.expression }
    switch (isFromUnion, isToUnion) {
    case (false, true): return widen(operand.expression, to: target)
    case (true, false): return narrow(operand.expression, to: target)
    case (true, true): return rewrap(operand.expression, to: target)
    case (false, false): return operand.expression
    }
  }

  /// The stretch of a union's values that belongs to one alternative.
  func ownedInterval(of index: Int, in union: ValueType) -> ClosedRange<Value>? {
    guard let (alternatives, offsets) = types.union(union), let domain = types.domain(of: alternatives[index])
    else { return nil }
    return offsets[index]...(offsets[index] + domain.upperBound - domain.lowerBound)
  }

  /// The alternatives that hold values of a type: the identical one if there is one.
  private mutating func matches(_ type: ValueType, in union: ValueType) -> [Int] {
    guard let (alternatives, _) = types.union(union) else { return [] }
    if case .declared(let id) = type, let exact = alternatives.firstIndex(of: id) { return [exact] }
    return alternatives.indices.filter { types.areCompatible(type, types.valueType(of: alternatives[$0])) }
  }

  /// A number may lie in several ranges of the union, or in none: then it becomes -1, which no union holds.
  private mutating func widen(_ value: Expression, to union: ValueType) -> Expression? {
    guard let (alternatives, offsets) = types.union(union) else { return nil }
    let indices = matches(value.type, in: union)
    guard let first = indices.first else { return nil }
    func widened(_ index: Int) -> Expression? {
      guard let domain = types.domain(of: alternatives[index]) else { return nil }
      return Expression(
        .widened(value, offset: offsets[index] - domain.lowerBound), type: union, range: value.range)
    }
    guard types.isNumber(value.type), value.type != .declared(alternatives[first]) else {
      return widened(first)
    }
    guard checkRepeatable(value) else { return nil }
    var result = Expression(.constant(-1), type: union, range: value.range)
    for index in indices.reversed() {
      guard let domain = types.domain(of: alternatives[index]), let inside = widened(index) else {
        return nil
      }
      let test = isWithin(value, domain)
      result = Expression(
        .conditional(test, then: inside, otherwise: result), type: union, range: value.range)
    }
    return result
  }

  private func isWithin(_ value: Expression, _ domain: ClosedRange<Value>) -> Expression {
    let range = value.range
    let low = Expression(.constant(domain.lowerBound), type: .integer, range: range)
    let high = Expression(.constant(domain.upperBound), type: .integer, range: range)
    return Expression(
      .binary(
        .and, Expression(.binary(.lessOrEqual, low, value), type: .boolean, range: range),
        Expression(.binary(.lessOrEqual, value, high), type: .boolean, range: range)),
      type: .boolean, range: range)
  }

  private mutating func narrow(_ value: Expression, to type: ValueType) -> Expression? {
    guard let (alternatives, _) = types.union(value.type) else { return nil }
    let indices = matches(type, in: value.type)
    guard indices.count < 2 || checkRepeatable(value) else { return nil }
    var result: Expression?
    for index in indices.reversed() {
      guard let interval = ownedInterval(of: index, in: value.type),
        let domain = types.domain(of: alternatives[index])
      else { return nil }
      let inside = Expression(
        .narrowed(value, interval: interval, low: domain.lowerBound),
        type: indices.count > 1 ? type : types.valueType(of: alternatives[index]), range: value.range)
      result = choose(value, interval, inside, otherwise: result)
    }
    return result
  }

  /// A value of one union as a value of another that shares alternatives with it.
  private mutating func rewrap(_ value: Expression, to union: ValueType) -> Expression? {
    guard let (alternatives, _) = types.union(value.type), checkRepeatable(value) else { return nil }
    var result: Expression?
    for index in alternatives.indices.reversed() {
      let type = types.valueType(of: alternatives[index])
      guard !matches(type, in: union).isEmpty, let interval = ownedInterval(of: index, in: value.type),
        let domain = types.domain(of: alternatives[index])
      else { continue }
      let inside = Expression(
        .narrowed(value, interval: interval, low: domain.lowerBound), type: type, range: value.range)
      guard let wrapped = widen(inside, to: union) else { return nil }
      result = choose(value, interval, wrapped, otherwise: result)
    }
    return result
  }

  /// The last choice is not guarded: if its alternative is wrong too, narrowing fails as it should.
  private func choose(
    _ value: Expression, _ interval: ClosedRange<Value>, _ inside: Expression, otherwise: Expression?
  ) -> Expression {
    guard let otherwise else { return inside }
    let test = Expression(.isMember(value, interval: interval), type: .boolean, range: value.range)
    return Expression(
      .conditional(test, then: inside, otherwise: otherwise), type: inside.type, range: value.range)
  }

  /// Conversions may evaluate their operand more than once, so it must not contain a call.
  private mutating func checkRepeatable(_ value: Expression) -> Bool {
    var collector = EffectCollector(functions: effects)
    collector.visit(value)
    guard collector.hasCall else { return true }
    report(
      .mixedUnionValue, "this call's result cannot be converted to or from a union", at: value.range,
      help: "assign it to a variable first")
    return false
  }
}
