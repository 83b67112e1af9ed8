/// The sort of a term: what SMT-LIB's Core, FixedSizeBitVectors and ArraysEx know.
package indirect enum Sort: Hashable, Sendable {
  case bool
  /// `width` bits, at least 1.
  case bitVector(Int)
  case array(index: Sort, element: Sort)

  /// The number of bits; nil for other sorts.
  package var width: Int? {
    if case .bitVector(let width) = self { width } else { nil }
  }
}
