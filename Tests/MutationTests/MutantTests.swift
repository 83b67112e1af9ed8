import Checking
import Diagnostics
import ModelIR
import Murphi
import Mutation
import TestSupport
import Testing

@Suite struct MutantTests {
  private static let text = """
    const LIMIT: 3; OFF: false;
    var n: 0 .. LIMIT; full: boolean;
    function fits(more: 0 .. LIMIT): boolean; begin return n + more <= LIMIT & (more > 0 | OFF); end;
    startstate n := 0; full := false; end;
    rule "put" !full & fits(1) ==>
      n := n + 1;
      if n = LIMIT then full := true; else full := n > LIMIT; end;
    end;
    rule "never" OFF ==> n := 0; end;
    invariant "counted" full = (n = LIMIT);
    """

  @Test("each condition, statement and sum is changed once")
  func changes() throws {
    let system = try Run.system(Self.text)
    let bytes = Array(Self.text.utf8)
    let found = MutantSchema(system).mutants(of: { system[$0].name == "put" }).map { mutant in
      let source = String(decoding: bytes[mutant.range.start..<mutant.range.end], as: UTF8.self)
      return "\(mutant.kind.rawValue): \(source)"
    }
    #expect(
      Set(found) == [
        "condition dropped: n + more <= LIMIT", "condition flipped: n + more <= LIMIT",
        "condition dropped: more > 0", "condition flipped: more > 0",
        "condition dropped: !full", "condition flipped: !full",
        "condition dropped: fits(1)", "condition flipped: fits(1)",
        "statement dropped: n := n + 1", "sum flipped: n + 1",
        "statement dropped: if n = LIMIT then full := true; else full := n > LIMIT; end",
        "condition dropped: n = LIMIT", "condition flipped: n = LIMIT",
        "statement dropped: full := true", "statement dropped: full := n > LIMIT",
        "condition dropped: n > LIMIT", "condition flipped: n > LIMIT",
      ])
    #expect(found.count == Set(found).count)
  }

  @Test("without a mutant, the schema does what the system does")
  func unchanged() async throws {
    let system = try Run.system(Self.text)
    let schema = MutantSchema(system)
    let (before, after) = try await (
      Run().check(system).statistics, Run().check(schema.system(of: nil)).statistics
    )
    #expect(before.states == after.states)
    #expect(before.firingsPerRule == after.firingsPerRule)
  }

  @Test(
    "a chosen mutant is the system with its change",
    arguments: [
      ("condition dropped: !full", "!full & fits(1)", "fits(1)"),
      ("condition flipped: !full", "!full & fits(1)", "full & fits(1)"),
      ("statement dropped: full := true", "full := true;", ""),
      ("sum flipped: n + 1", "n := n + 1;", "n := n - 1;"),
    ])
  func chosen(_ name: String, _ original: String, _ changed: String) async throws {
    let bytes = Array(Self.text.utf8)
    let schema = MutantSchema(try Run.system(Self.text))
    let mutant = try #require(
      schema.mutants.first {
        "\($0.kind.rawValue): " + String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self)
          == name
      })
    let expected = try await Run().check(Run.system(Self.text.replacing(original, with: changed)))
    let found = try await Run().check(schema.system(of: mutant))
    #expect(found.statistics.states == expected.statistics.states)
    #expect(found.statistics.firingsPerRule == expected.statistics.firingsPerRule)
    #expect(found.findings.map(\.verdict.word) == expected.findings.map(\.verdict.word))
  }

  @Test("what only properties call is not changed")
  func propertyFunctions() throws {
    let system = try Run.system(
      """
      var n: 0 .. 3;
      function small(): boolean; begin return n < 3; end;
      startstate n := 0; end;
      rule "up" n < 2 ==> n := n + 1; end;
      invariant "small" small();
      """)
    #expect(MutantSchema(system).mutants(of: { _ in true }).map(\.range.start).allSatisfy { $0 > 90 })
  }
}
