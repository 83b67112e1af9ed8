import Encoding
import Symbolic
import TestSupport
import Testing
import Z3

@Suite("What equations determine is put in, and nothing else changes")
struct EliminationTests {
  @Test("random formulas keep their answer, and every value found is one of theirs", arguments: 0..<4)
  func random(hand: Int) throws {
    for seed in 0..<12 {
      let bank = TermBank()
      var terms = RandomTerms(bank, seed: UInt64(3000 + seed * 4 + hand), widths: [1, 4, 30])
      var formulas = (0..<4).map { _ in terms.formula(after: 6) }
      for width in [1, 4, 30] {
        let numbers = terms.constants.filter { $0.sort == .bitVector(width) }
        for (left, right) in zip(numbers, numbers.dropFirst()) {
          formulas.append(bank.equal(left, bank.binary(.bvsub, right, bank.bits(1, width: width))))
        }
      }
      let elimination = Elimination(formulas, in: bank)
      let context = try Z3Context()
      let (whole, rest) = (try Solver(context), try Solver(context))
      for solver in [whole, rest] { solver.limits.milliseconds = 20_000 }
      try whole.add(formulas)
      try rest.add(elimination.formulas)
      let answer = try rest.check()
      #expect(try whole.check() == answer, "seed \(3000 + seed * 4 + hand)")
      for constant in elimination.definitions.keys {
        #expect(TermGraph(elimination.formulas).uses[constant] == nil, "seed \(3000 + seed * 4 + hand)")
      }
      guard answer.isSatisfiable else { continue }
      let model = try rest.model()
      for formula in formulas {
        #expect(try model.value(of: elimination(formula)).bool == true, "seed \(3000 + seed * 4 + hand)")
      }
    }
  }

  @Test("what follows from equations by adding and subtracting needs no solver")
  func sums() {
    let bank = TermBank()
    func number(_ name: String) -> Term { bank.constant(name, .bitVector(80)) }
    let (first, last, address, left, done) =
      (number("first"), number("last"), number("address"), number("left"), number("done"))
    let zero = bank.bits(0, width: 80)
    let (p, q) = (bank.constant("p", .bool), bank.constant("q", .bool))
    let premises = [
      p, bank.implies(p, bank.equal(address, bank.binary(.bvadd, first, done))), bank.equal(q, p),
      bank.implies(q, bank.equal(left, bank.binary(.bvsub, last, address))),
    ]
    let sum = bank.binary(.bvadd, first, bank.binary(.bvadd, done, left))
    #expect(Elimination(premises + [bank.not(bank.equal(sum, last))], in: bank).formulas == [bank.false])
    // One is not negative where the other is.
    let signs = [
      bank.compare(.bvsle, zero, bank.binary(.bvsub, address, first)),
      bank.compare(.bvsle, zero, bank.binary(.bvsub, bank.unary(.bvneg, done), bank.bits(1, width: 80))),
    ]
    #expect(Elimination(premises + signs, in: bank).formulas == [bank.false])
  }

  @Test("a constant is not put in for itself")
  func circular() throws {
    let bank = TermBank()
    let (x, y) = (bank.constant("x", .bitVector(80)), bank.constant("y", .bitVector(80)))
    let formulas = [bank.equal(x, bank.binary(.bvand, x, y)), bank.equal(y, bank.binary(.bvor, x, y))]
    let elimination = Elimination(formulas, in: bank)
    #expect(elimination.definitions.isEmpty)
    #expect(Set(elimination.formulas) == Set(formulas))
  }
}
