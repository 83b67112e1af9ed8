import Diagnostics
import ModelIR

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
        let text = system.text(of: value, type: system.cellPlaces[source.cell].type)
        throw Missing(
          reason: "`\(model.nameOfCell(index))` cannot be \(text)", range: source.range)
      }
      cells.append(converted)
    }
    return State(cells: cells)
  }
}
