/// Expressions as Murphi text, for those that have no source: invariants that a prover found.
package struct ExpressionText {
  private let system: TransitionSystem

  package init(_ system: TransitionSystem) { self.system = system }

  /// A property's condition, within the quantifiers that its parameters are.
  package func text(of property: Property) -> String {
    guard let condition = property.condition else { return "true" }
    let body = text(condition, property.locals)
    return property.parameters.reversed().reduce(body) { inner, parameter in
      "forall \(parameter.name): \(domain(of: parameter)) do \(inner) end"
    }
  }

  /// A property as a declaration within its rulesets, which a front end reads back as the same property.
  package func declaration(of property: Property) -> String {
    let condition = property.condition.map { text($0, property.locals) } ?? "true"
    let name = property.name.replacing("\"", with: "'")
    let declaration = "invariant \"\(name)\"\n  \(condition);\n"
    guard !property.parameters.isEmpty else { return declaration }
    let quantifiers = property.parameters.map { parameter in
      "\(parameter.name)\(parameter.step == 1 ? ":" : " :=") \(domain(of: parameter))"
    }
    return "ruleset \(quantifiers.joined(separator: "; ")) do\n\(declaration)end;\n"
  }

  private func domain(of parameter: Parameter) -> String {
    if case .declared(let type) = parameter.type, let domain = system.domain(of: type),
      domain.lowerBound == parameter.first, domain.upperBound == parameter.last, parameter.step == 1
    {
      return text(of: type)
    }
    return parameter.step == 1
      ? "\(parameter.first) .. \(parameter.last)"
      : "\(parameter.first) to \(parameter.last) by \(parameter.step)"
  }

  private func text(of type: TypeID) -> String {
    if let name = system[type].name { return name }
    switch system[type].shape {
    case .boolean: return "boolean"
    case .integers(let low, let high): return "\(low) .. \(high)"
    case .enumeration(let members): return "enum { \(members.joined(separator: ", ")) }"
    case .scalarset(let size): return "scalarset(\(size))"
    case .union(let alternatives, _, _):
      return "union { \(alternatives.map(text(of:)).joined(separator: ", ")) }"
    case .array(let index, let element): return "array [\(text(of: index))] of \(text(of: element))"
    case .record(let fields):
      return "record " + fields.map { "\($0.name): \(text(of: $0.type)); " }.joined() + "end"
    }
  }

  package func text(_ expression: Expression, _ locals: [Local]) -> String {
    func inner(_ operand: Expression) -> String {
      let text = text(operand, locals)
      switch operand.kind {
      case .constant, .read, .isUndefined, .call, .isMember, .quantified, .widened, .narrowed: return text
      case .unary, .binary, .sameContent, .conditional: return "(\(text))"
      }
    }
    switch expression.kind {
    case .constant(let value): return system.text(of: value, type: expression.type)
    case .read(let place): return text(place, locals)
    case .unary(let operation, let operand): return Self.symbol(operation) + inner(operand)
    case .binary(let operation, let left, let right):
      // Chains of the same connective need no parentheses.
      let isChain = operation == .and || operation == .or
      if isChain, case .binary(operation, _, _) = left.kind {
        return "\(text(left, locals)) \(operation.symbol) \(inner(right))"
      }
      return "\(inner(left)) \(operation.symbol) \(inner(right))"
    case .sameContent(let left, let right): return "\(inner(left)) = \(inner(right))"
    case .conditional(let condition, let then, let otherwise):
      return "\(inner(condition)) ? \(inner(then)) : \(inner(otherwise))"
    case .quantified(let quantifier, let binder, let body):
      let name = locals[binder.local.index].name
      return "\(quantifier.rawValue) \(name)\(text(binder.domain, locals)) do \(text(body, locals)) end"
    case .isUndefined(let place): return "isundefined(\(text(place, locals)))"
    case .isMember(let operand, let interval):
      guard case .declared(let union) = operand.type,
        case .union(let alternatives, let offsets, _) = system[union].shape,
        let index = offsets.firstIndex(of: interval.lowerBound)
      else { return "ismember(\(text(operand, locals)), ?)" }
      return "ismember(\(text(operand, locals)), \(text(of: alternatives[index])))"
    case .widened(let operand, _), .narrowed(let operand, _, _): return inner(operand)
    case .call(let call):
      if let fold = system[call.function].fold { return text(fold, of: call, locals) }
      if let literal = system[call.function].literal { return text(literal, of: call, locals) }
      let arguments = call.arguments.map { argument in
        switch argument {
        case .value(let value): text(value, locals)
        case .reference(let place): text(place, locals)
        }
      }
      return "\(system[call.function].name)(\(arguments.joined(separator: ", ")))"
    }
  }

  /// A fold has no name: what it was made of stands there, with the arguments in the place of its parameters.
  private func text(_ fold: Function.Fold, of call: Call, _ locals: [Local]) -> String {
    let own = ownLocals(of: call, locals)
    let name = own[fold.binder.local.index].name
    return "\(fold.kind.rawValue) \(name)\(text(fold.binder.domain, own)) do \(text(fold.element, own)) end"
  }

  /// The locals of what is called, with the arguments as names of its parameters.
  private func ownLocals(of call: Call, _ locals: [Local]) -> [Local] {
    var own = system[call.function].locals
    for (index, argument) in call.arguments.enumerated() {
      switch argument {
      case .value(let value):
        let text = text(value, locals)
        if case .read = value.kind { own[index].name = text } else { own[index].name = "(\(text))" }
      case .reference(let place): own[index].name = text(place, locals)
      }
    }
    // What is bound within must not hide what an argument names.
    for index in own.indices where own[index].role == .bound {
      while own[..<index].contains(where: { $0.name.contains(own[index].name) }) { own[index].name += "_" }
    }
    return own
  }

  /// Nor has a record or array that is written out.
  private func text(_ literal: Function.Literal, of call: Call, _ locals: [Local]) -> String {
    let own = ownLocals(of: call, locals)
    let function = system[call.function]
    var parts = function.body.dropLast()
    var start = ""
    if literal == .change, case .assign(_, let base)? = parts.popFirst()?.kind {
      start = "\(text(base, own)) with "
    }
    let texts = parts.map { part in
      if case .loop(let binder, let body) = part.kind {
        let name = own[binder.local.index].name
        let value = body.first.flatMap { assigned($0, own)?.value } ?? ""
        return "for \(name)\(text(binder.domain, own)) do \(value) end"
      }
      guard let (place, value) = assigned(part, own) else { return "" }
      if literal == .parts, case .element? = place.path.last { return value }
      let path = text(place, own).dropFirst(
        text(Place(root: place.root, type: place.type, range: place.range), own).count)
      return "\(path.first == "." ? path.dropFirst() : path): \(value)"
    }
    return "\(function.result.flatMap { system[$0].name } ?? ""){\(start)\(texts.joined(separator: ", "))}"
  }

  /// What a statement of a literal gives to which place.
  private func assigned(_ statement: Statement, _ locals: [Local]) -> (place: Place, value: String)? {
    switch statement.kind {
    case .assign(let place, let value): (place, text(value, locals))
    case .undefine(let place): (place, "undefined")
    // CMurphi's copy of what may be undefined.
    case .branch(_, let otherwise): otherwise.first.flatMap { assigned($0, locals) }
    case .clear, .select, .loop, .whileLoop, .call, .leave, .put, .error, .check: nil
    }
  }

  private func text(_ domain: Binder.Domain, _ locals: [Local]) -> String {
    switch domain {
    case .type(let type): return ": \(text(of: type))"
    case .interval(let from, let to, let by):
      let step = by.map { " by \(text($0, locals))" } ?? ""
      return " := \(text(from, locals)) to \(text(to, locals))\(step)"
    }
  }

  private func text(_ place: Place, _ locals: [Local]) -> String {
    let root =
      switch place.root {
      case .state(let variable): system[variable].name
      case .local(let local): locals[local.index].name
      case .value(let expression): "(\(text(expression, locals)))"
      }
    return place.path.reduce(root) { text, step in
      switch step {
      case .field(let field, let record):
        guard case .record(let fields) = system[record].shape else { return text }
        return "\(text).\(fields[field].name)"
      case .element(let index, _): return "\(text)[\(self.text(index, locals))]"
      }
    }
  }

  private static func symbol(_ operation: UnaryOperator) -> String {
    switch operation {
    case .not: "!"
    case .negate: "-"
    case .complement: "~"
    }
  }
}
