package import ModelIR

/// States and firings of the system as values of the encoding's constants, and back.
extension TransitionEncoding {
  private static let maximumCells = 1 << 22

  /// Whether a state is small enough to be written down component by component.
  package var canWriteStates: Bool {
    system.variables.allSatisfy { system.cellCount(of: $0.type) != nil }
      && CellMap(system).stateSize <= Self.maximumCells
  }

  /// A simple value in the sort of a leaf, parameter or array index.
  package static func value(_ value: Value, sort: Sort) -> TermValue {
    switch sort {
    case .bool: .bool(value != 0)
    case .bitVector(let width): .bits(BitVector(value, width: width))
    case .array: preconditionFailure("an array is no simple value")
    }
  }

  // MARK: - States

  /// The leaves' values in a state; undefined components are zero.
  package func assignment(of state: State) -> [Term: TermValue] {
    var result: [Term: TermValue] = [:]
    let map = CellMap(system)
    for leaf in leaves {
      var value = TermValue(zeroOf: leaf.constant.sort)
      visitCells(of: leaf, map) { cell, indices in
        let content = state.cells[cell]
        let number = leaf.role == .value ? content ?? 0 : (content == nil ? 0 : 1)
        value = Self.replacing(indices[...], in: value, sort: leaf.constant.sort, by: number)
      }
      result[leaf.constant] = value
    }
    return result
  }

  private static func replacing(
    _ indices: ArraySlice<Value>, in value: TermValue, sort: Sort, by number: Value
  ) -> TermValue {
    guard let first = indices.first, case .array(let indexSort, let element) = sort else {
      return Self.value(number, sort: sort)
    }
    let index = Self.value(first, sort: indexSort)
    let inner = replacing(indices.dropFirst(), in: value.element(at: index), sort: element, by: number)
    return value.replacing(index, by: inner)
  }

  /// The state in which the leaves have these values, each given in order; nil if it is too large to write down.
  ///
  /// An element of an SMT array that is no value of its type counts as the lowest one, as in the encoding.
  package func state(from values: [TermValue]) -> State? {
    guard canWriteStates else { return nil }
    let map = CellMap(system)
    var cells = [Value?](repeating: nil, count: map.stateSize)
    var defined = [Bool](repeating: false, count: map.stateSize)
    for (leaf, value) in zip(leaves, values) {
      guard let domain = system.domain(of: leaf.type) else { continue }
      visitCells(of: leaf, map) { cell, indices in
        var element = value
        var sort = leaf.constant.sort
        for index in indices {
          guard case .array(let indexSort, let elementSort) = sort else { break }
          element = element.element(at: Self.value(index, sort: indexSort))
          sort = elementSort
        }
        switch leaf.role {
        case .isDefined: defined[cell] = element.isTrue
        case .value:
          let number = element.number(of: domain)
          let isSpare = !indices.isEmpty && !(number.map(domain.contains) ?? false)
          cells[cell] = isSpare ? domain.lowerBound : number
        }
      }
    }
    for cell in cells.indices where !defined[cell] { cells[cell] = nil }
    return State(cells: cells)
  }

  /// Calls `body` with each cell of a leaf and the indices into its SMT array.
  private func visitCells(of leaf: StateLeaf, _ map: CellMap, _ body: (Int, [Value]) -> Void) {
    guard case .state(let variable) = leaf.place.root else { return }
    func visit(_ type: TypeID, _ path: ArraySlice<Place.Step>, _ cell: Int, _ indices: [Value]) {
      switch system[type].shape {
      case .boolean, .integers, .enumeration, .scalarset, .union:
        body(cell, indices)
      case .record(let fields):
        guard case .field(let field, _) = path.first else { return }
        visit(fields[field].type, path.dropFirst(), cell + map.offset(ofField: field, in: type), indices)
      case .array(let index, let element):
        guard let domain = system.domain(of: index) else { return }
        let size = map.size(of: element)
        if case .element(let expression, type) = path.first, case .constant(let value) = expression.kind {
          visit(element, path.dropFirst(), cell + Int(value - domain.lowerBound) * size, indices)
          return
        }
        for value in domain {
          visit(element, path, cell + Int(value - domain.lowerBound) * size, indices + [value])
        }
      }
    }
    visit(system[variable].type, leaf.place.path[...], map.offset(of: variable), [])
  }

  // MARK: - Firings

  /// The constants of parameters as the values they have in an instance.
  package func assignment(of arguments: [Value], to parameters: [EncodedParameter]) -> [Term: TermValue] {
    var result: [Term: TermValue] = [:]
    for (parameter, argument) in zip(parameters, arguments) {
      result[parameter.constant] = Self.value(argument, sort: parameter.constant.sort)
    }
    return result
  }

  /// The arguments of an instance from its parameters' values; nil if one is no number of 128 bits.
  package static func arguments<Problem>(
    of parameters: [EncodedParameter], from values: (Term) throws(Problem) -> TermValue
  ) throws(Problem) -> [Value]? {
    var result: [Value] = []
    for encoded in parameters {
      let parameter = encoded.parameter
      let domain = min(parameter.first, parameter.last)...max(parameter.first, parameter.last)
      guard let number = try values(encoded.constant).number(of: domain) else { return nil }
      result.append(number)
    }
    return result
  }
}
