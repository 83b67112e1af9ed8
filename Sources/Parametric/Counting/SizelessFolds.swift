import ModelIR

/// `count` and `sum` over the elements of a scalarset, with results that fit every size.
///
/// The front end gives them the type of what they can be at the size at hand.
struct SizelessFolds: Hashable, Sendable {
  /// All that go over elements, or call one that does, and the types of their results.
  private(set) var results: [FunctionID: TypeID] = [:]

  /// Gives the system such results; throws where they are kept in what has the type of the size at hand.
  static func widening(_ system: inout TransitionSystem, over type: TypeID, called name: String)
    throws(Refusal)
    -> SizelessFolds
  {
    let direct = system.functions.indices.map { index in
      system.functions[index].fold?.binder.domain == .type(type) ? Set([FunctionID(index)]) : []
    }
    let called = CallGraph(system).closed(direct)
    let sized = system.functions.indices.filter {
      system.functions[$0].fold != nil && !called[$0].union(direct[$0]).isEmpty
    }
    var folds = SizelessFolds()
    guard !sized.isEmpty else { return folds }
    try requireNoCopies(of: sized.map(FunctionID.init), in: system, called: name)
    for index in sized { try folds.widen(FunctionID(index), in: &system, over: type, called: name) }
    system = system.rewritten(by: folds.rewriting)
    return folds
  }

  /// A condition that was read for the size at hand.
  func retyped(_ condition: Expression) -> Expression { results.isEmpty ? condition : rewriting(condition) }

  private var rewriting: Rewriting {
    Rewriting.replacing(whole: { [results] expression in
      guard case .call(let call) = expression.kind, let wide = results[call.function] else {
        return expression
      }
      return Expression(expression.kind, type: .declared(wide), range: expression.range)
    })
  }

  /// The loop that the front end makes of a fold, with a result of a type that has room.
  private mutating func widen(
    _ id: FunctionID, in system: inout TransitionSystem, over type: TypeID, called name: String
  ) throws(Refusal) {
    var function = system[id]
    guard let fold = function.fold, let result = function.result,
      case .integers(let low, let high) = system[result].shape
    else { return }
    switch fold.kind {
    case .count, .sum: break
    case .least, .greatest:
      // Of values that are between the same bounds at every size it is, too.
      guard fold.binder.domain != .type(type) else { return }
      throw Refusal("`\(fold.kind.rawValue)` of what counts elements of `\(name)`", at: function.range)
    }
    let wide = TypeID(system.types.count)
    let bounds: (low: Value, high: Value) =
      fold.kind == .count
      ? (0, CountedElements.most)
      : (low < 0 ? Value(Int64.min) : 0, Value(high > Value(Int64.max) ? UInt64.max : UInt64(Int64.max)))
    system.types.append(
      TypeDefinition(
        name: nil, shape: .integers(low: bounds.low, high: bounds.high), range: function.range))
    let last = function.locals.count - 1
    let range = function.range
    let total = Place(root: .local(LocalID(last)), type: .declared(wide), range: range)
    function.locals[last].type = .declared(wide)
    function.result = wide
    function.body = fold.body(
      into: total, from: 0, doing: [fold.addition(to: total, at: range)], at: range)
    system.functions[id.index] = function
    results[id] = wide
  }

  /// What a result is kept in has a type that fits it at the size at hand.
  private static func requireNoCopies(
    of folds: [FunctionID], in system: TransitionSystem, called name: String
  ) throws(Refusal) {
    let types = Set(folds.compactMap { system[$0].result }.map(ValueType.declared))
    func require(_ locals: [Local], _ body: [Statement]) throws(Refusal) {
      var calls = false
      BodyWalk(call: { if folds.contains($0.function) { calls = true } }).visit(body)
      guard calls, locals.contains(where: { types.contains($0.type) }) else { return }
      throw Refusal(
        "a count of elements of `\(name)` is kept in what has room for the size at hand",
        at: body.first?.range)
    }
    for rule in system.rules + system.startStates { try require(rule.locals, rule.body) }
    for (index, function) in system.functions.enumerated() where !folds.contains(FunctionID(index)) {
      try require(function.locals, function.body)
    }
  }
}
