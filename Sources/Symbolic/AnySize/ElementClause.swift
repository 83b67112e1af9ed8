import ModelIR

/// At least one of the literals is true, for all elements that are different from each other.
struct ElementClause: Hashable, Sendable {
  /// An atom, or its opposite.
  struct Literal: Hashable, Sendable {
    let atom: ElementAtom
    let isPositive: Bool

    var exchanged: Literal { Literal(atom: atom.exchanged, isPositive: isPositive) }
  }

  let literals: [Literal]

  /// The elements it speaks of.
  var variables: Set<Int> { literals.reduce(into: []) { $0.formUnion($1.atom.variables) } }

  /// The other scalarsets of which it speaks of an element.
  var others: [TypeID] { literals.reduce(into: Set()) { $0.formUnion($1.atom.others) }.sorted() }

  /// How many numbers it compares with one of their values.
  func values(in system: TransitionSystem) -> Int {
    literals.count { literal in
      guard case .equals(let term, _) = literal.atom else { return false }
      if case .integers(let low, let high) = system[term.leaf.type].shape { return high - low > 1 }
      return false
    }
  }
}
