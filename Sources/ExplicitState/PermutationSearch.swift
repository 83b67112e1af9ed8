import ModelIR

/// Searches permutations that leave one state as it is, or make it another one, element by element.
///
/// A cell is compared with its image as soon as all elements it depends on, those in its value included, have theirs.
/// An element is only tried at the place of one that has the same colour: a summary of the cells it occurs in.
struct PermutationSearch {
  private let sizes: OrbitSizes
  private let cells: [Value?]
  /// Of the image.
  private var targetCells: [Value?]
  private var targetColours: [UInt64] = []
  /// For each point, the cells that depend on it and on no later one.
  private var due: [[Int]]
  /// The element that each cell's value is.
  private var held: [Int?]
  private var colours: [UInt64] = []
  private var image: [Int]
  private var isTaken: [Bool]
  private var stepsLeft = 200_000

  /// So few elements are sooner tried than coloured.
  private static let fewPoints = 4

  init(_ sizes: OrbitSizes, _ state: State) {
    self.sizes = sizes
    let points = sizes.scalarsets.count
    cells = state.cells
    targetCells = state.cells
    due = Array(repeating: [], count: points)
    held = cells.indices.map { cell in state.cells[cell].flatMap { sizes.point(of: $0, inCell: cell) } }
    image = Array(0..<points)
    isTaken = Array(repeating: false, count: points)
    for cell in cells.indices {
      var last = held[cell] ?? -1
      for shift in sizes.shifts[cell] { last = max(last, shift.point) }
      if last >= 0 { due[last].append(cell) }
    }
    colours = sizes.scalarsets.map { UInt64($0.lowerBound) }
    if points > Self.fewPoints { for _ in 0..<3 { colours = refinedColours } }
    targetColours = colours
  }

  /// Searches permutations of which `image` is the image.
  init(_ sizes: OrbitSizes, _ state: State, onto image: State) {
    self.init(sizes, state)
    targetColours = PermutationSearch(sizes, image).colours
    targetCells = image.cells
  }

  /// True if the search was given up; what it said then means nothing.
  var isExhausted: Bool { stepsLeft <= 0 }

  /// Whether some permutation keeps the state, fixes every point before `point`, and moves that to `target`.
  mutating func canMove(_ point: Int, to target: Int) -> Bool {
    guard colours[point] == targetColours[target] else { return false }
    for fixed in image.indices {
      image[fixed] = fixed
      isTaken[fixed] = fixed < point
    }
    return place(point, at: target)
  }

  /// Whether there is a permutation at all.
  mutating func exists() -> Bool {
    guard cells.count == targetCells.count, agreesElsewhere else { return false }
    guard let first = sizes.scalarsets.first else { return true }
    return first.contains { colours[0] == targetColours[$0] && place(0, at: $0) }
  }

  /// Whether the cells that depend on no element are the same.
  private var agreesElsewhere: Bool {
    let moved = Set(due.joined())
    return cells.indices.allSatisfy { moved.contains($0) || cells[$0] == targetCells[$0] }
  }

  /// Decides this point and, if that goes well, all later ones.
  private mutating func place(_ point: Int, at target: Int) -> Bool {
    stepsLeft -= 1
    image[point] = target
    guard !isExhausted, due[point].allSatisfy(keeps) else { return false }
    let next = point + 1
    guard next < image.count else { return true }
    isTaken[target] = true
    defer { isTaken[target] = false }
    return sizes.scalarsets[next].contains {
      !isTaken[$0] && colours[next] == targetColours[$0] && place(next, at: $0)
    }
  }

  private func keeps(_ cell: Int) -> Bool {
    var target = cell
    for shift in sizes.shifts[cell] { target += (image[shift.point] - shift.point) * shift.distance }
    guard let held = held[cell], let value = cells[cell] else { return targetCells[target] == cells[cell] }
    return targetCells[target] == value + Value(image[held] - held)
  }

  /// The colours, told apart further by the cells each element occurs in; a permutation that keeps the state keeps them.
  private var refinedColours: [UInt64] {
    var refined = colours
    for cell in due.joined() {
      var home = cell
      for shift in sizes.shifts[cell] {
        home -= (shift.point - sizes.scalarsets[shift.point].lowerBound) * shift.distance
      }
      var summary = Self.mixed(UInt64(home))
      for shift in sizes.shifts[cell] {
        summary = Self.mixed(summary ^ colours[shift.point] &+ (shift.point == held[cell] ? 1 : 0))
      }
      if let held = held[cell] {
        summary = Self.mixed(summary &+ colours[held])
        refined[held] &+= Self.mixed(summary)
      } else {
        summary = Self.mixed(summary &+ UInt64(truncatingIfNeeded: cells[cell] ?? -1))
      }
      for (index, shift) in sizes.shifts[cell].enumerated() {
        refined[shift.point] &+= Self.mixed(summary &+ UInt64(index + 1))
      }
    }
    return refined
  }

  /// Spreads the bits (the finaliser of MurmurHash3).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ value >> 33
  }
}
