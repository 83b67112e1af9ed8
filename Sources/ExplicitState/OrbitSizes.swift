package import ModelIR

/// How many states the orbit of a state has: the number of its different images under all permutations.
///
/// By the orbit-stabiliser theorem that is the order of the group over the number of permutations that leave the state
/// as it is, and the latter is a product over the elements: how many images an element has under those permutations
/// that fix all elements before it. So the group is never enumerated; one permutation is searched for each such image.
package struct OrbitSizes: Sendable {
  /// Permuting an element by n places moves a cell by n times `distance`.
  struct Shift: Sendable {
    let point: Int
    let distance: Int
  }

  /// Which elements the values of a cell are.
  private enum Content: Sendable {
    case plain
    /// Those of one scalarset, the first of which is this point.
    case elements(first: Int)
    case union(TypeID)
  }

  /// The elements of all scalarsets are numbered in a row as points; for each point, the scalarset it belongs to.
  let scalarsets: [Range<Int>]
  /// For each cell, the elements among its indices.
  let shifts: [[Shift]]
  private let contents: [Content]
  private let firstPoints: [TypeID: Int]
  private let system: TransitionSystem

  package init(_ system: TransitionSystem, scalarsets: [TypeID]) {
    self.system = system
    var points: [Range<Int>] = []
    var firstPoints: [TypeID: Int] = [:]
    for type in scalarsets {
      guard let domain = system.domain(of: type) else { continue }
      firstPoints[type] = points.count
      let range = points.count..<points.count + Int(domain.upperBound) + 1
      points += Array(repeating: range, count: range.count)
    }
    self.scalarsets = points
    self.firstPoints = firstPoints
    let map = CellMap(system)
    contents = system.variables.flatMap { map.components(of: $0.type) }.map { type in
      if let first = firstPoints[type] { return .elements(first: first) }
      if case .union = system[type].shape { return .union(type) }
      return .plain
    }
    var shifts: [[Shift]] = []
    func collect(_ type: TypeID, path: [Shift]) {
      switch system[type].shape {
      case .boolean, .integers, .enumeration, .scalarset, .union:
        shifts.append(path)
      case .record(let fields):
        for field in fields { collect(field.type, path: path) }
      case .array(let index, let element):
        let size = map.size(of: element)
        guard size > 0 else { return }
        for position in 0..<map.size(of: type) / size {
          let point = Self.point(of: Value(position), in: index, system, firstPoints)
          collect(element, path: path + (point.map { [Shift(point: $0, distance: size)] } ?? []))
        }
      }
    }
    for variable in system.variables { collect(variable.type, path: []) }
    self.shifts = shifts
  }

  /// Nil if it has 2^64 states or more, or if the search for permutations takes too long.
  package func size(of state: State) -> UInt64? {
    var search = PermutationSearch(self, state)
    var numerator: UInt128 = 1
    var denominator: UInt128 = 1
    for (point, scalarset) in scalarsets.enumerated() {
      let images = (point + 1..<scalarset.upperBound).count { search.canMove(point, to: $0) }
      let (product, overflow) = numerator.multipliedReportingOverflow(
        by: UInt128(scalarset.upperBound - point))
      if overflow { return nil }
      let divisor = Self.commonDivisor(product, denominator * UInt128(1 + images))
      numerator = product / divisor
      denominator = denominator * UInt128(1 + images) / divisor
    }
    return search.isExhausted ? nil : UInt64(exactly: numerator)
  }

  /// The image of a state under a permutation of all points, which keeps each scalarset.
  func image(of state: State, under permutation: [Int]) -> State {
    var image = state
    for (cell, value) in state.cells.enumerated() {
      var target = cell
      for shift in shifts[cell] { target += (permutation[shift.point] - shift.point) * shift.distance }
      let held = value.flatMap { point(of: $0, inCell: cell) }
      image.cells[target] = value.map { $0 + Value(held.map { permutation[$0] - $0 } ?? 0) }
    }
    return image
  }

  /// Whether some permutation makes one state the other; nil if the search for it takes too long.
  func areEquivalent(_ state: State, _ other: State) -> Bool? {
    var search = PermutationSearch(self, state, onto: other)
    let exists = search.exists()
    return search.isExhausted ? nil : exists
  }

  /// The element that a cell's value is, if it is one.
  func point(of value: Value, inCell cell: Int) -> Int? {
    switch contents[cell] {
    case .plain: nil
    case .elements(let first): first + Int(value)
    case .union(let type): Self.point(of: value, in: type, system, firstPoints)
    }
  }

  private static func point(
    of value: Value, in type: TypeID, _ system: TransitionSystem, _ firstPoints: [TypeID: Int]
  ) -> Int? {
    if let first = firstPoints[type] { return first + Int(value) }
    guard case .union(let alternatives, let offsets, _) = system[type].shape else { return nil }
    for (alternative, offset) in zip(alternatives, offsets).reversed() where value >= offset {
      return point(of: value - offset, in: alternative, system, firstPoints)
    }
    return nil
  }

  private static func commonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    right == 0 ? left : commonDivisor(right, left % right)
  }
}
