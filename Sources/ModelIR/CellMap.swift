/// Where variables, locals and parts of complex values lie when everything is laid out as one row of cells.
package struct CellMap: Sendable {
  private let system: TransitionSystem
  /// Cells per type, by `TypeID.index`; 0 for a type too large to lay out.
  private let sizes: [Int]
  private let fieldOffsets: [[Int]]
  /// The first cell of each state variable, by `VariableID.index`.
  package let variableOffsets: [Int]
  /// Cells of a whole state.
  package let stateSize: Int

  package init(_ system: TransitionSystem) {
    self.system = system
    let sizes = system.types.indices.map { system.cellCount(of: TypeID($0)) ?? 0 }
    self.sizes = sizes
    self.fieldOffsets = system.types.map { definition in
      guard case .record(let fields) = definition.shape else { return [] }
      var offset = 0
      return fields.map { field in
        defer { offset += sizes[field.type.index] }
        return offset
      }
    }
    var offset = 0
    self.variableOffsets = system.variables.map { variable in
      defer { offset += sizes[variable.type.index] }
      return offset
    }
    self.stateSize = offset
  }

  package func size(of type: TypeID) -> Int { sizes[type.index] }

  package func size(of type: ValueType) -> Int {
    switch type {
    case .boolean, .integer: 1
    case .declared(let type): sizes[type.index]
    }
  }

  package func offset(ofField field: Int, in record: TypeID) -> Int { fieldOffsets[record.index][field] }

  package func offset(of variable: VariableID) -> Int { variableOffsets[variable.index] }

  /// The first cell of each local of a frame, and the frame's size; a `var` parameter takes one cell, its address.
  package func frame(_ locals: [Local]) -> Frame {
    var offset = 0
    let offsets = locals.map { local in
      defer { offset += local.role == .reference ? 1 : size(of: local.type) }
      return offset
    }
    return Frame(offsets: offsets, size: offset)
  }

  /// The layout of one activation's locals.
  package struct Frame: Sendable {
    package let offsets: [Int]
    package let size: Int
  }

  /// Every simple component of a value of this type, in cell order.
  package func components(of type: TypeID) -> [TypeID] {
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      return [type]
    case .record(let fields):
      return fields.flatMap { components(of: $0.type) }
    case .array(_, let element):
      guard size(of: element) > 0 else { return [] }
      let inner = components(of: element)
      return Array(repeating: inner, count: size(of: type) / inner.count).flatMap { $0 }
    }
  }
}
