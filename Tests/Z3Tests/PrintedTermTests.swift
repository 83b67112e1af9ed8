import Encoding
import TestSupport
import Testing
import Z3

/// What is printed means what was meant.
@Suite struct PrintedTermTests {
  @Test("a printed term is, for Z3, equivalent to the term itself", arguments: 0..<4)
  func roundTrip(hand: Int) throws {
    for seed in 0..<15 {
      let bank = TermBank()
      var terms = RandomTerms(bank, seed: UInt64(seed * 4 + hand), widths: [2, 3, 6])
      let formula = terms.formula(after: 60)
      let solver = try Solver(Z3Context())
      solver.limits.milliseconds = 20_000
      // Printed, read, and named by a constant; then compared with the term that was never printed.
      let name = bank.constant("printed", .bool)
      var writer = SMTLIBWriter()
      writer.declare(SMTLIBFeatures([formula]).constants + [name])
      writer.line("(assert (= printed \(SMTLIBWriter.term(formula))))")
      try solver.add(script: writer.text)
      try solver.add(bank.not(bank.equal(name, formula)))
      #expect(try solver.check() == .unsatisfiable(core: []), "seed \(seed * 4 + hand)")
    }
  }

  @Test("independent solvers read the scripts and agree", arguments: ForeignSolver.installed)
  func foreignSolvers(foreign: ForeignSolver) throws {
    for seed in 100..<112 {
      let bank = TermBank()
      var terms = RandomTerms(bank, seed: UInt64(seed), widths: [1, 4, 5], arrays: seed % 2 == 0)
      let formulas = (0..<6).map { _ in terms.formula(after: 8) }
      let solver = try Solver(Z3Context())
      try solver.add(formulas)
      let expected: ForeignSolver.Answer = try solver.check().isSatisfiable ? .satisfiable : .unsatisfiable
      let portable = ConstantArrays.eliminated(from: formulas, in: bank)
      let answer = try foreign.ask(SMTLIBWriter.script(portable))
      #expect(answer == expected, "seed \(seed)")
    }
  }

  @Test("constant arrays are spelt out without changing the answer", arguments: 0..<4)
  func constantArrays(hand: Int) throws {
    for seed in 0..<15 {
      let bank = TermBank()
      var terms = RandomTerms(bank, seed: UInt64(2000 + seed * 4 + hand), widths: [1, 4, 5])
      let formulas = (0..<8).map { _ in terms.formula(after: 8) }
      let portable = ConstantArrays.eliminated(from: formulas, in: bank)
      #expect(!TermGraph(portable).terms.contains { $0.operation == .constantArray })
      let context = try Z3Context()
      let (solver, other) = (try Solver(context), try Solver(context))
      try solver.add(formulas)
      try other.add(portable)
      #expect(try solver.check() == other.check(), "seed \(2000 + seed * 4 + hand)")
    }
  }

  @Test("names that need care are read back by all", arguments: ForeignSolver.installed)
  func foreignNames(foreign: ForeignSolver) throws {
    let bank = TermBank()
    let names = [
      "store", "a|b", "a\\b", "it's", "?1", "p[3].next", "bvadd", "true", "Int", "set.member", "union", "9",
    ]
    let constants = names.map { bank.constant($0, .bool) }
    #expect(try foreign.ask(SMTLIBWriter.script([bank.and(constants)])) == .satisfiable)
    #expect(
      try foreign.ask(SMTLIBWriter.script([bank.and(constants), bank.not(constants[3])])) == .unsatisfiable)
  }

  @Test("deep terms are read by all", arguments: ForeignSolver.installed)
  func foreignDepth(foreign: ForeignSolver) throws {
    let bank = TermBank()
    var term = bank.constant("x", .bool)
    for number in 0..<5_000 {
      term = bank.ite(term, bank.constant("p\(number % 7)", .bool), bank.constant("q\(number % 5)", .bool))
    }
    #expect(try foreign.ask(SMTLIBWriter.script([term])) == .satisfiable)
  }

  @Test("a value found by Z3 makes the formula true when it is put in its place", arguments: 0..<4)
  func models(hand: Int) throws {
    for seed in 0..<25 {
      let bank = TermBank()
      var terms = RandomTerms(bank, seed: UInt64(1000 + seed * 4 + hand), widths: [2, 9, 70])
      let formula = terms.formula(after: 30)
      let context = try Z3Context()
      let solver = try Solver(context)
      solver.limits.milliseconds = 20_000
      try solver.add(formula)
      guard try solver.check().isSatisfiable else { continue }
      let model = try solver.model()
      let other = try Solver(context)
      for constant in terms.constants {
        let value = try model.value(of: constant)
        try other.add(bank.equal(constant, bank.term(value, constant.sort)))
      }
      try other.add(bank.not(formula))
      #expect(try other.check() == .unsatisfiable(core: []), "seed \(1000 + seed * 4 + hand)")
    }
  }
}

extension TermBank {
  /// A value as a term.
  fileprivate func term(_ value: TermValue, _ sort: Sort) -> Term {
    switch (value, sort) {
    case (.bits(let value), .bitVector):
      let chunks = value.words.enumerated().map { word in
        bits(Int128(word.element), width: min(64, value.width - word.offset * 64))
      }
      return chunks.dropFirst().reduce(chunks[0]) { concat($1, $0) }
    case (.array(let otherwise, let entries), .array(let index, let element)):
      return entries.reduce(constantArray(index: index, term(otherwise, element))) {
        store($0, term($1.key, index), term($1.value, element))
      }
    default: return bool(value.bool ?? false)
    }
  }
}
