import Diagnostics
import ModelIR

/// Records and arrays written out as values.
///
/// Each becomes a function of the locals that it names: it assigns one part after the other to a variable of its own, which it
/// returns. So nothing that a part reads has been written yet, and what fails does so as in these assignments.
extension Lowering {
  /// A value where the place says of which type it is.
  mutating func lower(_ syntax: ExpressionSyntax, expecting type: ValueType?) -> Operand? {
    switch syntax.kind {
    case .literal(let literal): lowerLiteral(literal, expecting: type, at: syntax.range)
    case .conditional(let condition, let first, let second):
      lowerConditional(condition, first, second, expecting: type, at: syntax.range)
    case .number, .designator, .call, .unary, .chain, .quantified, .folded, .countElements, .isMember,
      .isUndefined, .primed, .missing:
      lower(syntax)
    }
  }

  mutating func lowerLiteral(
    _ syntax: LiteralSyntax, expecting wanted: ValueType?, at range: SourceRange
  ) -> Operand? {
    let errors = diagnostics.count { $0.severity == .error }
    let mark = frame.count
    // What is evaluated for a part is a local of the literal's function, not of the text around it.
    defer { frame.removeLast(frame.count - mark) }
    var base: Operand?
    var type = wanted
    if let name = syntax.type {
      guard let named = lower(TypeSyntax(kind: .named(name.text), range: name.range)) else { return nil }
      type = types.valueType(of: named)
    }
    if case .change(let value, _) = syntax.content {
      base = lower(value, expecting: type)
      guard let base else { return nil }
      if syntax.type == nil { type = base.type }
    }
    guard let type = literalType(type, at: range) else { return nil }
    let result = Place(
      root: .local(addLocal("result", .declared(type), .variable)), type: .declared(type), range: range)
    let form: Function.Literal
    var body: [Statement]
    switch syntax.content {
    case .parts(let parts):
      (form, body) = (.parts, lowerParts(parts, of: type, into: result, at: range))
    case .each(let quantifier, let value):
      (form, body) = (.each, lowerEach(quantifier, value, of: type, into: result, at: range))
    case .change(_, let changes):
      (form, body) = (.change, lowerChanges(changes, of: base, into: result))
    }
    guard diagnostics.count(where: { $0.severity == .error }) == errors,
      checkLiteral(body, outside: mark, at: range)
    else { return nil }
    body.append(Statement(.leave(Expression(reading: result)), range: range))
    let (function, arguments) = lift(body, form, result: type, above: mark, at: range)
    let call = Call(function: functionID(ofLiteral: function), arguments: arguments)
    return Operand(Expression(.call(call), type: .declared(type), range: range))
  }

  // MARK: - Types

  /// The record or array that is written, or nil after reporting why there is none.
  private mutating func literalType(_ type: ValueType?, at range: SourceRange) -> TypeID? {
    guard let type else {
      report(
        .unknownLiteralType, "nothing here says of which type this value is", at: range,
        help: "write the type's name before the brace: `T{...}`")
      return nil
    }
    guard case .declared(let id) = type, !types.isSimple(type) else {
      report(
        .typeMismatch, "a value in braces is a record or an array, not \(types.describe(type))", at: range)
      return nil
    }
    guard !types.containsMultiset(type) else {
      report(
        .unsupportedConstruct, "\(types.describe(type)) cannot be written out: there is a multiset in it",
        at: range,
        help: "add elements by `MultiSetAdd`")
      return nil
    }
    return checkLocalSize(id, at: range) ? id : nil
  }

  // MARK: - Parts

  private mutating func lowerParts(
    _ parts: [LiteralSyntax.Part], of type: TypeID, into result: Place, at range: SourceRange
  ) -> [Statement] {
    switch types[type].shape {
    case .record(let fields): lowerFields(parts, fields, of: type, into: result, at: range)
    case .array(let index, let element):
      lowerElements(parts, index: index, element: element, of: type, into: result, at: range)
    case .boolean, .integers, .enumeration, .scalarset, .union: []
    }
  }

