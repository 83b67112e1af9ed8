import ModelIR

/// What a value of a log means where the model has a type.
enum Meaning: Hashable {
  case value(Value)
  /// The element of a scalarset that has this name in the log; in a union its values begin at `offset`.
  case element(type: TypeID, name: String, offset: Value)
}

extension TransitionSystem {
  /// Nil if no value of the type is meant.
  func meaning(of value: LogValue, type: ValueType) -> Meaning? {
    switch type {
    case .boolean: if case .boolean(let truth) = value { .value(truth ? 1 : 0) } else { nil }
    case .integer: if case .integer(let number) = value { .value(Value(number)) } else { nil }
    case .declared(let type): meaning(of: value, type: type)
    }
  }

  private func meaning(of value: LogValue, type: TypeID) -> Meaning? {
    switch self[type].shape {
    case .boolean: return meaning(of: value, type: .boolean)
    case .integers(let low, let high):
      guard case .integer(let number) = value, (low...high).contains(Value(number)) else { return nil }
      return .value(Value(number))
    case .enumeration(let members):
      guard case .text(let name) = value else { return nil }
      return members.firstIndex(of: name).map { .value(Value($0)) }
    case .scalarset:
      if case .boolean = value { return nil }
      return .element(type: type, name: value.text, offset: 0)
    case .union(let alternatives, let offsets, _):
      // Whatever has names of its own comes before what any name may stand for.
      var element: Meaning?
      for (alternative, offset) in zip(alternatives, offsets) {
        guard let low = domain(of: alternative)?.lowerBound else { continue }
        switch meaning(of: value, type: alternative) {
        case .value(let value): return .value(value - low + offset)
        case .element(let type, let name, let inner):
          element = element ?? .element(type: type, name: name, offset: inner + offset)
        case nil: break
        }
      }
      return element
    case .array, .record: return nil
    }
  }
}
