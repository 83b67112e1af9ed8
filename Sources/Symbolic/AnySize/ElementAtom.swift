import ModelIR
import Parametric

/// What a lemma may say of one state and two elements.
enum ElementAtom: Hashable, Sendable {
  case undefined(ElementTerm)
  /// False where it is undefined, like the others.
  case equals(ElementTerm, Value)
  /// The component is the element with this number.
  case isVariable(ElementTerm, Int)
  /// The component is the lemma's element of its type, which is another scalarset.
  case isOther(ElementTerm)
  case same(ElementTerm, ElementTerm)
  /// The first number is less than the second.
  case less(ElementTerm, ElementTerm)

  var terms: [ElementTerm] {
    switch self {
    case .undefined(let term), .equals(let term, _), .isVariable(let term, _), .isOther(let term): [term]
    case .same(let left, let right), .less(let left, let right): [left, right]
    }
  }

  /// The lemma's variables that it speaks of.
  var variables: Set<Int> {
    let named = Set(terms.flatMap(\.variables))
    if case .isVariable(_, let variable) = self { return named.union([variable]) }
    return named
  }

  /// The other scalarsets of which it takes an element to say it.
  var others: Set<TypeID> {
    var others: Set<TypeID> = []
    for term in terms {
      for case .other(let type, _) in term.leaf.steps { others.insert(type) }
    }
    if case .isOther(let term) = self { others.insert(term.leaf.type) }
    return others
  }

  /// With the two variables exchanged.
  var exchanged: ElementAtom {
    switch self {
    case .undefined(let term): .undefined(term.exchanged)
    case .equals(let term, let value): .equals(term.exchanged, value)
    case .isVariable(let term, let variable): .isVariable(term.exchanged, 1 - variable)
    case .isOther(let term): .isOther(term.exchanged)
    case .same(let left, let right): .same(left.exchanged, right.exchanged)
    case .less(let left, let right): .less(left.exchanged, right.exchanged)
    }
  }
}

extension ElementAtom {
  /// Numbers of more than `mostValues` values are compared with each other, and with their bounds.
  static func all(over terms: [ElementTerm], of fragment: Fragment, mostValues: Value) -> [ElementAtom] {
    let family = fragment.family
    let system = family.system
    var atoms: [ElementAtom] = []
    for term in terms {
      atoms.append(.undefined(term))
      switch system[term.leaf.type].shape {
      case .boolean: atoms.append(.equals(term, 1))
      case .integers(let low, let high):
        atoms +=
          high - low < mostValues
          ? (low...high).map { .equals(term, $0) } : [.equals(term, low), .equals(term, high)]
      case .enumeration(let members):
        let values = members.count == 2 ? [1] : Array(members.indices)
        atoms += values.map { .equals(term, Value($0)) }
      case .scalarset where term.leaf.type == family.type:
        atoms += [.isVariable(term, 0), .isVariable(term, 1)]
      case .scalarset: atoms.append(.isOther(term))
      case .union, .array, .record: break
      }
    }
    for (number, left) in terms.enumerated() {
      for right in terms[(number + 1)...] where left.leaf.type == right.leaf.type {
        switch system[left.leaf.type].shape {
        case .integers(let low, let high):
          atoms.append(.same(left, right))
          if high - low > 1 { atoms += [.less(left, right), .less(right, left)] }
        // Of two that were left out nobody knows whether they are the same.
        case .scalarset
        where left.leaf.type != family.type || !left.leaf.isLoose(in: fragment)
          || !right.leaf.isLoose(in: fragment):
          atoms.append(.same(left, right))
        case .boolean, .enumeration, .scalarset, .union, .array, .record: break
        }
      }
    }
    return atoms
  }
}