  private mutating func lowerFields(
    _ parts: [LiteralSyntax.Part], _ fields: [Field], of type: TypeID, into result: Place,
    at range: SourceRange
  ) -> [Statement] {
    var given: [Int: SourceRange] = [:]
    var body: [Statement] = []
    for part in parts {
      guard let name = part.name else {
        report(
          .unexpectedToken, "the parts of a record have names", at: part.value.range,
          help: fields.first.map { "write `\($0.name): value`" })
        return []
      }
      guard let place = place(of: .field(name), in: result, at: name.range),
        case .field(let field, _)? = place.path.last
      else { continue }
      if let previous = given.updateValue(name.range, forKey: field) {
        report(
          .duplicateField, "`\(name.text)` has a value already", at: name.range,
          labels: [Label(previous, "first given here")])
        continue
      }
      if let statement = lowerPart(part.value, into: place) { body.append(statement) }
    }
    let missing = fields.indices.filter { given[$0] == nil }.map { "`\(fields[$0].name)`" }
    guard missing.isEmpty else {
      let names = missing.prefix(4).joined(separator: ", ") + (missing.count > 4 ? ", ..." : "")
      report(
        .incompleteLiteral, "\(types.describe(.declared(type))) has \(names) as well", at: range,
        help: "give every field a value, or name what the others are taken from: `{value with name: other}`")
      return []
    }
    return body
  }

  private mutating func lowerElements(
    _ parts: [LiteralSyntax.Part], index: TypeID, element: TypeID, of type: TypeID, into result: Place,
    at range: SourceRange
  ) -> [Statement] {
    let indexType = types.valueType(of: index)
    if let name = parts.lazy.compactMap(\.name).first {
      report(
        .notIndexable, "\(types.describe(.declared(type))) has no fields", at: name.range,
        help: "write its elements in their order, or `{for i: T do value end}`")
      return []
    }
    switch types[index].shape {
    case .boolean, .integers, .enumeration: break
    case .scalarset, .union, .array, .record:
      report(
        .incompleteLiteral, "what indexes \(types.describe(.declared(type))) has no order", at: range,
        help: "write `{for i: T do value end}`")
      return []
    }
    guard let domain = types.domain(of: index) else { return [] }
    let count = domain.upperBound - domain.lowerBound + 1
    guard Value(parts.count) == count else {
      report(
        .incompleteLiteral, "\(types.describe(.declared(type))) has \(count) elements, not \(parts.count)",
        at: range,
        help: "give each of them a value, or write `{for i: T do value end}` or `{value with [i]: other}`")
      return []
    }
    return parts.enumerated().compactMap { position, part in
      var place = result
      let key = constant(domain.lowerBound + Value(position), indexType, at: part.value.range).expression
      place.path.append(.element(key, array: type))
      place.type = types.valueType(of: element)
      place.range = part.value.range
      return lowerPart(part.value, into: place)
    }
  }

  private mutating func lowerEach(
    _ quantifier: QuantifierSyntax, _ value: ExpressionSyntax, of type: TypeID, into result: Place,
    at range: SourceRange
  ) -> [Statement] {
    guard case .array(let index, _) = types[type].shape, let all = types.domain(of: index) else {
      report(
        .notIndexable, "\(types.describe(.declared(type))) has no elements", at: quantifier.range,
        help: "write `{name: value, ...}`")
      return []
    }
    scopes.open()
    defer { scopes.close() }
    guard let binder = lowerBinder(quantifier) else { return [] }
    let bound = frame[binder.local.index]
    let wanted = types.valueType(of: index)
    guard case .type(let gone) = binder.domain, types.areCompatible(bound.type, wanted),
      types.domain(of: gone) == all
    else {
      report(
        .incompleteLiteral, "this does not go through all of \(types.describe(wanted))", at: quantifier.range,
        help: "go through the type that indexes the array: `for \(quantifier.name.text): T`")
      return []
    }
    let key = ExpressionSyntax(
      kind: .designator(quantifier.name, []), range: quantifier.name.range, height: 1)
    guard let place = place(of: .index(key), in: result, at: value.range),
      let statement = lowerPart(value, into: place)
    else { return [] }
    return [Statement(.loop(binder, [statement]), range: quantifier.range)]
  }

