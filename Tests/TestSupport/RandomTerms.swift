package import Encoding

/// Random terms over a few constants, of every operation.
package struct RandomTerms {
  package let bank: TermBank
  private var generator: SplitMix64
  /// Bit-vectors of these widths only, so that terms meet.
  private let widths: [Int]
  private let usesArrays: Bool
  /// Everything made so far, by sort.
  private var pool: [Sort: [Term]] = [:]
  package private(set) var constants: [Term] = []

  package init(
    _ bank: TermBank, seed: UInt64, widths: [Int] = [1, 3, 8], arrays usesArrays: Bool = true
  ) {
    self.bank = bank
    self.widths = widths
    self.usesArrays = usesArrays
    generator = SplitMix64(seed: seed)
    for sort in sorts {
      for number in 0..<2 {
        let term = bank.constant("\(Self.prefix(sort)).\(number)", sort)
        constants.append(term)
        pool[sort, default: []].append(term)
      }
    }
  }

  /// A formula after `count` further terms, each made of earlier ones.
  package mutating func formula(after count: Int) -> Term {
    for _ in 0..<count {
      let term = next(sorts.randomElement(using: &generator) ?? .bool)
      pool[term.sort, default: []].append(term)
    }
    return next(.bool)
  }

  private var sorts: [Sort] {
    let vectors = widths.map(Sort.bitVector)
    guard usesArrays, let index = vectors.first, let element = vectors.last else { return [.bool] + vectors }
    return [.bool] + vectors + [.array(index: element, element: index), .array(index: index, element: .bool)]
  }

  private static func prefix(_ sort: Sort) -> String {
    switch sort {
    case .bool: "b"
    case .bitVector(let width): "v\(width)"
    case .array(let index, let element): "a of \(prefix(index)) to \(prefix(element))"
    }
  }

  // MARK: - One term

  private mutating func value(_ sort: Sort) -> Term {
    guard let width = sort.width else { return bank.bool(generator.chance(50)) }
    return bank.bits(Int128.random(in: -1000...1000, using: &generator), width: width)
  }

  private mutating func pick(_ sort: Sort) -> Term {
    guard let term = pool[sort]?.randomElement(using: &generator) else { preconditionFailure("no such sort") }
    return term
  }

  private mutating func pickWidth() -> Int { widths.randomElement(using: &generator) ?? 1 }

  private mutating func next(_ sort: Sort) -> Term {
    if generator.chance(8) { return bank.ite(pick(.bool), pick(sort), pick(sort)) }
    switch sort {
    case .bool: return nextFormula()
    case .bitVector(let width): return nextVector(width)
    case .array(let index, let element):
      // Of a value: others are not portable.
      if generator.chance(20) { return bank.constantArray(index: index, value(element)) }
      return bank.store(pick(sort), pick(index), pick(element))
    }
  }

  private mutating func nextFormula() -> Term {
    switch Int.random(in: 0..<(usesArrays ? 8 : 6), using: &generator) {
    case 0: return bank.not(pick(.bool))
    case 1: return bank.and(pick(.bool), pick(.bool), pick(.bool))
    case 2: return bank.or(pick(.bool), pick(.bool), pick(.bool))
    case 3:
      let sort = sorts.randomElement(using: &generator) ?? .bool
      return bank.equal(pick(sort), pick(sort))
    case 6:
      return bank.select(
        pick(.array(index: .bitVector(widths[0]), element: .bool)), pick(.bitVector(widths[0])))
    default:
      let sort = Sort.bitVector(pickWidth())
      let comparisons: [Operation] = [.bvult, .bvule, .bvslt, .bvsle]
      return bank.compare(comparisons.randomElement(using: &generator) ?? .bvult, pick(sort), pick(sort))
    }
  }

  private mutating func nextVector(_ width: Int) -> Term {
    let sort = Sort.bitVector(width)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: return value(sort)
    case 1: return bank.unary(generator.chance(50) ? .bvneg : .bvnot, pick(sort))
    case 2: return resized(pick(.bitVector(pickWidth())), to: width)
    case 3 where usesArrays && width == widths.first:
      let index = widths[widths.count - 1]
      return bank.select(pick(.array(index: .bitVector(index), element: sort)), pick(.bitVector(index)))
    default:
      let operations: [Operation] = [
        .bvadd, .bvsub, .bvmul, .bvudiv, .bvurem, .bvsdiv, .bvsrem, .bvand, .bvor, .bvxor, .bvshl, .bvlshr,
        .bvashr,
      ]
      return bank.binary(operations.randomElement(using: &generator) ?? .bvadd, pick(sort), pick(sort))
    }
  }

  /// Cut, extended or repeated to another width.
  private mutating func resized(_ term: Term, to width: Int) -> Term {
    guard let own = term.sort.width else { return term }
    if own >= width {
      let low = Int.random(in: 0...(own - width), using: &generator)
      return bank.extract(term, high: low + width - 1, low: low)
    }
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: return bank.zeroExtend(term, by: width - own)
    case 1: return bank.signExtend(term, by: width - own)
    default:
      return bank.concat(bank.extract(bank.signExtend(term, by: width), high: width - own - 1, low: 0), term)
    }
  }
}
