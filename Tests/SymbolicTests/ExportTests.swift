import Encoding
import ModelIR
import Symbolic
import TestSupport
import Testing
import Z3

/// Exported systems mean the same to those who read them.
@Suite struct ExportTests {
  /// A counter that a rule with a parameter raises up to a limit, and a flag that remembers who did.
  private static func counter() throws -> (encoding: TransitionEncoding, count: Term, flag: Term) {
    let system = try Run.system(
      """
      var count: 0 .. 255; store: boolean;
      startstate count := 0; store := false; end;
      ruleset step: 0 .. 255 do rule true ==> count := count; end; end;
      """)
    let bank = TermBank()
    let leaves = system.variables.enumerated().map { number, variable in
      let place = Place(
        root: .state(VariableID(number)), type: .declared(variable.type), range: variable.range)
      let sort: Sort = number == 0 ? .bitVector(8) : .bool
      return StateLeaf(
        place: place, role: .value, indices: [], type: variable.type,
        constant: bank.constant(variable.name, sort))
    }
    let (count, flag) = (leaves[0].constant, leaves[1].constant)
    let step = bank.constant("step", .bitVector(8))
    let one = bank.bits(1, width: 8)
    // Odd numbers are never reached: the step is 2 or 4, up to 100.
    let sum = bank.binary(.bvadd, count, bank.binary(.bvadd, step, step))
    let domain = bank.and(bank.compare(.bvule, one, step), bank.compare(.bvule, step, bank.bits(2, width: 8)))
    let start = EncodedTransition(
      subject: .start(0), parameters: [], domain: bank.true, isEnabled: bank.true, isTaken: bank.true,
      next: [bank.bits(0, width: 8), bank.false], failures: [], covers: [:])
    let rule = EncodedTransition(
      subject: .rule(RuleID(0)), parameters: [], domain: domain, isEnabled: domain,
      isTaken: bank.and(domain, bank.compare(.bvule, sum, bank.bits(100, width: 8))),
      next: [sum, bank.compare(.bvult, one, step)], failures: [], covers: [:])
    let encoding = TransitionEncoding(
      system: system, bank: bank, leaves: leaves, ranges: bank.true, starts: [start], rules: [rule],
      properties: [])
    return (encoding, count, flag)
  }

  /// What is false in every state, and what is true in some; `any` is the property's own parameter.
  private static func properties(_ isSafe: Bool) throws -> (TransitionEncoding, [ExportedProperty]) {
    let (encoding, count, flag) = try counter()
    let bank = encoding.bank
    let any = bank.constant("any", .bitVector(8))
    let odd = bank.equal(bank.extract(count, high: 0, low: 0), bank.bits(1, width: 1))
    let large = bank.and(bank.compare(.bvult, bank.bits(100, width: 8), any), bank.equal(any, count))
    let reached = bank.and(flag, bank.equal(count, bank.bits(10, width: 8)))
    let bad = isSafe ? [odd, large] : [odd, large, reached]
    return (encoding, bad.enumerated().map { ExportedProperty(name: "number \($0.offset)", bad: $0.element) })
  }

  @Test("Spacer proves and refutes the Horn clauses", arguments: [true, false])
  func horn(isSafe: Bool) throws {
    let (encoding, properties) = try Self.properties(isSafe)
    let solver = try Solver(Z3Context(), .logic("HORN"))
    let script = HornWriter.script(encoding, properties)
    try solver.add(script: script)
    #expect(try solver.check() == (isSafe ? .satisfiable : .unsatisfiable(core: [])), "\(script)")
  }

  @Test("the Horn clauses speak of each start, rule and property")
  func hornText() throws {
    let (encoding, properties) = try Self.properties(true)
    let script = HornWriter.script(encoding, Array(properties.prefix(1)))
    #expect(
      script == """
        ; satisfiable: the properties hold; unsatisfiable: one of them fails
        (set-logic HORN)
        (declare-fun ?reachable ((_ BitVec 8) Bool) Bool)
        ; start state 0
        (assert (=> true (?reachable #x00 false)))
        ; rule 0
        (assert (forall ((count (_ BitVec 8)) (|store'| Bool) (step (_ BitVec 8))) \
        (let ((?6 (bvadd count (bvmul #x02 step)))) (=> (and (?reachable count |store'|) \
        (and (bvule #x01 step) (bvule step #x02) (bvule ?6 #x64))) (?reachable ?6 (bvult #x01 step))))))
        ; property: number 0
        (assert (forall ((count (_ BitVec 8)) (|store'| Bool)) \
        (=> (and (?reachable count |store'|) (= ((_ extract 0 0) count) #b1)) false)))
        (check-sat)

        """)
  }

  @Test("two steps of the VMT formulas are two steps of the system")
  func vmt() throws {
    let (encoding, properties) = try Self.properties(false)
    let script = VMTWriter.script(encoding, properties)
    let count = try #require(encoding.leaves.first).constant
    let context = try Z3Context()
    func answer(_ assertion: String) throws -> Answer {
      let solver = try Solver(context)
      try solver.add(script: script + "(assert \(assertion))")
      return try solver.check()
    }
    #expect(try answer("(and ?init ?started)").isUnsatisfiable)
    #expect(try answer("(and ?init ?trans (= |count'next| #x00) (not |store'next|))") == .satisfiable)
    #expect(try answer("(and ?init ?trans (not (= |count'next| #x00)))").isUnsatisfiable)
    #expect(try answer("(and ?started ?trans (= count #x00) (= |count'next| #x04))") == .satisfiable)
    #expect(try answer("(and ?started ?trans (= count #x00) (= |count'next| #x03))").isUnsatisfiable)
    #expect(try answer("(and (not ?property.2) (= count #x0a))") == .satisfiable)
    #expect(try answer("(and (not ?property.2) (not ?started))").isUnsatisfiable)
    #expect(script.contains(":invar-property 2"))
    #expect(encoding.leaves.count == 2 && count.sort == .bitVector(8))
  }
}
