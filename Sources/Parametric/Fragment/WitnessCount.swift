import Diagnostics
import ModelIR

/// Counts the elements on which what is evaluated in one frame depends, or refuses what depends on unboundedly many.
///
/// Every construct is listed: what is not known to commute with leaving out elements is refused.
struct WitnessCount {
  let sorts: ElementSorts
  let functions: FunctionWitnesses
  let locality: ElementLocality
  /// Of the rule, function or property.
  let locals: [Local]
  /// Nil for properties, which have no statements.
  let owner: ElementLocality.Owner?
  let result: TypeID?
  /// What may be counted; nil where nothing may.
  let counted: CountedElements?

  var family: ScalarsetFamily { sorts.family }
  var system: TransitionSystem { family.system }

  func refusal(_ reason: String, _ range: SourceRange) -> Refusal { Refusal(reason, at: range) }

  // MARK: - Expressions

  func count(_ expression: Expression) throws(Refusal) -> Witnesses {
    let range = expression.range
    switch expression.kind {
    case .constant:
      guard !sorts.isAffected(expression.type) else {
        throw refusal("an element of `\(family.typeName)` is named", range)
      }
      return .none
    case .read(let place):
      return try count(place)
    case .isUndefined(let place):
      guard !sorts.isAffected(place.type) || sorts.isElement(place.type) else {
        throw refusal("`isundefined` of something with many elements", range)
      }
      return try count(place)
    case .unary(.not, let operand):
      let inner = try condition(operand)
      return Witnesses(ifTrue: inner.ifFalse, ifFalse: inner.ifTrue, ifFailing: inner.ifFailing)
    case .unary(.negate, let operand), .unary(.complement, let operand):
      try sorts.requirePlain(operand)
      return try count(operand).value
    case .binary(let operation, let left, let right):
      return try count(operation, left, right, at: range)
    case .sameContent(let left, let right):
      guard !sorts.isAffected(left.type), !sorts.isAffected(right.type) else {
        throw refusal("whole arrays over `\(family.typeName)` are compared", range)
      }
      return try count(left).then(try count(right)).value
    case .conditional(let test, let then, let otherwise):
      try sorts.require(then.type, fits: expression.type, at: then.range)
      try sorts.require(otherwise.type, fits: expression.type, at: otherwise.range)
      let test = try condition(test)
      return test.then(try count(then).or(try count(otherwise)))
    case .quantified(let quantifier, let binder, let body):
      return try count(quantifier, binder, body, at: range)
    case .narrowed(let operand, _, _) where sorts.isLooseElement(operand.type):
      // It is evaluated again and again in members of the family.
      guard locality.isPure(operand) else {
        throw refusal("an element that is named by what changes something", range)
      }
      // What is named must be left in.
      return try count(operand).then(Witnesses(completed: 1, failing: 1))
    case .widened(let operand, _) where sorts.isLooseElement(expression.type):
      return try count(operand).value
    case .isMember(let operand, _), .widened(let operand, _), .narrowed(let operand, _, _):
      guard !sorts.isAffected(operand.type), !sorts.isAffected(expression.type) else {
        throw refusal("elements of `\(family.typeName)` in a union", range)
      }
      return try count(operand).value
    case .call(let call) where counted?.contains(call) == true:
      // Whatever is left out is accounted for; it fails if it fails for one element.
      return Witnesses(completed: 0, failing: 1)
    case .call(let call) where system[call.function].fold?.binder.domain == .type(family.type):
      throw refusal(
        "a number of elements of `\(family.typeName)`, or a sum over them, that is not about the cells of each alone, can be "
          + "negative, or stands elsewhere than in a property", range)
    case .call(let call):
      if let result = system[call.function].result {
        try sorts.require(.declared(result), fits: expression.type, at: range)
      }
      return try count(call, at: range)
    }
  }

  /// Of a truth value.
  func condition(_ expression: Expression) throws(Refusal) -> Witnesses {
    try sorts.requirePlain(expression)
    return try count(expression)
  }

  private func count(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, at range: SourceRange
  ) throws(Refusal) -> Witnesses {
    switch operation {
    case .and:
      let (first, second) = (try condition(left), try condition(right))
      return Witnesses(
        ifTrue: first.ifTrue + second.ifTrue, ifFalse: max(first.ifFalse, first.ifTrue + second.ifFalse),
        ifFailing: max(first.ifFailing, first.ifTrue + second.ifFailing))
    case .or:
      let (first, second) = (try condition(left), try condition(right))
      return Witnesses(
        ifTrue: max(first.ifTrue, first.ifFalse + second.ifTrue), ifFalse: first.ifFalse + second.ifFalse,
        ifFailing: max(first.ifFailing, first.ifFalse + second.ifFailing))
    case .implies:
      let (first, second) = (try condition(left), try condition(right))
      return Witnesses(
        ifTrue: max(first.ifFalse, first.ifTrue + second.ifTrue), ifFalse: first.ifTrue + second.ifFalse,
        ifFailing: max(first.ifFailing, first.ifTrue + second.ifFailing))
    case .equal, .notEqual:
      try sorts.require(left.type, fits: right.type, at: range)
      let both = try count(left).then(try count(right)).value
      // Of two that were left out nobody knows whether they are equal: one of them must not be.
      let isOpen = sorts.isLooseElement(left.type) && !left.isWidened && !right.isWidened
      return isOpen ? both.then(Witnesses(completed: 1, failing: 1)).value : both
    case .add, .subtract, .multiply, .divide, .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight,
      .less, .lessOrEqual, .greater, .greaterOrEqual:
      try sorts.requirePlain(left)
      try sorts.requirePlain(right)
      return try count(left).then(try count(right)).value
    }
  }

