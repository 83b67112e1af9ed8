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

  /// Parameters' constants with values for them.
  package func values(_ values: [Value], of parameters: [EncodedParameter]) -> [Term: Term] {
    Dictionary(
      uniqueKeysWithValues: zip(parameters, values).map { parameter, value in
        (parameter.constant, self.value(value, of: parameter.constant.sort))
      })
  }

  /// A free constant of the same sort whose name has a suffix.
  package func copy(of constant: Term, _ suffix: String) -> Term {
    guard case .constant(let name) = constant.operation else { preconditionFailure("not a constant") }
    return self.constant(name + suffix, constant.sort)
  }
}
