import Checking
import Diagnostics
import ModelIR
import TestSupport
import Testing
import Traces
import Wording

/// Which rules are meant by a name, and what is said of their guards.
@Suite struct GuardInquiryTests {
  private static let text = """
    type process: scalarset(2); slot: 0 .. 9;
    var at: array [process] of enum { IDLE, BUSY }; full: array [slot] of boolean; zero: 0 .. 1;
    startstate "boot"
      for p: process do at[p] := IDLE end; for s: slot do full[s] := s < 2 end; zero := 0;
    end;
    ruleset p: process; s: slot do
      rule "take" at[p] = BUSY & !full[s] & s > 8 ==> full[s] := true; end;
      rule "put back" at[p] = IDLE & full[s] ==> full[s] := false; end;
    end;
    rule "divide" 1 / zero = 1 ==> zero := 1; end;
    rule "rest" true ==> zero := zero; end;
    rule "rest (long)" true ==> zero := 7; end;
    """

  private func lines(_ name: String) throws -> [String] {
    let system = try Run.system(Self.text)
    let interpreter = Interpreter(system)
    guard case .next(let state, _) = interpreter.start(try #require(interpreter.startFirings.first)) else {
      return []
    }
    let sources = SourceMap(files: [SourceFile(name: "slots.m", text: Self.text)])
    let context = TraceContext(system: system, sources: sources)
    let query: RuleQuery
    do throws(RuleQuery.Failure) {
      query = try RuleQuery(name, in: system)
    } catch {
      return [error.message]
    }
    return GuardInquiry(query, in: state, of: context).lines(Ink(isColoured: false))
  }

  @Test(
    "one instance, with the parts that are in its way",
    arguments: [
      (
        "take (p = process_1, s = 1)",
        [
          "take (p = process_1, s = 1) is not enabled:", "  `at[p] = BUSY`: false: at[process_1] = IDLE",
          "  `!full[s]`: false: full[1] = true", "  `s > 8`: false: s = 1",
        ]
      ),
      ("put back (s = 1, p = process_0)", ["put back (p = process_0, s = 1) is enabled"]),
      (
        "divide",
        ["divide is not enabled:", "  evaluating its guard fails: division by zero: 1 / 0 (slots.m:10:15)"]
      ),
      ("rest", ["rest is enabled, but changes nothing"]),
      ("rest (long)", ["rest (long) is enabled, and fails: value 7 is outside 0 .. 1"]),
    ])
  func instance(name: String, expected: [String]) throws {
    let actual = try lines(name)
    #expect(actual == expected)
  }

  @Test("those that lack least come first, and the others are counted")
  func order() throws {
    let lines = try lines("take (p = process_0)")
    #expect(lines.first == "take (p = process_0, s = 9) is not enabled:")
    #expect(lines[1] == "  `at[p] = BUSY`: false: at[process_0] = IDLE")
    #expect(lines.last == "and 2 other instances; \"take (p = process_0, s = 9)\" names one")
  }

  @Test(
    "a part of a name is enough, unless several have it",
    arguments: [
      ("TAKE (p = process_1, s = 9)", "take (p = process_1, s = 9) is not enabled:"),
      (
        "nothing",
        "the model has no rule \"nothing\"; known are `take`, `put back`, `divide`, `rest`, `rest (long)`"
      ),
      ("reset", "the model has no rule \"reset\"; did you mean `rest`?"),
      ("", "the model has no rule \"\"; known are `take`, `put back`, `divide`, `rest`, `rest (long)`"),
      ("e", "several rules are called like \"e\": `take`, `divide`, `rest`, `rest (long)`"),
      ("take (p = process_2)", "no rule of this name has a parameter `p` that can be `process_2`"),
      ("take (q = 1)", "no rule of this name has a parameter `q` that can be `1`"),
    ])
  func names(name: String, first: String) throws { #expect(try lines(name).first == first) }
}
