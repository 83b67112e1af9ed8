package import ModelIR

/// How a state is packed into 64-bit words: each cell holds `value - low + 1`, or 0 where undefined, in a bit field
/// that never straddles a word.
///
/// A cell of a type with 2^64 values needs 65 bits and becomes two fields, the low 64 bits and the rest.
package struct StateLayout: Sendable {
  /// One bit field: bits `from ..< from + bits` of a cell's code are at `shift` in `word`.
  package struct Field: Hashable, Sendable {
    package let cell: Int
    package let word: Int
    package let shift: Int
    package let bits: Int
    package let from: Int
  }

  /// The fields in cell order.
  package let fields: [Field]
  /// The lowest value of each cell's type.
  package let lows: [Value]
  /// Words per state, at least 1.
  package let width: Int
  /// Bits in use.
  package let bits: Int

  /// The largest number of cells a state may have here.
  package static let maximumCells = 1 << 20

  /// Nil if the state has more than `maximumCells` cells.
  package init?(_ system: TransitionSystem) {
    var lows: [Value] = []
    var widths: [Int] = []
    let map = CellMap(system)
    for variable in system.variables {
      guard let size = system.cellCount(of: variable.type), lows.count + size <= Self.maximumCells else {
        return nil
      }
      for component in map.components(of: variable.type) {
        guard let domain = system.domain(of: component) else { return nil }
        lows.append(domain.lowerBound)
        widths.append(Self.bits(for: domain))
      }
    }
    var fields: [Field] = []
    // First fit: the words that still have room, with their used bits.
    var used: [Int] = []
    var open = 0
    for (cell, width) in widths.enumerated() {
      for (from, bits) in width > 64 ? [(0, 64), (64, width - 64)] : [(0, width)] {
        while open < used.count, used[open] >= 64 { open += 1 }
        let word = used.indices.dropFirst(open).first { used[$0] + bits <= 64 } ?? used.count
        if word == used.count { used.append(0) }
        fields.append(Field(cell: cell, word: word, shift: used[word], bits: bits, from: from))
        used[word] += bits
      }
    }
    self.fields = fields
    self.lows = lows
    self.width = max(used.count, 1)
    self.bits = used.reduce(0, +)
  }

  /// The bits that hold a code for each value and one more for undefined.
  package static func bits(for domain: ClosedRange<Value>) -> Int {
    let count = domain.upperBound - domain.lowerBound + 1
    return Value.bitWidth - count.leadingZeroBitCount
  }

  package func pack(_ state: State) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: width)
    for field in fields {
      guard let value = state.cells[field.cell] else { continue }
      let code = UInt128(value - lows[field.cell] + 1) >> UInt128(field.from)
      let piece = UInt64(truncatingIfNeeded: code)
      words[field.word] |= (field.bits == 64 ? piece : piece & (1 << field.bits - 1)) << UInt64(field.shift)
    }
    return words
  }

  package func unpack(_ words: [UInt64]) -> State {
    var codes = [UInt128](repeating: 0, count: lows.count)
    for field in fields {
      let piece = words[field.word] >> UInt64(field.shift)
      let code = UInt128(field.bits == 64 ? piece : piece & (1 << field.bits - 1))
      codes[field.cell] |= code << UInt128(field.from)
    }
    return State(cells: zip(codes, lows).map { code, low in code == 0 ? nil : Value(code) - 1 + low })
  }
}
