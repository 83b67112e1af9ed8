import Encoding
import Testing

/// How terms look in SMT-LIB.
@Suite struct SMTLIBWriterTests {
  private let bank = TermBank()

  @Test("what is used twice is written once")
  func sharing() {
    let (x, y) = (bank.constant("x", .bitVector(8)), bank.constant("y", .bitVector(8)))
    let sum = bank.binary(.bvadd, x, y)
    let square = bank.binary(.bvmul, sum, sum)
    #expect(
      SMTLIBWriter.term(bank.compare(.bvult, square, bank.bits(200, width: 8)))
        == "(let ((?\(sum.id) (bvadd x y))) (bvult (bvmul ?\(sum.id) ?\(sum.id)) #xc8))")
  }

  @Test("the text is as long as the graph is large, however deep")
  func size() {
    var term = bank.constant("x", .bitVector(32))
    for _ in 0..<20_000 { term = bank.binary(.bvadd, term, term) }
    #expect(SMTLIBWriter.term(bank.equal(term, bank.bits(1, width: 32))).utf8.count < 20_000 * 60)
    for number in 0..<20_000 { term = bank.binary(.bvxor, term, bank.constant("c\(number % 9)", term.sort)) }
    #expect(SMTLIBWriter.term(bank.equal(term, bank.bits(1, width: 32))).utf8.count < 40_000 * 60)
  }

  @Test(
    "a symbol is quoted where it must be, and never one that means something",
    arguments: [
      ("x", "x"), ("pages[1].count", "|pages[1].count|"), ("a b", "|a b|"), ("9", "|9|"), ("", "|'|"),
      ("store", "|store'|"), ("bvadd", "|bvadd'|"), ("let", "|let'|"), ("true", "|true'|"),
      ("set.member", "|set.member'|"),
      ("a|b", "|a'1b|"), ("a\\b", "|a'2b|"), ("a'", "|a''|"), ("?3", "??3"), ("??3", "???3"),
    ])
  func symbols(name: String, symbol: String) {
    #expect(SMTLIBWriter.symbol(name) == symbol)
  }

  @Test(
    "numbers are bits in two's complement",
    arguments: [
      (5, 8, "#x05"), (-1, 8, "#xff"), (5, 3, "#b101"),
      (-2, 65, "#b1" + String(repeating: "1", count: 63) + "0"),
    ]
      as [(Int128, Int, String)])
  func literals(value: Int128, width: Int, text: String) {
    #expect(SMTLIBWriter.literal(BitVector(value, width: width)) == text)
  }

  @Test("the logic is the smallest that has what is used")
  func logics() {
    let vector = Sort.bitVector(8)
    let array = bank.constant("a", .array(index: vector, element: vector))
    let x = bank.constant("x", vector)
    let flags = bank.constant("f", .array(index: vector, element: .bool))
    #expect(SMTLIBFeatures([bank.equal(x, bank.bits(1, width: 8))]).logic == "QF_BV")
    #expect(SMTLIBFeatures([bank.equal(bank.select(array, x), x)]).logic == "QF_ABV")
    #expect(SMTLIBFeatures([bank.select(flags, x)]).logic == "ALL")
    #expect(SMTLIBFeatures([bank.equal(array, bank.constantArray(index: vector, x))]).logic == "ALL")
  }

  @Test("a script declares what it speaks of, in order")
  func scripts() {
    let (x, y) = (bank.constant("x", .bitVector(4)), bank.constant("the y", .bool))
    let script = SMTLIBWriter.script(
      [y, bank.equal(x, bank.bits(-1, width: 4))], status: "sat", comments: ["one", "two"])
    #expect(
      script == """
        ; one
        ; two
        (set-info :status sat)
        (set-logic QF_BV)
        (declare-const x (_ BitVec 4))
        (declare-const |the y| Bool)
        (assert |the y|)
        (assert (= x #xf))
        (check-sat)

        """)
  }
}
