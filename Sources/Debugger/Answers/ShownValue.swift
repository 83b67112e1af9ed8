import ModelIR

/// Something with a value: a stretch of cells of a type of a system.
struct ShownValue {
  let system: TransitionSystem
  let map: CellMap
  let type: ValueType
  /// The row of cells that it is part of, and where it begins there.
  let cells: [Value?]
  let offset: Int
  /// The expression that has this value; nil if there is none.
  let expression: String?

  /// The first cell, which is all of a simple value.
  var value: Value? { offset < cells.count ? cells[offset] : nil }

  /// The declared type; nil of plain numbers and booleans.
  var declared: TypeID? { if case .declared(let id) = type { id } else { nil } }

  /// Fields of a record; nil of anything else.
  var fields: [Field]? {
    guard let declared, case .record(let fields) = system[declared].shape else { return nil }
    return fields
  }

  /// The index type and the type of the elements of an array; nil of anything else.
  var array: (index: TypeID, domain: ClosedRange<Value>, element: TypeID)? {
    guard let declared, case .array(let index, let element) = system[declared].shape,
      let domain = system.domain(of: index)
    else { return nil }
    return (index, domain, element)
  }

  /// Elements of an array; 0 of anything else.
  var elementCount: Int { array.map { Int(clamping: $0.domain.upperBound - $0.domain.lowerBound + 1) } ?? 0 }

  func field(_ index: Int, _ field: Field) -> ShownValue? {
    guard let declared else { return nil }
    return part(
      field.type, offset: offset + map.offset(ofField: index, in: declared),
      expression.map { "\($0).\(field.name)" })
  }

  /// The element at a position counted from 0, with the name of its index.
  func element(_ position: Int) -> (name: String, value: ShownValue)? {
    guard let (index, domain, element) = array, let declared else { return nil }
    let name = "[\(system.text(of: domain.lowerBound + Value(position), type: index))]"
    // The elements of a multiset have no names in the language.
    let path = system[declared].isMultiset ? nil : expression.map { $0 + name }
    return (name, part(element, offset: offset + position * map.size(of: element), path))
  }

  private func part(_ type: TypeID, offset: Int, _ expression: String?) -> ShownValue {
    ShownValue(
      system: system, map: map, type: .declared(type), cells: cells, offset: offset, expression: expression)
  }
}
