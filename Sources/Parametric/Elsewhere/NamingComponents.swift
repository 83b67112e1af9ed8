import ModelIR

/// The components of a model whose values are elements.
struct NamingComponents: Hashable, Sendable {
  /// Of each, whether it is in an array over the scalarset.
  private var isInRow: [StateComponent: Bool] = [:]

  init(_ family: ScalarsetFamily) {
    let system = family.system
    func visit(_ type: TypeID, _ component: StateComponent, _ isInRow: Bool) {
      switch system[type].shape {
      case .scalarset: if type == family.type { self.isInRow[component] = isInRow }
      case .array(let index, let element): visit(element, component, isInRow || index == family.type)
      case .record(let fields):
        for (number, field) in fields.enumerated() { visit(field.type, component.field(number), isInRow) }
      case .boolean, .integers, .enumeration, .union: break
      }
    }
    for (index, variable) in system.variables.enumerated() {
      visit(variable.type, StateComponent(VariableID(index)), false)
    }
  }

  func isInRow(_ component: StateComponent) -> Bool { isInRow[component] == true }

  /// How many there are outside of arrays over the scalarset.
  var outsideRows: Int { isInRow.values.count { !$0 } }

  /// Those in a part of the state.
  func parts(of whole: StateComponent) -> [StateComponent] { isInRow.keys.filter { $0.isPart(of: whole) } }
}
