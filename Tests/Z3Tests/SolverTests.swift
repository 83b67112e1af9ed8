import Encoding
import Testing
import Z3

/// Questions, answers, models and cores.
@Suite struct SolverTests {
  private let bank = TermBank()

  private func vector(_ name: String, _ width: Int = 8) -> Term { bank.constant(name, .bitVector(width)) }

  private static let kinds: [SolverKind] = [
    .general, .incremental, .logic("QF_BV"), .tactics("simplify smt"),
    .single(in: "QF_BV"),
  ]

  @Test("formulas are satisfiable or not, whatever solver looks at them", arguments: kinds)
  func answers(kind: SolverKind) throws {
    let solver = try Solver(Z3Context(), kind, seed: 7)
    let (x, y) = (vector("x"), vector("y"))
    try solver.add(bank.compare(.bvult, x, y))
    #expect(try solver.check() == .satisfiable)
    let model = try solver.model()
    let (a, b) = (try model.value(of: x).bits?.unsigned, try model.value(of: y).bits?.unsigned)
    #expect(try #require(a) < #require(b))
    try solver.push()
    try solver.add(bank.compare(.bvult, y, x))
    #expect(try solver.check() == .unsatisfiable(core: []))
    try solver.pop()
    #expect(solver.depth == 0)
    #expect(try solver.check() == .satisfiable)
  }

  @Test("a core names assumptions that contradict, literals or not", arguments: kinds.prefix(3))
  func cores(kind: SolverKind) throws {
    let solver = try Solver(Z3Context(), kind)
    let (x, y, flag) = (vector("x"), vector("y"), bank.constant("flag", .bool))
    let less = bank.compare(.bvult, x, y)
    let more = bank.compare(.bvult, y, x)
    let small = bank.compare(.bvult, x, bank.bits(100, width: 8))
    try solver.add(bank.implies(flag, more))
    guard case .unsatisfiable(let core) = try solver.check(assuming: [small, less, flag, bank.true]) else {
      Issue.record("a contradiction was not found")
      return
    }
    #expect(Set(core).isSuperset(of: [less, flag]))
    #expect(Set(core).isSubset(of: [small, less, flag]))
    #expect(try solver.check(assuming: [less, bank.not(flag)]) == .satisfiable)
    #expect(try solver.check(assuming: [less, more]).isUnsatisfiable)
    #expect(try solver.check(assuming: [bank.false]) == .unsatisfiable(core: [bank.false]))
    try solver.push()
    #expect(try solver.check(assuming: [bank.not(less), bank.not(more), small]) == .satisfiable)
    try solver.pop()
    #expect(try solver.check(assuming: [bank.not(less), bank.not(more)]) == .satisfiable)
    #expect(
      try solver.check(assuming: [bank.not(less), bank.not(more), bank.not(bank.equal(x, y))]).isUnsatisfiable
    )
  }

  @Test("values of any width are exact", arguments: [1, 7, 63, 64, 65, 127, 128, 200])
  func widths(width: Int) throws {
    let solver = try Solver(Z3Context())
    let x = vector("x", width)
    let (one, minusTwo) = (bank.bits(1, width: width), bank.bits(-2, width: width))
    try solver.add(bank.equal(bank.binary(.bvadd, x, one), minusTwo))
    #expect(try solver.check() == .satisfiable)
    let value = try #require(try solver.model().value(of: x).bits)
    #expect(value == BitVector(-3, width: width))
    if width > 2 { #expect(value.signed == -3) }
    #expect((value.unsigned == nil) == (width >= 128))
  }

  @Test("the value of an array is its common element and the exceptions")
  func arrays() throws {
    let solver = try Solver(Z3Context())
    let sort = Sort.array(index: .bitVector(64), element: .bitVector(8))
    let (a, b) = (bank.constant("a", sort), bank.constant("b", sort))
    let five = bank.bits(5, width: 64)
    let base = bank.constantArray(index: .bitVector(64), bank.bits(9, width: 8))
    try solver.add(bank.equal(a, bank.store(base, five, bank.bits(1, width: 8))))
    try solver.add(bank.equal(bank.select(b, five), bank.bits(2, width: 8)))
    try solver.add(bank.equal(bank.select(b, bank.bits(6, width: 64)), bank.bits(3, width: 8)))
    #expect(try solver.check() == .satisfiable)
    let model = try solver.model()
    let expected = TermValue.array(
      default: TermValue(9, width: 8), entries: [TermValue(5, width: 64): TermValue(1, width: 8)])
    #expect(try model.value(of: a) == expected)
    let other = try model.value(of: b)
    #expect(other.element(at: TermValue(5, width: 64)) == TermValue(2, width: 8))
    #expect(other.element(at: TermValue(6, width: 64)) == TermValue(3, width: 8))
  }

  @Test("a term that is a hundred thousand operations deep is no problem")
  func deepTerms() throws {
    let solver = try Solver(Z3Context())
    let x = bank.constant("x", .bool)
    var term = x
    for number in 0..<100_000 {
      term = bank.ite(term, bank.constant("p\(number % 7)", .bool), bank.constant("q\(number % 5)", .bool))
    }
    try solver.add(term)
    #expect(try solver.check() == .satisfiable)
    #expect(try solver.model().value(of: term) == .bool(true))
  }

  @Test("an SMT-LIB script is read and answered")
  func scripts() throws {
    let solver = try Solver(Z3Context())
    try solver.add(script: "(declare-const x (_ BitVec 8)) (assert (bvult x #x05)) (check-sat)")
    #expect(try solver.check() == .satisfiable)
    try solver.add(bank.compare(.bvult, bank.bits(7, width: 8), vector("x")))
    #expect(try solver.check() == .unsatisfiable(core: []))
  }

  @Test("a HORN script is answered by Spacer", arguments: [true, false])
  func horn(isSafe: Bool) throws {
    let solver = try Solver(Z3Context(), .logic("HORN"))
    try solver.add(
      script: """
        (set-logic HORN)
        (declare-fun Inv ((_ BitVec 8)) Bool)
        (assert (forall ((x (_ BitVec 8))) (=> (= x #x00) (Inv x))))
        (assert (forall ((x (_ BitVec 8))) (=> (and (Inv x) (bvult x #x09)) (Inv (bvadd x #x01)))))
        (assert (forall ((x (_ BitVec 8))) (=> (and (Inv x) (= x \(isSafe ? "#x0a" : "#x09"))) false)))
        """)
    #expect(try solver.check() == (isSafe ? .satisfiable : .unsatisfiable(core: [])))
  }
}
