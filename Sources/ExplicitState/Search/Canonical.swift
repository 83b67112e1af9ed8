import ModelIR

/// Packs states as the search stores them: bit-packed and, with symmetry, replaced by their orbit's representative.
struct Canonical: Sendable {
  let layout: StateLayout
  let successor: any Successor
  let usesSymmetry: Bool

  func pack(_ state: State) -> [UInt64] {
    var words = layout.pack(state)
    if usesSymmetry {
      unsafe words.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress { unsafe successor.canonicalise(base) }
      }
    }
    return words
  }
}
