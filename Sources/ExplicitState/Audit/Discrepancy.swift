import ModelIR

/// Where the interpreter, asked again, does not say what a search rests on.
struct Discrepancy: Error, Hashable {
  /// A clause: what differs, and in which state.
  let message: String

  init(_ what: String, in state: State, of system: TransitionSystem) {
    message = "\(what), in the visited state \(StateText(system).text(of: state))"
  }

  init(_ what: String) { message = what }
}

/// States as one line, for a report of what is wrong.
struct StateText {
  private let system: TransitionSystem
  private let cells: [(name: String, type: TypeID)]

  init(_ system: TransitionSystem) {
    self.system = system
    var cells: [(String, TypeID)] = []
    func collect(_ type: TypeID, _ name: String) {
      switch system[type].shape {
      case .boolean, .integers, .enumeration, .scalarset, .union:
        cells.append((name, type))
      case .record(let fields):
        for field in fields { collect(field.type, "\(name).\(field.name)") }
      case .array(let index, let element):
        guard let domain = system.domain(of: index) else { return }
        for position in domain { collect(element, "\(name)[\(system.text(of: position, type: index))]") }
      }
    }
    for variable in system.variables { collect(variable.type, variable.name) }
    self.cells = cells
  }

  /// The content of a cell, `a[1] = 3`.
  func text(ofCell cell: Int, in state: State) -> String {
    let (name, type) = cells[cell]
    return "\(name) = \(state.cells[cell].map { system.text(of: $0, type: type) } ?? "undefined")"
  }

  func text(of state: State) -> String {
    "{" + cells.indices.map { text(ofCell: $0, in: state) }.joined(separator: ", ") + "}"
  }
}
