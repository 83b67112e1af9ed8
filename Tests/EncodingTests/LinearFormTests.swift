import Encoding
import TestSupport
import Testing

@Suite("Sums are written in one way, and keep their values")
struct LinearFormTests {
  @Test("random sums, their equations and signs", arguments: [1, 8, 25, 80, 126, 128])
  func random(width: Int) {
    let bank = TermBank()
    let names = ["x", "y", "z"]
    var random = SplitMix64(seed: UInt64(width))
    for seed in 0..<UInt64(300) {
      let numbers = names.map { _ in bank.bits(Int128(random.next() % 7) - 3, width: width) }
      let choice = random.chance(50)
      var values: [Term: TermValue] = [bank.constant("p", .bool): .bool(choice)]
      for (name, number) in zip(names, numbers) {
        guard let literal = number.literal else { continue }
        values[bank.constant(name, .bitVector(width))] = .bits(BitVector(literal, width: width))
      }
      var evaluator = TermEvaluator(values)
      // The same sum twice: of constants, and of literals, which are added up at once.
      func sum(_ atoms: [Term], _ condition: Term, salt: UInt64) -> Term {
        var random = SplitMix64(seed: seed &* 977 &+ salt)
        var result = bank.ite(condition, atoms[0], atoms[1])
        for _ in 0..<(2 + random.next() % 6) {
          let atom = atoms[Int(random.next() % 3)]
          switch random.next() % 5 {
          case 0: result = bank.binary(.bvadd, result, atom)
          case 1: result = bank.binary(.bvsub, result, atom)
          case 2: result = bank.binary(.bvsub, atom, result)
          case 3: result = bank.unary(.bvneg, result)
          default:
            result = bank.binary(.bvmul, result, bank.bits(Int128(random.next() % 5) - 2, width: width))
          }
        }
        return result
      }
      let atoms = names.map { bank.constant($0, .bitVector(width)) }
      let (p, zero) = (bank.constant("p", .bool), bank.bits(0, width: width))
      let symbolic = (sum(atoms, p, salt: 1), sum(atoms, p, salt: 2))
      let exact = (sum(numbers, bank.bool(choice), salt: 1), sum(numbers, bank.bool(choice), salt: 2))
      for (term, literal) in [(symbolic.0, exact.0), (symbolic.1, exact.1)] {
        let expected = evaluator.value(of: literal)
        #expect(evaluator.value(of: term) == expected, "\(width) \(seed)")
        let sign = bank.compare(.bvsle, zero, term)
        #expect(
          evaluator.holds(sign) == evaluator.holds(bank.compare(.bvsle, zero, literal)), "\(width) \(seed)")
      }
      let equation = bank.equal(symbolic.0, symbolic.1)
      #expect(
        evaluator.holds(equation) == (evaluator.value(of: exact.0) == evaluator.value(of: exact.1)),
        "\(width) \(seed)")
    }
  }

  @Test("what cancels out is gone")
  func cancelling() {
    let bank = TermBank()
    let (a, b) = (bank.constant("a", .bitVector(80)), bank.constant("b", .bitVector(80)))
    #expect(bank.binary(.bvadd, a, bank.binary(.bvsub, b, a)) === b)
    #expect(bank.equal(bank.binary(.bvadd, a, b), bank.binary(.bvadd, b, a)).isTrue)
    let next = bank.substitute([a: bank.binary(.bvadd, a, b)], in: bank.binary(.bvsub, a, b))
    #expect(next === a)
  }
}