  /// What goes through elements must not need a witness for each that does not decide.
  private func count(
    _ quantifier: Quantifier, _ binder: Binder, _ body: Expression, at range: SourceRange
  ) throws(Refusal) -> Witnesses {
    let inner = try condition(body)
    let (each, deciding) =
      switch quantifier {
      case .forall: (inner.ifTrue, inner.ifFalse)
      case .exists: (inner.ifFalse, inner.ifTrue)
      }
    let before: Witnesses
    let (whole, decided, failing): (Int, Int, Int)
    switch try domain(binder, at: range) {
    case .elements:
      guard locality.isPure(body) else {
        throw refusal(
          "what goes through the elements of `\(family.typeName)` calls what changes something", range)
      }
      guard each == 0 else {
        throw refusal(
          "within what goes through the elements of `\(family.typeName)`, each needs another element", range)
      }
      (before, whole, decided, failing) = (.none, 0, 1 + deciding, 1 + inner.ifFailing)
    case .values(let count, let bounds):
      guard each == 0 || count != nil else {
        throw refusal("a quantifier over elements within one that has no constant bounds", range)
      }
      let most = min(count ?? 0, Witnesses.most)
      (before, whole) = (bounds, most * each)
      (decided, failing) = (max(0, most - 1) * each + deciding, max(0, most - 1) * each + inner.ifFailing)
    }
    return before.then(
      quantifier == .forall
        ? Witnesses(ifTrue: whole, ifFalse: decided, ifFailing: failing)
        : Witnesses(ifTrue: decided, ifFalse: whole, ifFailing: failing))
  }

  /// What a bound variable goes through.
  enum Iterated {
    /// All elements of the scalarset.
    case elements
    /// So many values, or nobody knows how many, once the bounds are evaluated.
    case values(Int?, bounds: Witnesses)
  }

  func domain(_ binder: Binder, at range: SourceRange) throws(Refusal) -> Iterated {
    let local = locals[binder.local.index].type
    switch binder.domain {
    case .type(let type):
      try sorts.require(.declared(type), fits: local, at: range)
      if type == family.type { return .elements }
      guard !sorts.isAffected(type), let domain = system.domain(of: type) else {
        throw refusal("a union with `\(family.typeName)` is gone through", range)
      }
      let (distance, overflow) = domain.upperBound.subtractingReportingOverflow(domain.lowerBound)
      return .values(overflow || distance >= Value(Witnesses.most) ? nil : Int(distance) + 1, bounds: .none)
    case .interval(let from, let to, let by):
      guard !sorts.isAffected(local) else {
        throw refusal("elements of `\(family.typeName)` are counted through", range)
      }
      var bounds = Witnesses.none
      for bound in [from, to, by].compactMap({ $0 }) {
        try sorts.requirePlain(bound)
        bounds = bounds.then(try count(bound)).value
      }
      guard case .constant(let first) = from.kind, case .constant(let last) = to.kind,
        abs(first) < 1 << 60, abs(last) < 1 << 60, abs(last - first) < Value(Witnesses.most)
      else { return .values(nil, bounds: bounds) }
      return .values(Int(abs(last - first)) + 1, bounds: bounds)
    }
  }

  // MARK: - Places and calls

  func count(_ place: Place) throws(Refusal) -> Witnesses {
    var witnesses = Witnesses.none
    switch place.root {
    case .state, .local: break
    case .value(let expression):
      guard !sorts.loose.isLoose(expression.type) else {
        throw refusal("a part of something that has elements of `\(family.typeName)` in it", place.range)
      }
      witnesses = try count(expression).value
    }
    for step in place.path {
      switch step {
      case .field: break
      case .element(let index, let array):
        guard case .array(let indexType, _) = system[array].shape else {
          throw refusal("an element of something that is no array", place.range)
        }
        try sorts.require(index.type, fits: .declared(indexType), at: index.range)
        witnesses = witnesses.then(try count(index)).value
      }
    }
    return witnesses
  }

  func count(_ call: Call, at range: SourceRange) throws(Refusal) -> Witnesses {
    var witnesses = Witnesses.none
    for (argument, parameter) in zip(call.arguments, system[call.function].locals) {
      switch argument {
      case .value(let expression):
        try sorts.require(expression.type, fits: parameter.type, at: expression.range)
        // What is undefined may be handed over; in members of the family asking for the element that is named would fail.
        if case .narrowed(let operand, _, _) = expression.kind, sorts.isLooseElement(operand.type) {
          throw refusal("the element that another one names, if it does, is handed over", expression.range)
        }
        witnesses = witnesses.then(try count(expression)).value
      case .reference(let place):
        try sorts.require(place.type, fits: parameter.type, at: place.range)
        witnesses = witnesses.then(try count(place)).value
      }
    }
    return witnesses.then(try functions.witnesses(of: call.function, sorts, locality, at: range)).value
  }
}

extension Expression {
  fileprivate var isWidened: Bool { if case .widened = kind { true } else { false } }
}
