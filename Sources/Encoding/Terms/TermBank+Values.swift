package import ModelIR

/// Values of the model as terms.
extension TermBank {
  /// A simple value as a literal of a leaf's, parameter's or array index's sort.
  package func value(_ value: Value, of sort: Sort) -> Term {
    switch sort {
    case .bool: bool(value != 0)
    case .bitVector(let width): bits(value, width: width)
    case .array: preconditionFailure("not a simple sort")
    }
  }
}