  private mutating func lowerChanges(
    _ changes: [LiteralSyntax.Change], of base: Operand?, into result: Place
  ) -> [Statement] {
    guard let base, let first = assignment(of: base, to: result, at: base.expression.range) else { return [] }
    var body = [Statement(first, range: base.expression.range)]
    for change in changes {
      var place: Place? = result
      for step in change.path { place = place.flatMap { self.place(of: step, in: $0, at: change.range) } }
      if let place, let statement = lowerPart(change.value, into: place) { body.append(statement) }
    }
    return body
  }

  private mutating func place(of step: ExpressionSyntax.Step, in place: Place, at range: SourceRange)
    -> Place?
  {
    var part = apply(step, to: read(place, .writable), range)?.place
    part?.range = range
    return part
  }

  private mutating func lowerPart(_ value: ExpressionSyntax, into place: Place) -> Statement? {
    if isUndefined(value) { return Statement(.undefine(place), range: value.range) }
    guard let operand = lower(value, expecting: place.type),
      let kind = assignment(of: operand, to: place, at: value.range)
    else { return nil }
    return Statement(kind, range: value.range)
  }

  // MARK: - Functions

  /// What stands in a value is evaluated to be looked at, and a function that is not complete cannot be called from another one.
  private mutating func checkLiteral(_ body: [Statement], outside mark: Int, at range: SourceRange) -> Bool {
    var collector = EffectCollector(functions: effects)
    collector.visit(body)
    if collector.writesState || collector.writtenLocals.contains(where: { $0.index < mark }) {
      report(
        .impureCondition, "what is in a record or array must not change variables",
        at: collector.firstWriter ?? range, help: "keep what the call returns in a variable first")
      return false
    }
    var callsItself = false
    BodyWalk(call: { [openFunction] in if $0.function == openFunction { callsItself = true } }).visit(body)
    guard callsItself else { return true }
    report(
      .unsupportedConstruct, "a function cannot call itself in a record or array", at: range,
      help: "keep what the call returns in a variable first")
    return false
  }

  /// The body in a frame of its own: what it names from outside comes first, as parameters.
  private func lift(
    _ body: [Statement], _ form: Function.Literal, result: TypeID, above mark: Int, at range: SourceRange
  ) -> (function: Function, arguments: [Call.Argument]) {
    var named: Set<LocalID> = []
    BodyWalk(place: { if case .local(let local) = $0.root { named.insert(local) } }).visit(body)
    let outer = named.filter { $0.index < mark }.sorted { $0.index < $1.index }
    let (parameters, arguments) = self.parameters(for: outer, at: range)
    var moved: [LocalID: LocalID] = [:]
    for (number, local) in (outer + (mark..<frame.count).map(LocalID.init)).enumerated() {
      moved[local] = LocalID(number)
    }
    var function = Function(
      name: "literal", locals: parameters + frame[mark...], parameterCount: parameters.count, result: result,
      body: Rewriting.moving(moved)(body), range: range, anchor: nil)
    function.literal = form
    return (function, arguments)
  }

  /// In properties, the same value of the same locals is the same function: a certificate that speaks of it adds nothing to the model.
  ///
  /// Elsewhere each is a function of its own, so that what fails is found where it stands.
  private mutating func functionID(ofLiteral function: Function) -> FunctionID {
    if isInProperty, let known = system.functions.firstIndex(where: { $0.isSameLiteral(as: function) }) {
      return FunctionID(known)
    }
    system.functions.append(function)
    effects.append(Effects())
    return FunctionID(system.functions.count - 1)
  }
}

extension ExpressionSyntax {
  /// Whether only its surroundings say of which type it is.
  var needsType: Bool {
    if case .literal(let literal) = kind { literal.type == nil } else { false }
  }
}

extension Function {
  /// Whether both make the same value, whatever their locals are called and wherever they are written.
  fileprivate func isSameLiteral(as other: Function) -> Bool {
    guard let literal, literal == other.literal, result == other.result else { return false }
    return parameterCount == other.parameterCount
      && locals.map(\.type) == other.locals.map(\.type) && locals.map(\.role) == other.locals.map(\.role)
      && body.bare == other.body.bare
  }
}
