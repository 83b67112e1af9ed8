import Diagnostics
import ModelIR

/// Names with fields and indices, calls, and what may be written.
extension Lowering {
  mutating func lowerDesignator(
    _ name: Name, _ steps: [ExpressionSyntax.Step], at range: SourceRange
  ) -> Operand? {
    let meaning = resolve(name, as: "a value", help: helpAsValue(name)) {
      switch $0 {
      case .constant, .variable, .local, .alias, .broken: true
      case .type, .element, .function: false
      }
    }
    // The indices are looked at even if the name is not known, for the mistakes in them.
    guard let meaning, var operand = operand(for: meaning, at: steps.isEmpty ? range : name.range) else {
      for case .index(let index) in steps { _ = lower(index) }
      return nil
    }
    for step in steps {
      guard let next = apply(step, to: operand, range) else { return nil }
      operand = next
    }
    guard !steps.isEmpty, var place = operand.place else { return operand }
    // With the bracket behind the last index.
    place.range = range
    return read(place, operand.access)
  }

  private mutating func operand(for meaning: Symbol.Meaning, at range: SourceRange) -> Operand? {
    switch meaning {
    case .constant(let value, let type):
      return constant(value, type, at: range)
    case .variable(let id, let type) where stepSide == .before:
      return read(
        Place(root: .local(copy(of: id)), type: types.valueType(of: type), range: range), .readOnly)
    case .variable(let id, let type):
      return read(Place(root: .state(id), type: types.valueType(of: type), range: range), .writable)
    case .local(let id, let type, let isReadOnly):
      return read(Place(root: .local(id), type: type, range: range), isReadOnly ? .readOnly : .writable)
    case .alias(var operand):
      if stepSide == .before { operand.expression = before(operand.expression) }
      operand.expression.range = range
      if var place = operand.place {
        place.range = range
        operand.expression.kind = .read(place)
      }
      return operand
    case .type, .element, .function, .broken:
      return nil
    }
  }

  func read(_ place: Place, _ access: Operand.Access) -> Operand {
    Operand(Expression(reading: place), access: access)
  }

  mutating func apply(
    _ step: ExpressionSyntax.Step, to operand: Operand, _ range: SourceRange
  ) -> Operand? {
    var place =
      operand.place
      ?? Place(root: .value(operand.expression), type: operand.type, range: operand.expression.range)
    switch step {
    case .field(let name):
      guard case .declared(let record) = operand.type, case .record(let fields) = types[record].shape else {
        report(
          .notIndexable, "\(types.describe(operand.type)) has no fields", at: name.range,
          labels: [Label(operand.expression.range, "this is \(types.describe(operand.type))")])
        return nil
      }
      guard let index = fields.firstIndex(where: { $0.name == name.text }) else {
        report(
          .unknownField, "\(types.describe(operand.type)) has no field `\(name.text)`", at: name.range,
          help: Suggestion.question(for: name.text, among: fields.map(\.name)))
        return nil
      }
      names.use(name.range, of: fieldPlaces[types[record].range]?[name.text])
      place.path.append(.field(index, record: record))
      place.type = types.valueType(of: fields[index].type)
      place.range = place.range.union(name.range)
    case .index(let syntax):
      if types.isMultiset(operand.type) { return element(of: place, operand.access, syntax, range) }
      let index = lower(syntax)
      guard case .declared(let array) = operand.type,
        case .array(let indexType, let element) = types[array].shape
      else {
        report(
          .notIndexable, "\(types.describe(operand.type)) has no elements", at: syntax.range,
          labels: [Label(operand.expression.range, "this is \(types.describe(operand.type))")])
        return nil
      }
      guard let index else { return nil }
      let wanted = types.valueType(of: indexType)
      guard types.areCompatible(index.type, wanted) else {
        report(
          .typeMismatch,
          "the array is indexed by \(types.describe(wanted)), not \(types.describe(index.type))",
          at: syntax.range)
        return nil
      }
      guard let converted = convert(index, to: wanted) else { return nil }
      place.path.append(.element(converted, array: array))
      place.type = types.valueType(of: element)
      place.range = place.range.union(syntax.range)
    }
    place.range = place.range.file == range.file ? place.range : range
    return read(place, operand.access)
  }

