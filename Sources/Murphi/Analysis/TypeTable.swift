import ModelIR

/// All types of a model, with the comparisons that the language makes between them.
struct TypeTable {
  /// Simple components that a local variable or a parameter may have.
  static let cellLimit = 1 << 22
  static let depthLimit = 200

  private(set) var definitions: [TypeDefinition] = []
  private var cells: [Int] = []
  private var depths: [Int] = []
  private var intervals: [Interval: TypeID] = [:]
  private var knownSame: Set<Pair> = []
  /// Scalarsets whose values were mixed with another scalarset's.
  private(set) var mixed: Set<TypeID> = []

  private struct Interval: Hashable {
    var low: Value
    var high: Value
  }

  private struct Pair: Hashable {
    var first: TypeID
    var second: TypeID
  }

  subscript(_ id: TypeID) -> TypeDefinition { definitions[id.index] }

  mutating func add(_ definition: TypeDefinition) -> TypeID {
    if definition.name == nil, case .integers(let low, let high) = definition.shape {
      let key = Interval(low: low, high: high)
      if let known = intervals[key] { return known }
      intervals[key] = TypeID(definitions.count)
    }
    let (size, depth) = measure(definition.shape)
    definitions.append(definition)
    cells.append(size)
    depths.append(depth)
    return TypeID(definitions.count - 1)
  }

  /// Gives an anonymous type its name; a type that has one, or is shared, is left alone.
  mutating func name(_ id: TypeID, _ name: String) -> TypeID {
    guard definitions[id.index].name == nil else { return id }
    var definition = definitions[id.index]
    definition.name = name
    if case .integers = definition.shape { return add(definition) }
    definitions[id.index] = definition
    return id
  }

  /// Takes mixed scalarsets out of symmetry reduction, which is for named ones.
  mutating func dropMixedNames() {
    for id in mixed { definitions[id.index].name = nil }
  }

  func cellCount(of id: TypeID) -> Int { cells[id.index] }

  func depth(of id: TypeID) -> Int { depths[id.index] }

