package import ModelIR

/// Where one cell lies in packed states, for writing it alone.
package struct PackedCell: Hashable, Sendable {
  private let fields: [StateLayout.Field]
  private let low: Value

  /// A cell of a layout.
  package init(_ cell: Int, of layout: StateLayout) {
    fields = layout.fields.filter { $0.cell == cell }
    low = layout.lows[cell]
  }

  /// Writes a value of the cell's type, or makes the cell undefined.
  package func set(_ value: Value?, in words: inout [UInt64]) {
    let code = value.map { UInt128($0 - low + 1) } ?? 0
    for field in fields {
      let piece = UInt64(truncatingIfNeeded: code >> UInt128(field.from))
      let mask: UInt64 = field.bits == 64 ? .max : 1 << UInt64(field.bits) - 1
      words[field.word] &= ~(mask << UInt64(field.shift))
      words[field.word] |= (piece & mask) << UInt64(field.shift)
    }
  }
}
