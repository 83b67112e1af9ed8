import Diagnostics
import ModelIR
import Parametric

/// A simple component of the state, or one for each element of a scalarset.
struct ElementLeaf: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case field(Int, record: TypeID)
    case constant(Value, array: TypeID)
    /// An index that is an element.
    case element(array: TypeID)
    /// An index that is an element of another scalarset.
    case other(TypeID, array: TypeID)
  }

  let variable: VariableID
  let steps: [Step]
  let type: TypeID

  /// How many elements it takes to name a component.
  var arity: Int { steps.count { if case .element = $0 { true } else { false } } }

  /// The other scalarsets of which it takes an element to name a component, or of which one is its value.
  func others(_ family: ScalarsetFamily) -> Set<TypeID> {
    var others = Set(steps.compactMap { if case .other(let type, _) = $0 { type } else { nil } })
    if case .scalarset = family.system[type].shape, type != family.type { others.insert(type) }
    return others
  }

  /// Whether it may name an element that was left out.
  func isLoose(in fragment: Fragment) -> Bool {
    fragment.isLoose(
      variable, fields: steps.compactMap { if case .field(let field, _) = $0 { field } else { nil } })
  }

  /// The position of the component that belongs to these elements, and to these of other scalarsets.
  func cell(
    of elements: [Int], _ others: [TypeID: Int], in map: CellMap, _ system: TransitionSystem
  ) -> Int {
    var cell = map.offset(of: variable)
    var elements = elements[...]
    for step in steps {
      switch step {
      case .field(let field, let record): cell += map.offset(ofField: field, in: record)
      case .constant(let value, let array):
        guard case .array(let index, let element) = system[array].shape, let domain = system.domain(of: index)
        else { continue }
        cell += Int(value - domain.lowerBound) * map.size(of: element)
      case .element(let array):
        guard case .array(_, let element) = system[array].shape, let first = elements.popFirst() else {
          continue
        }
        cell += first * map.size(of: element)
      case .other(let type, let array):
        guard case .array(_, let element) = system[array].shape else { continue }
        cell += (others[type] ?? 0) * map.size(of: element)
      }
    }
    return cell
  }
}

extension ElementLeaf {
  /// Arrays with more elements than this are no subject of guesses.
  private static let mostIndices: Value = 8
  private static let mostLeaves = 128

  /// The components that can be named with no more than two elements.
  static func all(of family: ScalarsetFamily) -> [ElementLeaf] {
    let system = family.system
    var leaves: [ElementLeaf] = []
    func visit(_ variable: VariableID, _ type: TypeID, _ steps: [Step]) {
      switch system[type].shape {
      case .boolean, .integers, .enumeration, .scalarset:
        let leaf = ElementLeaf(variable: variable, steps: steps, type: type)
        if leaf.arity <= 2 { leaves.append(leaf) }
      case .union: break
      case .record(let fields):
        for (number, field) in fields.enumerated() {
          visit(variable, field.type, steps + [.field(number, record: type)])
        }
      case .array(let index, let element):
        if index == family.type { return visit(variable, element, steps + [.element(array: type)]) }
        if case .scalarset(let size) = system[index].shape {
          guard size <= mostIndices else { return }
          return visit(variable, element, steps + [.other(index, array: type)])
        }
        guard let domain = system.domain(of: index), domain.upperBound - domain.lowerBound < mostIndices
        else { return }
        for value in domain { visit(variable, element, steps + [.constant(value, array: type)]) }
      }
    }
    for (index, variable) in system.variables.enumerated() { visit(VariableID(index), variable.type, []) }
    let others = leaves.reduce(into: Set<TypeID>()) { $0.formUnion($1.others(family)) }
    let choices = others.reduce(Value(1)) { $0 * ((system.domain(of: $1)?.upperBound ?? 0) + 1) }
    if choices > mostIndices || others.count > ClauseText.mostOthers
      || others.contains(where: { system[$0].name == nil })
    {
      leaves.removeAll { !$0.others(family).isEmpty }
    }
    return Array(leaves.prefix(mostLeaves))
  }
}

/// A component with the variables of a lemma, by number, as its elements.
struct ElementTerm: Hashable, Sendable {
  let leaf: ElementLeaf
  let variables: [Int]

  static func all(of leaves: [ElementLeaf]) -> [ElementTerm] {
    leaves.flatMap { leaf in
      let choices: [[Int]] =
        switch leaf.arity {
        case 0: [[]]
        case 1: [[0], [1]]
        default: [[0, 1], [1, 0], [0, 0], [1, 1]]
        }
      return choices.map { ElementTerm(leaf: leaf, variables: $0) }
    }
  }

  /// With the two variables exchanged.
  var exchanged: ElementTerm { ElementTerm(leaf: leaf, variables: variables.map { 1 - $0 }) }
}
