/// Evaluates terms under values of their constants; each node once, however deep the graph is.
///
/// Bit-vectors may have up to 256 bits. Two arrays are equal if defaults and entries are: exact unless the entries of one
/// cover its whole index sort.
package struct TermEvaluator {
  private let constants: [Term: TermValue]
  private var known: [Term: TermValue] = [:]

  /// - Parameter constants: constants that are missing are false, zero, or arrays of these.
  package init(_ constants: [Term: TermValue]) { self.constants = constants }

  package mutating func holds(_ term: Term) -> Bool { value(of: term).isTrue }

  package mutating func value(of term: Term) -> TermValue {
    var pending = [term]
    while let next = pending.last {
      if known[next] != nil {
        pending.removeLast()
        continue
      }
      let missing = next.arguments.filter { known[$0] == nil }
      guard missing.isEmpty else {
        pending.append(contentsOf: missing)
        continue
      }
      pending.removeLast()
      known[next] = compute(next)
    }
    return known[term] ?? TermValue(zeroOf: term.sort)
  }

  private func compute(_ term: Term) -> TermValue {
    let arguments = term.arguments.map { known[$0] ?? TermValue(zeroOf: $0.sort) }
    switch term.operation {
    case .constant: return constants[term] ?? TermValue(zeroOf: term.sort)
    case .boolean(let value): return .bool(value)
    case .literal(let value): return .bits(BitVector(value, width: term.sort.width ?? 1))
    case .not: return .bool(!arguments[0].isTrue)
    case .and: return .bool(arguments.allSatisfy(\.isTrue))
    case .or: return .bool(arguments.contains(where: \.isTrue))
    case .equal: return .bool(arguments[0] == arguments[1])
    case .ite: return arguments[0].isTrue ? arguments[1] : arguments[2]
    case .select: return arguments[0].element(at: arguments[1])
    case .store: return arguments[0].replacing(arguments[1], by: arguments[2])
    case .constantArray: return .array(default: arguments[0], entries: [:])
    case .bvneg, .bvnot, .bvadd, .bvsub, .bvmul, .bvudiv, .bvurem, .bvsdiv, .bvsrem, .bvand, .bvor, .bvxor,
      .bvshl, .bvlshr, .bvashr, .bvult, .bvule, .bvslt, .bvsle, .extract, .concat, .zeroExtend, .signExtend:
      let bits = arguments.compactMap(\.bits)
      return Self.apply(term.operation, bits[0], bits.count > 1 ? bits[1] : bits[0])
    }
  }

  /// An operation on bit-vectors; a unary one ignores `b`.
  private static func apply(_ operation: Operation, _ a: BitVector, _ b: BitVector) -> TermValue {
    switch operation {
    case .bvneg: .bits(a.negated)
    case .bvnot: .bits(a.complement)
    case .bvadd: .bits(a.adding(b))
    case .bvsub: .bits(a.adding(b.negated))
    case .bvmul: .bits(a.multiplied(by: b))
    case .bvudiv: .bits(a.divided(by: b).quotient)
    case .bvurem: .bits(a.divided(by: b).remainder)
    case .bvsdiv: .bits(a.signedDivided(by: b).quotient)
    case .bvsrem: .bits(a.signedDivided(by: b).remainder)
    case .bvand: .bits(a.and(b))
    case .bvor: .bits(a.or(b))
    case .bvxor: .bits(a.xor(b))
    case .bvshl: .bits(a.shiftedLeft(by: b.shiftCount))
    case .bvlshr: .bits(a.shiftedRight(by: b.shiftCount))
    case .bvashr: .bits(a.arithmeticallyShiftedRight(by: b.shiftCount))
    case .bvult: .bool(a.isLess(than: b))
    case .bvule: .bool(!b.isLess(than: a))
    case .bvslt: .bool(a.isSignedLess(than: b))
    case .bvsle: .bool(!b.isSignedLess(than: a))
    case .extract(let high, let low): .bits(a.extracted(high: high, low: low))
    case .concat: .bits(a.concatenated(with: b))
    case .zeroExtend(let count): .bits(a.zeroExtended(by: count))
    case .signExtend(let count): .bits(a.signExtended(by: count))
    case .constant, .boolean, .literal, .not, .and, .or, .equal, .ite, .select, .store, .constantArray:
      preconditionFailure("no operation on bit-vectors")
    }
  }
}
