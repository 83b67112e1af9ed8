/// The extent of types: which values a simple one has and how many cells a complex one takes.
extension TransitionSystem {
  /// The values of a simple type; nil for records and arrays.
  package func domain(of type: TypeID) -> ClosedRange<Value>? {
    switch self[type].shape {
    case .boolean: 0...1
    case .integers(let low, let high): low...high
    case .enumeration(let members): 0...Value(max(members.count, 1) - 1)
    case .scalarset(let size): 0...(size - 1)
    case .union(_, _, let count): 0...(max(count, 1) - 1)
    case .array, .record: nil
    }
  }

  /// How many simple cells a value of a type has; nil when it leaves 2^40.
  package func cellCount(of type: TypeID) -> Int? {
    let limit = 1 << 40
    switch self[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      return 1
    case .array(let index, let element):
      guard let domain = domain(of: index), let size = cellCount(of: element) else { return nil }
      let count = domain.upperBound - domain.lowerBound + 1
      guard count <= Value(limit) else { return nil }
      let (product, overflow) = Int(count).multipliedReportingOverflow(by: size)
      return overflow || product > limit ? nil : product
    case .record(let fields):
      var total = 0
      for field in fields {
        guard let size = cellCount(of: field.type) else { return nil }
        total += size
        if total > limit { return nil }
      }
      return total
    }
  }

  /// A simple value as the model's author writes it: `true`, an enum member, `process_1`, a number.
  package func text(of value: Value, type: TypeID) -> String {
    switch self[type].shape {
    case .boolean: return value == 0 ? "false" : "true"
    case .enumeration(let members):
      return value >= 0 && value < Value(members.count) ? members[Int(value)] : "\(value)"
    case .scalarset: return "\(self[type].name ?? "scalarset")_\(value)"
    case .union(let alternatives, let offsets, _):
      for (type, offset) in zip(alternatives, offsets).reversed() where value >= offset {
        guard let domain = domain(of: type) else { break }
        return text(of: value - offset + domain.lowerBound, type: type)
      }
      return "\(value)"
    case .integers, .array, .record: return "\(value)"
    }
  }

  package func text(of value: Value, type: ValueType) -> String {
    switch type {
    case .boolean: value == 0 ? "false" : "true"
    case .integer: "\(value)"
    case .declared(let type): text(of: value, type: type)
    }
  }
}
