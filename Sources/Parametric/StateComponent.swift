import ModelIR

/// A component of the state, or all those that differ in the indices of arrays only.
struct StateComponent: Hashable, Sendable {
  let variable: VariableID
  /// From the whole to the part, arrays left out.
  private(set) var fields: [Int]

  init(_ variable: VariableID, fields: [Int] = []) {
    self.variable = variable
    self.fields = fields
  }

  /// Of a place in the state; nil for others.
  init?(_ place: Place) {
    guard case .state(let variable) = place.root else { return nil }
    self.variable = variable
    fields = place.path.compactMap { if case .field(let field, _) = $0 { field } else { nil } }
  }

  func isPart(of whole: StateComponent) -> Bool {
    variable == whole.variable && fields.starts(with: whole.fields)
  }

  /// Whether what changes one may change the other.
  func overlaps(_ other: StateComponent) -> Bool { isPart(of: other) || other.isPart(of: self) }

  func field(_ number: Int) -> StateComponent {
    var part = self
    part.fields.append(number)
    return part
  }
}
