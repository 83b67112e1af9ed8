import Diagnostics
import ModelIR

/// The cells of a state, as they are named.
extension TransitionSystem {
  /// The simple parts of a state as places, in the order of its cells.
  var cellPlaces: [Place] {
    let range = SourceRange(file: FileID(0), start: 0, end: 0)
    return variables.indices.flatMap { index in
      let type = variables[index].type
      return parts(of: Place(root: .state(VariableID(index)), type: .declared(type), range: range), type)
    }
  }

  /// A cell of a state as the model's author writes it: `ref.count`, `bits[2]`.
  func nameOfCell(_ cell: Int) -> String {
    ExpressionText(self).text(Expression(reading: cellPlaces[cell]), [])
  }

  private func parts(of place: Place, _ type: TypeID) -> [Place] {
    func part(_ step: Place.Step, _ type: TypeID) -> [Place] {
      var part = place
      part.path.append(step)
      part.type = .declared(type)
      return parts(of: part, type)
    }
    switch self[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union: return [place]
    case .record(let fields):
      return fields.indices.flatMap { part(.field($0, record: type), fields[$0].type) }
    case .array(let index, let element):
      guard let domain = domain(of: index) else { return [] }
      return domain.flatMap { value in
        let index = Expression(.constant(value), type: .declared(index), range: place.range)
        return part(.element(index, array: type), element)
      }
    }
  }
}
