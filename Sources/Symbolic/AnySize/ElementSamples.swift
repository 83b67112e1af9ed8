import ModelIR
import Parametric

/// What atoms say of all pairs of elements in sampled states, each combination once.
struct ElementSamples {
  let family: ScalarsetFamily
  let terms: [ElementTerm]
  let atoms: [ElementAtom]
  /// By atom, the number of the one with the elements exchanged.
  let exchanged: [Int]
  /// Each choice of one element of each other scalarset that atoms speak of.
  let others: [[TypeID: Int]]
  /// Components that some sample has no value of.
  private(set) var undefined: Set<ElementLeaf> = []
  /// The combinations of atoms that are true together.
  private(set) var views = BitTable([])

  init(_ fragment: Fragment, _ samples: [ElementStates], mostValues: Value) {
    family = fragment.family
    let leaves = ElementLeaf.all(of: family)
    others = Self.choices(of: leaves, family)
    terms = ElementTerm.all(of: leaves)
    let atoms = ElementAtom.all(over: terms, of: fragment, mostValues: mostValues)
    self.atoms = atoms
    let numbers = Dictionary(uniqueKeysWithValues: atoms.enumerated().map { ($1, $0) })
    exchanged = atoms.enumerated().map { numbers[$1.exchanged] ?? $0 }
    for sample in samples { noteUndefined(sample) }
    noteViews(samples)
  }

  private static func choices(of leaves: [ElementLeaf], _ family: ScalarsetFamily) -> [[TypeID: Int]] {
    let types = leaves.reduce(into: Set<TypeID>()) { $0.formUnion($1.others(family)) }
    return types.sorted().reduce([[:]]) { choices, type in
      let size = family.system.domain(of: type).map { Int($0.upperBound) } ?? 0
      return choices.flatMap { choice in (0...size).map { choice.merging([type: $0]) { $1 } } }
    }
  }

  private mutating func noteUndefined(_ sample: ElementStates) {
    for leaf in Set(terms.map(\.leaf)) {
      var choices: [[Int]] = [[]]
      for _ in 0..<leaf.arity {
        choices = choices.flatMap { choice in (0..<sample.size).map { choice + [$0] } }
      }
      let cells = choices.flatMap { choice in
        others.map { leaf.cell(of: choice, $0, in: sample.map, sample.system) }
      }
      if sample.states.contains(where: { state in cells.contains { state.cells[$0] == nil } }) {
        undefined.insert(leaf)
      }
    }
  }

  private mutating func noteViews(_ samples: [ElementStates]) {
    var seen: Set<BitRow> = []
    for sample in samples {
      for first in 0..<sample.size {
        for second in 0..<sample.size where first != second {
          for other in others {
            let readers = readers(of: [first, second], other, in: sample.map, sample.system)
            for state in sample.states { seen.insert(BitRow(readers) { $0.holds(in: state) }) }
          }
        }
      }
    }
    views = BitTable(seen)
  }

  /// The atoms where the two elements are these, and those of other scalarsets.
  func readers(
    of elements: [Int], _ others: [TypeID: Int], in map: CellMap, _ system: TransitionSystem
  ) -> [PlacedAtom] {
    let cells = Dictionary(
      uniqueKeysWithValues: terms.map { term in
        (term, term.leaf.cell(of: term.variables.map { elements[$0] }, others, in: map, system))
      })
    return atoms.map { PlacedAtom($0, cells, elements, others) }
  }
}

/// An atom with the positions of its components.
struct PlacedAtom {
  private let atom: ElementAtom
  private let first: Int
  private let second: Int
  private let elements: [Int]
  private let others: [TypeID: Int]

  init(_ atom: ElementAtom, _ cells: [ElementTerm: Int], _ elements: [Int], _ others: [TypeID: Int]) {
    self.atom = atom
    self.elements = elements
    self.others = others
    let positions = atom.terms.map { cells[$0] ?? 0 }
    first = positions[0]
    second = positions[positions.count - 1]
  }

  func holds(in state: State) -> Bool {
    let value = state.cells[first]
    switch atom {
    case .undefined: return value == nil
    case .equals(_, let number): return value == number
    case .isVariable(_, let variable): return value == Value(elements[variable])
    case .isOther(let term): return value != nil && value == others[term.leaf.type].map { Value($0) }
    case .same: return value != nil && value == state.cells[second]
    case .less:
      guard let value, let other = state.cells[second] else { return false }
      return value < other
    }
  }
}
