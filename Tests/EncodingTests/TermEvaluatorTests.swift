import Encoding
import TestSupport
import Testing

@Suite("Terms have the values that SMT-LIB gives them")
struct TermEvaluatorTests {
  private static let operations: [Encoding.Operation] = [
    .bvadd, .bvsub, .bvmul, .bvudiv, .bvurem, .bvsdiv, .bvsrem, .bvand, .bvor, .bvxor, .bvshl, .bvlshr,
    .bvashr,
  ]

  @Test("operations on constants give what they are folded to on literals", arguments: [1, 5, 64, 100])
  func folding(width: Int) {
    let bank = TermBank()
    let (x, y) = (bank.constant("x", .bitVector(width)), bank.constant("y", .bitVector(width)))
    var random = SplitMix64(seed: UInt64(width))
    for _ in 0..<200 {
      let (a, b) = (number(width, &random), number(random.chance(30) ? 3 : width, &random))
      let (left, right) = (bank.bits(a, width: width), bank.bits(b, width: width))
      guard let u = left.literal, let v = right.literal else { continue }
      var evaluator = TermEvaluator([
        x: .bits(BitVector(u, width: width)), y: .bits(BitVector(v, width: width)),
      ])
      for operation in Self.operations {
        let folded = bank.binary(operation, left, right)
        guard let expected = folded.literal else { continue }
        let value = evaluator.value(of: bank.binary(operation, x, y))
        #expect(value == .bits(BitVector(expected, width: width)), "\(operation) \(u) \(v)")
      }
      for operation in [Encoding.Operation.bvult, .bvule, .bvslt, .bvsle] {
        let expected = bank.compare(operation, left, right).isTrue
        #expect(evaluator.holds(bank.compare(operation, x, y)) == expected, "\(operation) \(u) \(v)")
      }
    }
  }

  private func number(_ width: Int, _ random: inout SplitMix64) -> Int128 {
    let bits = Int128(truncatingIfNeeded: random.next()) << 64 | Int128(random.next())
    return random.chance(20) ? -1 : bits >> Int128(128 - width)
  }

  @Test("products of 128 bits are exact in 256")
  func wide() {
    let bank = TermBank()
    let x = bank.constant("x", .bitVector(256))
    var evaluator = TermEvaluator([x: .bits(BitVector(.min, width: 256))])
    let square = bank.binary(.bvmul, x, x)
    #expect(evaluator.value(of: square).bits?.number(isSigned: true) == nil)
    #expect(evaluator.value(of: bank.binary(.bvsdiv, square, x)) == evaluator.value(of: x))
    #expect(evaluator.value(of: bank.binary(.bvsrem, square, x)) == .bits(BitVector(0, width: 256)))
  }

  @Test("a deep graph is substituted and evaluated without recursion")
  func deep() {
    let bank = TermBank()
    let (x, y) = (bank.constant("x", .bitVector(32)), bank.constant("y", .bitVector(32)))
    var term = x
    for _ in 0..<100_000 { term = bank.binary(.bvadd, bank.unary(.bvnot, term), x) }
    let moved = bank.substitute([x: y], in: term)
    var evaluator = TermEvaluator([y: .bits(BitVector(3, width: 32)), x: .bits(BitVector(3, width: 32))])
    #expect(evaluator.value(of: moved) == evaluator.value(of: term))
  }
}
