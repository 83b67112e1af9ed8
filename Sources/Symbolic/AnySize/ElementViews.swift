import ModelIR

/// What atoms say of all pairs of elements of sampled states, each combination once.
struct ElementViews {
  /// By atom: the views in which it is true, and those in which it is not.
  private(set) var with: [BitRow] = []
  private(set) var without: [BitRow] = []
  /// The length of the rows.
  private(set) var words = 0

  init(_ atoms: [ElementAtom], _ terms: [ElementTerm], _ samples: [ElementStates]) {
    var seen: Set<[UInt64]> = []
    for sample in samples {
      for first in 0..<sample.size {
        for second in 0..<sample.size where first != second {
          let elements = [first, second]
          let cells = Dictionary(
            uniqueKeysWithValues: terms.map { term in
              (term, term.leaf.cell(of: term.variables.map { elements[$0] }, in: sample.map, sample.system))
            })
          let readers = atoms.map { PlacedAtom($0, cells) }
          for state in sample.states {
            var view = [UInt64](repeating: 0, count: (atoms.count + 63) / 64)
            for (number, reader) in readers.enumerated() where reader.holds(in: state, elements) {
              view[number / 64] |= 1 << UInt64(number % 64)
            }
            seen.insert(view)
          }
        }
      }
    }
    words = (seen.count + 63) / 64
    with = Array(repeating: BitRow(words: words), count: atoms.count)
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
}

/// An atom with the positions of its components.
struct PlacedAtom {
  private let atom: ElementAtom
  private let first: Int
  private let second: Int

  init(_ atom: ElementAtom, _ cells: [ElementTerm: Int]) {
    self.atom = atom
    let positions = atom.terms.map { cells[$0] ?? 0 }
    first = positions[0]
    second = positions[positions.count - 1]
  }

  func holds(in state: State, _ elements: [Int]) -> Bool {
    let value = state.cells[first]
    switch atom {
    case .undefined: return value == nil
    case .equals(_, let number): return value == number
    case .isVariable(_, let variable): return value == Value(elements[variable])
    case .same: return value != nil && value == state.cells[second]
    }
  }
}

/// A set of small numbers.
struct BitRow {
  private var bits: [UInt64]

  init(words: Int) { bits = Array(repeating: 0, count: words) }

  mutating func insert(_ number: Int) { bits[number / 64] |= 1 << UInt64(number % 64) }

  var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

  func isDisjoint(with other: BitRow) -> Bool {
    for index in bits.indices where bits[index] & other.bits[index] != 0 { return false }
    return true
  }

  func intersection(_ other: BitRow) -> BitRow {
    var result = self
    for index in bits.indices { result.bits[index] &= other.bits[index] }
    return result
  }
}
