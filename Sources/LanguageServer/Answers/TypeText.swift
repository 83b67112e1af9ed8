import ModelIR

/// Types as one would write them; named ones by their names.
struct TypeText {
  let types: [TypeDefinition]

  /// So many members or fields are shown.
  private static let most = 12

  func text(of type: ValueType) -> String {
    switch type {
    case .boolean: "boolean"
    case .integer: "number"
    case .declared(let id): types[id.index].name ?? shape(of: id)
    }
  }

  /// What a name of a type stands for.
  func shape(of id: TypeID) -> String {
    switch types[id.index].shape {
    case .boolean: "boolean"
    case .integers(let low, let high): "\(low)..\(high)"
    case .enumeration(let members): "enum { \(shortened(members)) }"
    case .scalarset(let size): "scalarset(\(size))"
    case .union(let alternatives, _, _):
      "union { \(alternatives.map { text(of: .declared($0)) }.joined(separator: ", ")) }"
    case .array(let slot, let entry) where types[id.index].isMultiset:
      "multiset [\(size(of: slot))] of \(element(of: entry))"
    case .array(let index, let element):
      "array [\(text(of: .declared(index)))] of \(text(of: .declared(element)))"
    case .record(let fields):
      "record \(shortened(fields.map { "\($0.name): \(text(of: .declared($0.type)))" }, "; ")) end"
    }
  }

  private func size(of slot: TypeID) -> Value {
    guard case .integers(_, let high) = types[slot.index].shape else { return 0 }
    return high + 1
  }

  /// What a slot of a multiset holds.
  private func element(of entry: TypeID) -> String {
    guard case .record(let fields) = types[entry.index].shape, let last = fields.last else { return "" }
    return text(of: .declared(last.type))
  }

  /// The named types in a type, outermost first, each once.
  func names(in type: ValueType) -> [TypeID] {
    guard case .declared(let id) = type else { return [] }
    if types[id.index].name != nil { return types[id.index].shape == .boolean ? [] : [id] }
    switch types[id.index].shape {
    case .boolean, .integers, .enumeration, .scalarset: return []
    case .union(let alternatives, _, _): return alternatives.flatMap { names(in: .declared($0)) }
    case .array(let index, let element):
      return names(in: .declared(index)) + names(in: .declared(element))
    case .record(let fields): return fields.flatMap { names(in: .declared($0.type)) }
    }
  }

  private func shortened(_ parts: [String], _ separator: String = ", ") -> String {
    (parts.prefix(Self.most) + (parts.count > Self.most ? ["..."] : [])).joined(separator: separator)
  }
}
