import CZ3
import Encoding

/// Terms as Z3's own: each once, without recursion.
extension Z3Context {
  func ast(of term: Term) throws(SolverError) -> cz3_ast {
    let root = defined(term)
    if let known = known(root) { return known }
    var result = cz3_ast()
    var pending = [root]
    while let term = pending.last {
      if let known = known(term) {
        result = known
        pending.removeLast()
        continue
      }
      let unknown = term.arguments.filter { known($0) == nil }
      if unknown.isEmpty {
        remember(term, as: try checked(try make(term, term.arguments.compactMap(known))))
      } else {
        pending += unknown
      }
    }
    return result
  }

  private func make(_ term: Term, _ arguments: [cz3_ast]) throws(SolverError) -> cz3_ast {
    switch term.operation {
    case .constant(let name): unsafe cz3_make_constant(handle, name, try sort(term.sort))
    case .boolean(let value): make(value ? CZ3_TRUE : CZ3_FALSE, [])
    case .literal(let value): make(BitVector(value, width: term.sort.width ?? 0))
    case .not: make(CZ3_NOT, arguments)
    case .and: make(CZ3_AND, arguments)
    case .or: make(CZ3_OR, arguments)
    case .equal: make(CZ3_EQUAL, arguments)
    case .ite: make(CZ3_ITE, arguments)
    case .bvneg: make(CZ3_BVNEG, arguments)
    case .bvnot: make(CZ3_BVNOT, arguments)
    case .bvadd: make(CZ3_BVADD, arguments)
    case .bvsub: make(CZ3_BVSUB, arguments)
    case .bvmul: make(CZ3_BVMUL, arguments)
    case .bvudiv: make(CZ3_BVUDIV, arguments)
    case .bvurem: make(CZ3_BVUREM, arguments)
    case .bvsdiv: make(CZ3_BVSDIV, arguments)
    case .bvsrem: make(CZ3_BVSREM, arguments)
    case .bvand: make(CZ3_BVAND, arguments)
    case .bvor: make(CZ3_BVOR, arguments)
    case .bvxor: make(CZ3_BVXOR, arguments)
    case .bvshl: make(CZ3_BVSHL, arguments)
    case .bvlshr: make(CZ3_BVLSHR, arguments)
    case .bvashr: make(CZ3_BVASHR, arguments)
    case .bvult: make(CZ3_BVULT, arguments)
    case .bvule: make(CZ3_BVULE, arguments)
    case .bvslt: make(CZ3_BVSLT, arguments)
    case .bvsle: make(CZ3_BVSLE, arguments)
    case .extract(let high, let low): cz3_make_extract(handle, UInt32(high), UInt32(low), arguments[0])
    case .concat: make(CZ3_CONCAT, arguments)
    case .zeroExtend(let count): cz3_make_zero_extend(handle, UInt32(count), arguments[0])
    case .signExtend(let count): cz3_make_sign_extend(handle, UInt32(count), arguments[0])
    case .select: make(CZ3_SELECT, arguments)
    case .store: make(CZ3_STORE, arguments)
    case .constantArray: cz3_make_constant_array(handle, try indexSort(of: term), arguments[0])
    }
  }

  private func make(_ operation: cz3_operation, _ arguments: [cz3_ast]) -> cz3_ast {
    unsafe cz3_make(handle, operation, UInt32(arguments.count), arguments)
  }

  private func make(_ value: BitVector) -> cz3_ast {
    unsafe cz3_make_bits(handle, UInt32(value.width), value.words)
  }

  private func indexSort(of array: Term) throws(SolverError) -> cz3_sort {
    guard case .array(let index, _) = array.sort else { preconditionFailure("not an array") }
    return try sort(index)
  }
}
