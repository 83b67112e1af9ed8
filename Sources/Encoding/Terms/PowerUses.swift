/// Constants by which something is divided, with which something is multiplied, or that a mask of bits is made of: of
/// these it is worth knowing whether they are powers of two.
package struct PowerUses {
  /// Constants that occur as such, extended, cut or as one side of a condition.
  package private(set) var constants: Set<Term> = []

  /// Looks at everything under these terms.
  package init(_ roots: [Term]) {
    for term in TermGraph(roots).terms {
      switch term.operation {
      case .bvudiv, .bvurem, .bvsdiv, .bvsrem: insert(term.arguments[1])
      case .bvmul where term.arguments[0].literal == nil: term.arguments.forEach { insert($0) }
      case .bvand:
        for (mask, value) in [(term.arguments[1], term.arguments[0]), (term.arguments[0], term.arguments[1])]
        {
          guard mask.literal == nil, let form = LinearForm(mask), form.constant == -1,
            form.factors.count == 1, let power = form.factors.first, power.value == 1, power.key !== value
          else { continue }
          insert(power.key)
        }
      case .constant, .boolean, .literal, .not, .and, .or, .equal, .ite, .bvneg, .bvnot, .bvadd, .bvsub,
        .bvmul, .bvor, .bvxor, .bvshl, .bvlshr, .bvashr, .bvult, .bvule, .bvslt, .bvsle, .extract, .concat,
        .zeroExtend, .signExtend, .select, .store, .constantArray:
        break
      }
    }
  }

  /// The constants that a number may be a copy of.
  package static func sources(of term: Term) -> [Term] {
    var found: [Term] = []
    var seen: Set<Term> = []
    var pending = [term]
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      switch next.operation {
      case .constant: if next.sort.width != nil { found.append(next) }
      case .zeroExtend, .signExtend, .extract: pending.append(next.arguments[0])
      case .ite: pending += next.arguments.dropFirst()
      default: break
      }
    }
    return found
  }

  private mutating func insert(_ term: Term) { constants.formUnion(Self.sources(of: term)) }
}
