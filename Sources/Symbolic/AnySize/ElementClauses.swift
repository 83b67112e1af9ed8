import ModelIR
import Parametric

/// Clauses over at most two elements that hold in all sampled states, short ones first.
struct ElementClauses {
  /// An atom, or its opposite.
  struct Literal: Hashable, Sendable {
    let atom: ElementAtom
    let isPositive: Bool

    var exchanged: Literal { Literal(atom: atom.exchanged, isPositive: isPositive) }
  }

  /// At least one of its literals is true, for all elements that are different from each other.
  struct Clause: Hashable, Sendable {
    let literals: [Literal]

    var variables: Set<Int> { literals.reduce(into: []) { $0.formUnion($1.atom.variables) } }
  }

  private(set) var clauses: [Clause] = []
  /// Components that some sample has no value of.
  private(set) var undefined: Set<ElementLeaf> = []

  private static let mostClauses = 40_000
  /// Words that may be gone through for clauses of three literals.
  private static let mostWork = 3_000_000_000

  private let family: ScalarsetFamily
  let terms: [ElementTerm]
  private(set) var atoms: [ElementAtom] = []

  init(_ family: ScalarsetFamily, _ samples: [ElementStates], while goesOn: () -> Bool) {
    self.family = family
    terms = ElementTerm.all(of: ElementLeaf.all(of: family))
    for sample in samples { noteUndefined(sample) }
    atoms = ElementAtom.all(over: terms, of: family)
    let views = ElementViews(atoms, terms, samples)
    find(atoms, views, while: goesOn)
  }

  private mutating func noteUndefined(_ sample: ElementStates) {
    for leaf in Set(terms.map(\.leaf)) {
      var choices: [[Int]] = [[]]
      for _ in 0..<leaf.arity { choices = choices.flatMap { choice in (0..<sample.size).map { choice + [$0] } } }
      let cells = choices.map { leaf.cell(of: $0, in: sample.map, sample.system) }
      if sample.states.contains(where: { state in cells.contains { state.cells[$0] == nil } }) {
        undefined.insert(leaf)
      }
    }
  }

  private mutating func find(_ atoms: [ElementAtom], _ views: ElementViews, while goesOn: () -> Bool) {
    let literals = atoms.flatMap { [Literal(atom: $0, isPositive: true), Literal(atom: $0, isPositive: false)] }
    let falsified = atoms.indices.flatMap { [views.without[$0], views.with[$0]] }
    let numbers = Dictionary(uniqueKeysWithValues: literals.enumerated().map { ($1, $0) })
    let exchanged = literals.map { numbers[$0.exchanged] ?? 0 }
    // A literal that is always true, or the opposite of one, is of no use in longer clauses.
    var useful: [Int] = []
    for number in literals.indices {
      if falsified[number].isEmpty {
        add([number], literals, exchanged)
      } else if !falsified[number ^ 1].isEmpty {
        useful.append(number)
      }
    }
    var pairs: [Int: Set<Int>] = [:]
    for (position, first) in useful.enumerated() where goesOn() {
      for second in useful[(position + 1)...] where isSensible(literals[first], literals[second]) {
        guard falsified[first].isDisjoint(with: falsified[second]) else { continue }
        pairs[first, default: []].insert(second)
        add([first, second], literals, exchanged)
      }
    }
    let work = useful.count * useful.count * useful.count / 6 * max(1, views.words)
    guard work < Self.mostWork else { return }
    for (position, first) in useful.enumerated() where goesOn() && clauses.count < Self.mostClauses {
      for (offset, second) in useful[(position + 1)...].enumerated()
      where isSensible(literals[first], literals[second]) && pairs[first]?.contains(second) != true {
        let both = falsified[first].intersection(falsified[second])
        for third in useful[(position + offset + 2)...] {
          guard both.isDisjoint(with: falsified[third]), pairs[first]?.contains(third) != true,
            pairs[second]?.contains(third) != true, isSensible(literals[first], literals[third]),
            isSensible(literals[second], literals[third])
          else { continue }
          add([first, second, third], literals, exchanged)
        }
      }
    }
  }

  /// Of clauses that differ in the order of the elements only one is kept.
  private mutating func add(_ numbers: [Int], _ literals: [Literal], _ exchanged: [Int]) {
    let clause = Clause(literals: numbers.map { literals[$0] })
    let variables = clause.variables
    if variables == [1] { return }
    let other = numbers.map { exchanged[$0] }.sorted()
    if variables.count == 2, other.lexicographicallyPrecedes(numbers) { return }
    clauses.append(clause)
  }

  /// Whether one literal adds something to the other: of one component, two different values do not exclude each other
  /// only if both are said of it.
  private func isSensible(_ first: Literal, _ second: Literal) -> Bool {
    if first.atom == second.atom { return false }
    switch (first.atom, second.atom) {
    case (.equals(let left, _), .equals(let right, _)) where left == right:
      return first.isPositive && second.isPositive
    case (.isVariable(let left, _), .isVariable(let right, _)) where left == right:
      return first.isPositive && second.isPositive
    case (.undefined(let left), .equals(let right, _)), (.equals(let right, _), .undefined(let left)),
      (.undefined(let left), .isVariable(let right, _)), (.isVariable(let right, _), .undefined(let left)):
      return left != right || first.isPositive && second.isPositive
    case (.undefined, _), (.equals, _), (.isVariable, _), (.same, _):
      return true
    }
  }
}
