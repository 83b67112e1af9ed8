import Diagnostics
import ModelIR

/// Statements: what they change commutes with leaving out elements, or they are refused.
extension WitnessCount {
  /// `ifTrue` and `ifFalse` are the same: that the statements come to their end.
  func count(_ statements: [Statement]) throws(Refusal) -> Witnesses {
    var witnesses = Witnesses.none
    // A statement may be the last one that is executed; counting all of them is on the safe side.
    for statement in statements { witnesses = witnesses.then(try count(statement)).value }
    return witnesses
  }

  private func count(_ statement: Statement) throws(Refusal) -> Witnesses {
    let range = statement.range
    switch statement.kind {
    case .assign(let place, let value):
      try sorts.require(value.type, fits: place.type, at: range)
      return try count(place).then(try count(value)).value
    case .clear(let place):
      return try count(place).then(firstElement(in: place)).value
    case .undefine(let place):
      return try count(place).value
    case .branch(let branches, let otherwise):
      return try count(branches, otherwise: otherwise)
    case .select(let subject, let cases, let otherwise):
      return try count(subject, cases, otherwise: otherwise)
    case .loop(let binder, let body):
      return try count(binder, body, at: range)
    case .whileLoop(let test, let body):
      let inner = try condition(test).then(try count(body))
      guard inner.completed == 0 else {
        throw refusal("a `while` with a quantifier over elements in it", range)
      }
      return inner.value
    case .call(let call):
      return try count(call, at: range)
    case .leave(let value):
      guard let value else { return .none }
      if let result { try sorts.require(value.type, fits: .declared(result), at: value.range) }
      return try count(value).value
    case .put(.expression(let value)):
      return try count(value).value
    case .put(.text), .error:
      return .none
    case .check(let property, let test):
      return check(property, try condition(test))
    }
  }

  /// `clear` picks the first element, which must then be left in.
  private func firstElement(in place: Place) -> Witnesses {
    guard case .declared(let type) = place.type, sorts.hasElements(type) else { return .none }
    return Witnesses(completed: 1, failing: 0)
  }

  private func count(_ branches: [Statement.Branch], otherwise: [Statement]) throws(Refusal) -> Witnesses {
    var (before, completed, failing) = (0, 0, 0)
    for branch in branches {
      let test = try condition(branch.condition)
      let body = try count(branch.body)
      completed = max(completed, before + test.ifTrue + body.completed)
      failing = max(failing, before + test.ifFailing, before + test.ifTrue + body.ifFailing)
      before += test.ifFalse
    }
    let last = try count(otherwise)
    return Witnesses(
      completed: max(completed, before + last.completed), failing: max(failing, before + last.ifFailing))
  }

  private func count(
    _ subject: Expression, _ cases: [Statement.Case], otherwise: [Statement]
  ) throws(Refusal) -> Witnesses {
    var tests = try count(subject).value
    var bodies = try count(otherwise)
    for candidate in cases {
      for value in candidate.values {
        try sorts.require(value.type, fits: subject.type, at: value.range)
        tests = tests.then(try count(value)).value
      }
      bodies = bodies.or(try count(candidate.body))
    }
    return tests.then(bodies).value
  }

  private func count(_ binder: Binder, _ body: [Statement], at range: SourceRange) throws(Refusal)
    -> Witnesses
  {
    let inner = try count(body)
    switch try domain(binder, at: range) {
    case .elements:
      guard inner.completed == 0 else {
        throw refusal(
          "within what goes through the elements of `\(family.typeName)`, each needs another element", range)
      }
      guard let owner else { throw refusal("a loop outside of a body", range) }
      if let objection = locality.objection(to: body, binder.local, in: owner) {
        throw Refusal(objection.reason, at: objection.range)
      }
      // The iteration that fails.
      return Witnesses(completed: 0, failing: 1 + inner.ifFailing)
    case .values(let count, let bounds):
      guard inner.completed == 0 || count != nil else {
        throw refusal("a quantifier over elements within a loop that has no constant bounds", range)
      }
      return bounds.then(inner.times(count ?? 1)).value
    }
  }

  private func check(_ property: PropertyID, _ test: Witnesses) -> Witnesses {
    switch system[property].kind {
    // It makes no difference, but it must be evaluated to its end.
    case .cover: test.value
    // Where an assumption is false nothing happens; but in a function that a property calls, it makes that false.
    case .assumption, .assertion, .invariant, .liveness, .leadsTo:
      Witnesses(completed: test.ifTrue, failing: max(test.ifFalse, test.ifFailing))
    }
  }
}