  private func measure(_ shape: TypeShape) -> (cells: Int, depth: Int) {
    let tooMany = Self.cellLimit + 1
    switch shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      return (1, 1)
    case .array(let index, let element):
      let depth = depths[element.index] + 1
      guard let domain = domain(of: index) else { return (1, depth) }
      let (size, overflow) = (domain.upperBound - domain.lowerBound + 1).multipliedReportingOverflow(
        by: Value(cells[element.index]))
      return (overflow || size > Value(tooMany) ? tooMany : Int(size), depth)
    case .record(let fields):
      let size = fields.reduce(0) { min($0 + cells[$1.type.index], tooMany) }
      return (size, (fields.map { depths[$0.type.index] }.max() ?? 0) + 1)
    }
  }

  /// The values of a simple type.
  func domain(of id: TypeID) -> ClosedRange<Value>? {
    switch definitions[id.index].shape {
    case .boolean: 0...1
    case .integers(let low, let high): low...high
    case .enumeration(let members): 0...Value(max(members.count, 1) - 1)
    case .scalarset(let size): 0...(size - 1)
    case .union(_, _, let count): 0...(max(count, 1) - 1)
    case .array, .record: nil
    }
  }

  func shape(of type: ValueType) -> TypeShape? {
    switch type {
    case .boolean: .boolean
    case .integer: nil
    case .declared(let id): definitions[id.index].shape
    }
  }

  /// The static type of values of a declared type.
  func valueType(of id: TypeID) -> ValueType {
    if case .boolean = definitions[id.index].shape { .boolean } else { .declared(id) }
  }

  func isNumber(_ type: ValueType) -> Bool {
    switch type {
    case .boolean: return false
    case .integer: return true
    case .declared(let id):
      if case .integers = definitions[id.index].shape { return true }
      return false
    }
  }

  func isSimple(_ type: ValueType) -> Bool { shape(of: type)?.isSimple ?? true }

  func union(_ type: ValueType) -> (alternatives: [TypeID], offsets: [Value])? {
    guard case .union(let alternatives, let offsets, _)? = shape(of: type) else { return nil }
    return (alternatives, offsets)
  }

  func isMultiset(_ type: ValueType) -> Bool {
    if case .declared(let id) = type { self[id].isMultiset } else { false }
  }

  func containsMultiset(_ type: ValueType) -> Bool {
    if case .declared(let id) = type { containsMultiset(id) } else { false }
  }

  func containsMultiset(_ id: TypeID) -> Bool {
    switch self[id].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union: false
    case .array(_, let element): self[id].isMultiset || containsMultiset(element)
    case .record(let fields): fields.contains { containsMultiset($0.type) }
    }
  }

  // MARK: Comparing types

  /// True if values of one type may be assigned to, or compared with, the other: numbers with numbers, a union with its
  /// members, and everything else with types of the same structure.
  mutating func areCompatible(_ first: ValueType, _ second: ValueType) -> Bool {
    if isNumber(first), isNumber(second) { return true }
    if first == second { return true }
    if let (alternatives, _) = union(second) {
      if case .declared(let id) = first, alternatives.contains(id) { return true }
      return alternatives.contains { areCompatible(first, valueType(of: $0)) }
    }
    if let (alternatives, _) = union(first) {
      if case .declared(let id) = second, alternatives.contains(id) { return true }
      return alternatives.contains { areCompatible(valueType(of: $0), second) }
    }
    return areSame(first, second)
  }

  mutating func areSame(_ first: ValueType, _ second: ValueType) -> Bool {
    switch (first, second) {
    case (.boolean, .boolean), (.integer, .integer): return true
    case (.declared(let a), .declared(let b)): return areSame(a, b)
    case (.boolean, _), (.integer, _), (.declared, _): return false
    }
  }

  mutating func areSame(_ first: TypeID, _ second: TypeID) -> Bool {
    if first == second || knownSame.contains(Pair(first: first, second: second)) { return true }
    guard self[first].isMultiset == self[second].isMultiset else { return false }
    let same: Bool
    switch (self[first].shape, self[second].shape) {
    case (.boolean, .boolean): same = true
    case (.integers(let a, let b), .integers(let c, let d)): same = a == c && b == d
    case (.enumeration(let a), .enumeration(let b)): same = a == b
    case (.scalarset(let a), .scalarset(let b)):
      same = a == b
    case (.union(let a, _, _), .union(let b, _, _)):
      same = a.count == b.count && zip(a, b).allSatisfy { areSame($0, $1) }
    case (.array(let a, let b), .array(let c, let d)): same = areSame(a, c) && areSame(b, d)
    case (.record(let a), .record(let b)):
      same = a.count == b.count && zip(a, b).allSatisfy { $0.name == $1.name && areSame($0.type, $1.type) }
    default: same = false
    }
    if same {
      knownSame.insert(Pair(first: first, second: second))
      if case .scalarset = self[first].shape {
        mixed.insert(first)
        mixed.insert(second)
      }
    }
    return same
  }

  /// How messages call a type.
  func describe(_ type: ValueType) -> String {
    switch type {
    case .boolean: return "`boolean`"
    case .integer: return "a number"
    case .declared(let id):
      if let name = self[id].name { return "`\(name)`" }
      switch self[id].shape {
      case .boolean: return "`boolean`"
      case .integers(let low, let high): return "`\(low)..\(high)`"
      case .enumeration(let members):
        let shown = members.prefix(4).joined(separator: ", ") + (members.count > 4 ? ", ..." : "")
        return "`enum {\(shown)}`"
      case .scalarset(let size): return "`scalarset(\(size))`"
      case .union: return "a union"
      case .array: return self[id].isMultiset ? "a multiset" : "an array"
      case .record: return "a record"
      }
    }
  }
}
