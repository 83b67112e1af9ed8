import Diagnostics
package import ModelIR

/// How a state of a design becomes one of its abstract model: where each cell of the abstract state comes from.
package struct Mapping: Sendable {
  /// A cell of the abstract state: the cell of `system` that has its value, and what becomes of that.
  struct Source: Hashable, Sendable {
    var cell: Int
    var conversion: LeafConversion
    /// The annotation that says so.
    var range: SourceRange
  }

  /// The design with a variable more for each function that abstracts something, and one rule that fills them.
  let system: TransitionSystem
  /// Of each cell of the abstract state.
  let sources: [Source]
  let model: TransitionSystem

  static let firing = Firing(subject: .rule(RuleID(0)), arguments: [])

  /// Why a state has no counterpart.
  struct Missing: Error {
    var reason: String
    var range: SourceRange
  }

  /// The abstract state, of a state in which the rule has fired.
  func abstract(_ state: State) throws(Missing) -> State {
    var cells: [Value?] = []
    for (index, source) in sources.enumerated() {
      guard let value = state.cells[source.cell] else {
        cells.append(nil)
        continue
      }
      guard let converted = source.conversion(value) else {
        let type = CellMap(system).components(ofState: system)[source.cell]
        let text = system.text(of: value, type: type)
        throw Missing(
          reason: "`\(model.nameOfCell(index))` cannot be \(text)", range: source.range)
      }
      cells.append(converted)
    }
    return State(cells: cells)
  }
}

extension CellMap {
  /// The type of each cell of a state.
  func components(ofState system: TransitionSystem) -> [TypeID] {
    system.variables.flatMap { components(of: $0.type) }
  }
}

extension TransitionSystem {
  /// A cell of a state as the model's author writes it: `ref.count`, `bits[2]`.
  package func nameOfCell(_ cell: Int) -> String {
    let map = CellMap(self)
    guard let index = map.variableOffsets.lastIndex(where: { $0 <= cell }) else { return "" }
    var name = variables[index].name
    var type = variables[index].type
    var rest = cell - map.variableOffsets[index]
    while true {
      switch self[type].shape {
      case .record(let fields):
        let field = fields.indices.last { map.offset(ofField: $0, in: type) <= rest } ?? 0
        rest -= map.offset(ofField: field, in: type)
        name += ".\(fields[field].name)"
        type = fields[field].type
      case .array(let indexType, let element):
        let size = max(map.size(of: element), 1)
        let value = Value(rest / size) + (domain(of: indexType)?.lowerBound ?? 0)
        name += "[\(text(of: value, type: indexType))]"
        rest %= size
        type = element
      case .boolean, .integers, .enumeration, .scalarset, .union: return name
      }
    }
  }
}
