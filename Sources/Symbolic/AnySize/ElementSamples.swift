import ModelIR
import Parametric

/// What atoms say of all pairs of elements in sampled states, each combination once.
struct ElementSamples {
  let family: ScalarsetFamily
  let terms: [ElementTerm]
  let atoms: [ElementAtom]
  /// By atom, the number of the one with the elements exchanged.
  let exchanged: [Int]
  /// Components that some sample has no value of.
  private(set) var undefined: Set<ElementLeaf> = []
  /// By atom: the combinations in which it is true, and those in which it is not.
  private(set) var with: [BitRow] = []
  private(set) var without: [BitRow] = []
  /// How many combinations there are.
  private(set) var count = 0

  init(_ fragment: Fragment, _ samples: [ElementStates], mostValues: Value) {
    family = fragment.family
    terms = ElementTerm.all(of: ElementLeaf.all(of: family))
    let atoms = ElementAtom.all(over: terms, of: fragment, mostValues: mostValues)
    self.atoms = atoms
    let numbers = Dictionary(uniqueKeysWithValues: atoms.enumerated().map { ($1, $0) })
    exchanged = atoms.enumerated().map { numbers[$1.exchanged] ?? $0 }
    for sample in samples { noteUndefined(sample) }
    noteViews(samples)
  }

  private mutating func noteUndefined(_ sample: ElementStates) {
    for leaf in Set(terms.map(\.leaf)) {
      var choices: [[Int]] = [[]]
      for _ in 0..<leaf.arity {
        choices = choices.flatMap { choice in (0..<sample.size).map { choice + [$0] } }
      }
      let cells = choices.map { leaf.cell(of: $0, in: sample.map, sample.system) }
      if sample.states.contains(where: { state in cells.contains { state.cells[$0] == nil } }) {
        undefined.insert(leaf)
      }
    }
  }

  private mutating func noteViews(_ samples: [ElementStates]) {
    var seen: Set<[UInt64]> = []
    for sample in samples {
      for first in 0..<sample.size {
        for second in 0..<sample.size where first != second {
          let readers = readers(of: [first, second], in: sample.map, sample.system)
          for state in sample.states {
            var view = [UInt64](repeating: 0, count: (atoms.count + 63) / 64)
            for (number, reader) in readers.enumerated() where reader.holds(in: state) {
              view[number / 64] |= 1 << UInt64(number % 64)
            }
            seen.insert(view)
          }
        }
      }
    }
    count = seen.count
    with = Array(repeating: BitRow(count: count), count: atoms.count)
    without = with
    for (position, view) in seen.enumerated() {
      for number in atoms.indices {
        if view[number / 64] >> UInt64(number % 64) & 1 == 1 {
          with[number].insert(position)
        } else {
          without[number].insert(position)
        }
      }
    }
  }

  /// The atoms where the two elements are these.
  func readers(of elements: [Int], in map: CellMap, _ system: TransitionSystem) -> [PlacedAtom] {
    let cells = Dictionary(
      uniqueKeysWithValues: terms.map { term in
        (term, term.leaf.cell(of: term.variables.map { elements[$0] }, in: map, system))
      })
    return atoms.map { PlacedAtom($0, cells, elements) }
  }
}

/// An atom with the positions of its components.
struct PlacedAtom {
  private let atom: ElementAtom
  private let first: Int
  private let second: Int
  private let elements: [Int]

  init(_ atom: ElementAtom, _ cells: [ElementTerm: Int], _ elements: [Int]) {
    self.atom = atom
    self.elements = elements
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
    case .same: return value != nil && value == state.cells[second]
    case .less:
      guard let value, let other = state.cells[second] else { return false }
      return value < other
    }
  }
}
