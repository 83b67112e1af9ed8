/// Where a scalarset has its size from, and whether anything else of the text depends on it.
package enum ScalarsetSize: Hashable, Sendable {
  /// A number that is written there.
  case number
  /// A constant that the text names nowhere else.
  case constant(String)
  /// A constant that the text names elsewhere as well.
  case shared(String)
  /// Computed from something.
  case expression
}
