package import Checking
import Diagnostics
package import ModelIR

/// Members of a family that know what was left out of what is counted.
///
/// To each count belongs a further variable, how much the elements are worth that were left out: no step changes it. With nothing left out
/// it is 0, and so is a member with these variables what the model is.
extension Fragment {
  /// What counts elements in properties, in the order of the variables that belong to it: the last ones of a member, before the last.
  package var counts: [Function] { counted.folds.map { family.system[$0] } }

  /// The system with this many elements.
  package func member(_ size: Int) -> TransitionSystem {
    var member = loosening.member(family.member(size), size: size)
    guard !counted.folds.isEmpty else { return member }
    member.types += further.types
    member.variables += further.variables
    for index in member.startStates.indices {
      member.startStates[index].body = further.beginning + member.startStates[index].body
    }
    for index in member.rules.indices {
      member.rules[index].body = [further.firing] + member.rules[index].body
    }
    for index in member.properties.indices {
      member.properties[index].condition = member.properties[index].condition.map(completed)
    }
    return member
  }

  /// A condition for the system with this many elements.
  package func member(_ property: Property, _ size: Int) -> Property {
    var member = family.member(property, size)
    member.condition = member.condition.map { completed(loosening.memberCondition($0, size: size)) }
    return member
  }

  /// A certificate's conditions for the system with this many elements, and that counts begin with nothing.
  package func member(_ certificate: Certificate, _ size: Int) -> Certificate {
    var member = certificate
    member.invariants = (certificate.invariants + beginnings.map(\.property)).map { self.member($0, size) }
    return member
  }

  /// Of each count: what start states leave is worth nothing, whichever elements are left out.
  package var beginnings: [(count: FunctionID, property: Property)] {
    guard !counted.folds.isEmpty else { return [] }
    let hasFired = Expression(reading: further.hasFired)
    return counted.folds.compactMap { id in
      let function = family.system[id]
      guard let fold = function.fold else { return nil }
      let range = function.range
      let isNothing =
        fold.kind == .count
        ? Expression(.unary(.not, fold.element), type: .boolean, range: range)
        : Expression(
          .binary(.equal, fold.element, Expression(.constant(0), type: .integer, range: range)),
          type: .boolean, range: range)
      let all = Expression(.quantified(.forall, fold.binder, isNothing), type: .boolean, range: range)
      let property = Property(
        name: "count \(id.index) begins with nothing", kind: .invariant, parameters: parameters(of: function),
        locals: function.locals,
        condition: Expression(.binary(.or, hasFired, all), type: .boolean, range: range), range: range)
      return (id, property)
    }
  }

  /// What a count names from outside, with all its values.
  package func parameters(of count: Function) -> [Parameter] {
    CountedElements.parameterTypes(of: count).enumerated().compactMap { index, type in
      family.system.domain(of: type).map { domain in
        Parameter(
          local: LocalID(index), name: count.locals[index].name, type: .declared(type),
          first: domain.lowerBound, last: domain.upperBound, step: 1)
      }
    }
  }

  /// In the place of each count: it, and what was left out of it.
  private func completed(_ condition: Expression) -> Expression {
    guard !counted.folds.isEmpty else { return condition }
    let rewriting = Rewriting.replacing(whole: { [counted, further] expression in
      guard case .call(let call) = expression.kind, counted.contains(call),
        let place = further.leftOut(of: call)
      else { return expression }
      return Expression(
        .binary(.add, Expression(reading: place), expression), type: .integer, range: expression.range)
    })
    return rewriting(condition)
  }
}
