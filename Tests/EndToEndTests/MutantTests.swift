import Diagnostics
import ModelIR
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
    let found = Mutant.all(of: system, rules: { system[$0].name == "put" }).map { mutant in
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

  @Test("every mutant is another system that differs in one place")
  func differences() throws {
    let system = try Run.system(Self.text)
    for mutant in Mutant.all(of: system) {
      #expect(mutant.system != system)
      #expect(mutant.system.properties == system.properties)
      #expect(mutant.system.startStates == system.startStates)
      let rules = zip(mutant.system.rules, system.rules).count { $0 != $1 }
      let functions = zip(mutant.system.functions, system.functions).count { $0 != $1 }
      #expect(rules + functions == 1)
    }
  }
}
