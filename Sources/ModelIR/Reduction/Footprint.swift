/// The cells of the state that an evaluation may come to.
struct Footprint {
  var reads: Bits
  var writes: Bits
  /// What may be written to a cell, where that is not anything: bit n stands for the n-th value of the cell's type, the
  /// last bit for what is undefined.
  var contents: [Int: UInt64] = [:]

  init(cells: Int) {
    reads = Bits(below: cells)
    writes = reads
  }

  /// What bit `n` of a content stands for when the cell's type has few values.
  static let undefined: UInt64 = 1 << 63
  static let anything = UInt64.max
}

/// The cells of the state and their types' values.
struct CellDomains {
  let count: Int
  private let domains: [ClosedRange<Value>]

  init(_ system: TransitionSystem, _ map: CellMap) {
    domains = system.variables.flatMap { variable in
      map.components(of: variable.type).map { system.domain(of: $0) ?? 0...0 }
    }
    count = domains.count
  }

  /// The values of a cell that has few; nil if bits do not stand for them.
  func values(of cell: Int) -> ClosedRange<Value>? {
    let domain = domains[cell]
    return domain.upperBound - domain.lowerBound < 63 ? domain : nil
  }

  /// The bit of a content, or everything.
  func bit(of content: Value?, in cell: Int) -> UInt64 {
    guard let content else { return Footprint.undefined }
    guard let domain = values(of: cell) else { return Footprint.anything }
    return domain.contains(content) ? 1 << UInt64(content - domain.lowerBound) : 0
  }
}
