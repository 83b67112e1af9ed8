package import ModelIR

/// Exact symmetry reduction by trying every permutation: for the interpreter, and as the yardstick for compiled code.
///
/// The representative of an orbit is the image whose packed words are lexicographically least.
package struct OrbitEnumeration: Sendable {
  /// One element of the symmetry group, as a map of cells and a map of values.
  private struct Image: Sendable {
    /// Cell i moves to `cells[i]`.
    let cells: [Int]
    let permutations: [TypeID: [Int]]
  }

  /// The largest group that is enumerated.
  package static let maximumOrder = 5040

  private let system: TransitionSystem
  private let images: [Image]
  private let components: [TypeID]

  /// Nil if the group of the given scalarsets has more than `maximumOrder` elements.
  package init?(_ system: TransitionSystem, scalarsets: [TypeID]) {
    var order = 1
    for type in scalarsets {
      guard let domain = system.domain(of: type), domain.upperBound < 8 else { return nil }
      order *= (1...Int(domain.upperBound + 1)).reduce(1, *)
      if order > Self.maximumOrder { return nil }
    }
    let map = CellMap(system)
    self.system = system
    self.components = system.variables.flatMap { map.components(of: $0.type) }
    var group: [[TypeID: [Int]]] = [[:]]
    for type in scalarsets {
      let size = Int((system.domain(of: type)?.upperBound ?? 0) + 1)
      let permutations = Self.permutations(of: size)
      group = group.flatMap { element in
        permutations.map { element.merging([type: $0]) { first, _ in first } }
      }
    }
    self.images = group.map { permutations in
      var cells: [Int] = []
      for (index, variable) in system.variables.enumerated() {
        Self.move(
          variable.type, from: map.variableOffsets[index], permutations, system, map, into: &cells)
      }
      return Image(cells: cells, permutations: permutations)
    }
  }

  /// The least packed image of a state; some image once `stop` is raised.
  package func representative(
    of state: State, layout: StateLayout, stop: StopFlag? = nil
  ) -> [UInt64] {
    var best: [UInt64] = []
    for image in images {
      if stop?.isRaised == true, !best.isEmpty { return best }
      var cells = state.cells
      for (cell, value) in state.cells.enumerated() {
        cells[image.cells[cell]] = value.map { Self.moved($0, components[cell], image.permutations, system) }
      }
      let words = layout.pack(State(cells: cells))
      if best.isEmpty || words.lexicographicallyPrecedes(best) { best = words }
    }
    return best
  }

  /// Appends where each cell of a value of `type` goes if the value itself goes to `start`.
  private static func move(
    _ type: TypeID, from start: Int, _ permutations: [TypeID: [Int]], _ system: TransitionSystem,
    _ map: CellMap,
    into cells: inout [Int]
  ) {
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      cells.append(start)
    case .record(let fields):
      for (index, field) in fields.enumerated() {
        let offset = map.offset(ofField: index, in: type)
        move(field.type, from: start + offset, permutations, system, map, into: &cells)
      }
    case .array(let index, let element):
      guard let domain = system.domain(of: index) else { return }
      var value = domain.lowerBound
      while value <= domain.upperBound {
        let target = Int(moved(value, index, permutations, system) - domain.lowerBound)
        move(element, from: start + target * map.size(of: element), permutations, system, map, into: &cells)
        value += 1
      }
    }
  }

  private static func moved(
    _ value: Value, _ type: TypeID, _ permutations: [TypeID: [Int]], _ system: TransitionSystem
  ) -> Value {
    if let permutation = permutations[type] { return Value(permutation[Int(value)]) }
    guard case .union(let alternatives, let offsets, _) = system[type].shape else { return value }
    for (alternative, offset) in zip(alternatives, offsets).reversed() where value >= offset {
      return offset + moved(value - offset, alternative, permutations, system)
    }
    return value
  }

  private static func permutations(of size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return permutations(of: size - 1).flatMap { shorter in
      (0...shorter.count).map { position in
        var longer = shorter
        longer.insert(size - 1, at: position)
        return longer
      }
    }
  }
}