  /// A place that may be written, or nil after reporting why not.
  mutating func lowerTarget(_ syntax: ExpressionSyntax, _ what: String) -> Place? {
    guard let operand = lower(syntax) else { return nil }
    return target(of: operand, what)
  }

  mutating func target(of operand: Operand, _ what: String) -> Place? {
    if let place = operand.place, operand.access == .writable { return place }
    let isParameter = operand.access == .readOnly
    report(
      .notAssignable, "\(isParameter ? "a parameter without `var`" : "a value") cannot be \(what)",
      at: operand.expression.range,
      help: isParameter ? "declare the parameter with `var`, or copy it to a local variable" : nil)
    return nil
  }

  // MARK: Calls

  mutating func lowerCall(_ name: Name, _ syntax: [ExpressionSyntax], at range: SourceRange) -> Call? {
    let meaning = resolve(name, as: "a function") {
      if case .function = $0 { true } else { false }
    }
    var wanted: [ValueType] = []
    if case .function(let id)? = meaning {
      wanted = system[id].locals.prefix(system[id].parameterCount).map(\.type)
    }
    let operands = syntax.enumerated().map { position, argument in
      isUndefined(argument)
        ? nil : lower(argument, expecting: position < wanted.count ? wanted[position] : nil)
    }
    guard case .function(let id)? = meaning else { return nil }
    let parameters = Array(system[id].locals.prefix(system[id].parameterCount))
    guard operands.count == parameters.count else {
      report(
        .wrongArgumentCount,
        "`\(name.text)` takes \(parameters.count.counted("argument")), not \(operands.count)", at: range,
        labels: [Label(system[id].range, "declared here")])
      return nil
    }
    var arguments: [Call.Argument] = []
    for (index, (parameter, syntax)) in zip(parameters, syntax).enumerated() {
      guard var operand = operands[index] ?? undefined(syntax, parameter) else { continue }
      let isWritten = effects[id.index].writtenParameters.contains(LocalID(index))
      // The states before and after are looked at as any variable is.
      if stepSide == .before, !isWritten, operand.access == .readOnly || syntax.isPrimed {
        operand.access = .writable
      }
      guard let argument = lowerArgument(operand, parameter) else { continue }
      arguments.append(argument)
    }
    guard arguments.count == parameters.count else { return nil }
    let call = Call(function: id, arguments: arguments)
    return stepSide == .before ? before(call, at: range) : call
  }

  /// CMurphi's word for no value; elsewhere it is a name as any other.
  func isUndefined(_ syntax: ExpressionSyntax) -> Bool {
    guard case .designator(let name, let steps) = syntax.kind, steps.isEmpty else { return false }
    return name.text.lowercased() == "undefined" && scopes.symbol(named: name.text) == nil
  }

  /// A variable that nothing is assigned to, if that is asked for.
  private mutating func undefined(_ syntax: ExpressionSyntax, _ parameter: Local) -> Operand? {
    guard isUndefined(syntax) else { return nil }
    let place = Place(
      root: .local(addLocal("undefined", parameter.type, .variable)), type: parameter.type,
      range: syntax.range)
    return read(place, .readOnly)
  }

  private mutating func lowerArgument(_ operand: Operand, _ parameter: Local) -> Call.Argument? {
    let range = operand.expression.range
    guard types.areCompatible(operand.type, parameter.type) else {
      report(
        .typeMismatch,
        "parameter `\(parameter.name)` is \(types.describe(parameter.type)), not \(types.describe(operand.type))",
        at: range)
      return nil
    }
    guard parameter.role == .reference else {
      return convert(operand, to: parameter.type).map { .value($0) }
    }
    guard let place = operand.place, operand.access == .writable else {
      report(
        .badReferenceArgument, "the `var` parameter `\(parameter.name)` needs a variable that may be written",
        at: range)
      return nil
    }
    guard types.areSame(operand.type, parameter.type) else {
      report(
        .badReferenceArgument,
        "the `var` parameter `\(parameter.name)` is \(types.describe(parameter.type)), "
          + "the argument \(types.describe(operand.type))", at: range,
        help: "both must have exactly the same type")
      return nil
    }
    return .reference(place)
  }
}

extension ExpressionSyntax {
  fileprivate var isPrimed: Bool {
    if case .primed = kind { true } else { false }
  }
}

extension Int {
  /// `1 argument`, `2 arguments`.
  func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
