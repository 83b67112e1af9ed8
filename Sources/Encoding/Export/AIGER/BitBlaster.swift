/// Terms as signals of a circuit.
///
/// An array is the row of all its elements, in the order of their indices.
struct BitBlaster {
  /// More bits than that in one value are not taken apart.
  private static let mostBits = 1 << 16

  var graph: AndInverterGraph
  private var rows: [Term: Row] = [:]

  init(graph: AndInverterGraph) { self.graph = graph }

  static func bitCount(of sort: Sort) throws(UnwritableMachine) -> Int {
    switch sort {
    case .bool: return 1
    case .bitVector(let width): return width
    case .array(let index, let element):
      let (bits, indexWidth) = (try bitCount(of: element), index.width ?? 1)
      guard indexWidth <= 16, bits << indexWidth <= mostBits else {
        throw UnwritableMachine(
          message: "AIGER has no arrays, and one of this model has more than \(mostBits) bits")
      }
      return bits << indexWidth
    }
  }

  /// A constant is these signals.
  mutating func define(_ constant: Term, as row: Row) { rows[constant] = row }

  mutating func row(of root: Term) throws(UnwritableMachine) -> Row {
    for term in TermGraph([root], except: { rows[$0] != nil }).terms where rows[term] == nil {
      rows[term] = try blast(term)
    }
    return rows[root] ?? []
  }

  private mutating func blast(_ term: Term) throws(UnwritableMachine) -> Row {
    let size = try Self.bitCount(of: term.sort)
    let arguments = term.arguments.map { rows[$0] ?? [] }
    var a: Row { arguments[0] }
    var b: Row { arguments[1] }
    switch term.operation {
    case .constant: preconditionFailure("a constant that nobody defined")
    case .boolean(let value): return [Signal(value)]
    case .literal(let value):
      let bits = BitVector(value, width: size)
      return (0..<size).map { Signal(bits.bit($0)) }
    case .not, .bvnot: return a.map { !$0 }
    case .and: return [graph.all(arguments.flatMap { $0 })]
    case .or: return [!graph.all(arguments.flatMap { $0.map { !$0 } })]
    case .equal: return [isEqual(a, b)]
    case .ite: return choose(a[0], b, arguments[2])
    case .bvneg: return negative(a)
    case .bvadd: return sum(a, b)
    case .bvsub: return difference(a, b)
    case .bvmul: return product(a, b)
    case .bvudiv: return quotient(a, by: b).quotient
    case .bvurem: return quotient(a, by: b).remainder
    case .bvsdiv: return signedQuotient(a, by: b).quotient
    case .bvsrem: return signedQuotient(a, by: b).remainder
    case .bvand: return zip(a, b).map { graph.and($0, $1) }
    case .bvor: return zip(a, b).map { graph.or($0, $1) }
    case .bvxor: return zip(a, b).map { graph.xor($0, $1) }
    case .bvshl: return shifted(a, by: b, filling: .no)
    case .bvlshr: return shifted(a.reversed(), by: b, filling: .no).reversed()
    case .bvashr: return shifted(a.reversed(), by: b, filling: a.last ?? .no).reversed()
    case .bvult: return [isLess(a, b)]
    case .bvule: return [isLess(a, b, orEqual: true)]
    case .bvslt: return [isSignedLess(a, b)]
    case .bvsle: return [isSignedLess(a, b, orEqual: true)]
    case .extract(let high, let low): return Row(a[low...high])
    case .concat: return b + a
    case .zeroExtend: return a + Row(repeating: .no, count: size - a.count)
    case .signExtend: return a + Row(repeating: a.last ?? .no, count: size - a.count)
    case .select: return element(of: a, at: b, size: size)
    case .store: return storing(arguments[2], at: b, in: a)
    case .constantArray: return (0..<(size / a.count)).flatMap { _ in a }
    }
  }

  private mutating func isEqual(_ a: Row, _ b: Row) -> Signal {
    graph.all(zip(a, b).map { !graph.xor($0, $1) })
  }

  /// Halves of the array by the bits of the index, the most significant first.
  private mutating func element(of array: Row, at index: Row, size: Int) -> Row {
    var part = array
    for bit in index.reversed() {
      let half = part.count / 2
      part = choose(bit, Row(part[half...]), Row(part[..<half]))
    }
    return part
  }

  private mutating func storing(_ value: Row, at index: Row, in array: Row) -> Row {
    stride(from: 0, to: array.count, by: value.count).enumerated().flatMap { number, first in
      let isHere = graph.all(index.enumerated().map { number >> $0 & 1 == 1 ? $1 : !$1 })
      return choose(isHere, value, Row(array[first..<(first + value.count)]))
    }
  }
}
