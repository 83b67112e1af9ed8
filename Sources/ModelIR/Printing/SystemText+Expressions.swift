/// Expressions, places, binders and calls, with all their brackets.
extension SystemText {
  func text(of expression: Expression, _ locals: [Local]) -> String {
    switch expression.kind {
    case .constant(let value): return system.text(of: value, type: expression.type)
    case .read(let place): return text(of: place, locals)
    case .unary(let operation, let operand): return "\(operation.rawValue)(\(text(of: operand, locals)))"
    case .binary(let operation, let left, let right):
      return "(\(text(of: left, locals)) \(operation.distinctSymbol) \(text(of: right, locals)))"
    case .sameContent(let left, let right):
      return "same(\(text(of: left, locals)), \(text(of: right, locals)))"
    case .conditional(let condition, let then, let otherwise):
      return "(\(text(of: condition, locals)) ? \(text(of: then, locals)) : \(text(of: otherwise, locals)))"
    case .quantified(let quantifier, let binder, let body):
      return "(\(quantifier.rawValue) \(text(of: binder, locals)) do \(text(of: body, locals)))"
    case .isUndefined(let place): return "isundefined(\(text(of: place, locals)))"
    case .isMember(let value, let interval):
      return "(\(text(of: value, locals)) in \(interval.lowerBound) .. \(interval.upperBound))"
    case .widened(let value, let offset): return "widened(\(text(of: value, locals)), \(offset))"
    case .narrowed(let value, let interval, let low):
      return "narrowed(\(text(of: value, locals)), \(interval.lowerBound) .. \(interval.upperBound), \(low))"
    case .call(let call): return text(of: call, locals)
    }
  }

  func text(of place: Place, _ locals: [Local]) -> String {
    var text =
      switch place.root {
      case .state(let id): system[id].name
      case .local(let id): self.text(of: id, locals)
      case .value(let expression): self.text(of: expression, locals)
      }
    for step in place.path {
      switch step {
      case .field(let index, let record):
        guard case .record(let fields) = system[record].shape else { continue }
        text += ".\(fields[index].name)"
      case .element(let index, _): text += "[\(self.text(of: index, locals))]"
      }
    }
    return text
  }

  func text(of binder: Binder, _ locals: [Local]) -> String {
    let name = text(of: binder.local, locals)
    switch binder.domain {
    case .type(let type): return "\(name): \(self.name(of: type))"
    case .interval(let from, let to, let by):
      let step = by.map { " by \(text(of: $0, locals))" } ?? ""
      return "\(name) := \(text(of: from, locals)) to \(text(of: to, locals))\(step)"
    }
  }

  func text(of call: Call, _ locals: [Local]) -> String {
    let arguments = call.arguments.map { argument in
      switch argument {
      case .value(let value): text(of: value, locals)
      case .reference(let place): "var \(text(of: place, locals))"
      }
    }
    return "\(system[call.function].name)(\(arguments.joined(separator: ", ")))"
  }

  private func text(of id: LocalID, _ locals: [Local]) -> String {
    let name = locals[id.index].name
    return locals.count { $0.name == name } > 1 ? "\(name)'\(id.index)" : name
  }
}
