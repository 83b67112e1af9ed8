import Checking
import Diagnostics
import ModelIR
import TestSupport
import Testing
import Traces
import Wording

/// A trace told in two sentences, with its steps marked.
@Suite struct TraceExplanationTests {
  private static let model = """
    type process: scalarset(2);
    var count: 0 .. 9; seen: array [process] of 0 .. 9; at: array [process] of 0 .. 2; clock: 0 .. 9;
    startstate "boot" begin
      count := 0; clock := 0;
      for p: process do seen[p] := 0; at[p] := 0 end;
    end;
    rule "tick" clock < 9 ==> clock := clock + 1; end;
    ruleset p: process do
      --@ kernel lib/counter.c load
      rule "load" at[p] = 0 ==> seen[p] := count; at[p] := 1; end;
      --@ kernel lib/counter.c counter_store
      rule "store" at[p] = 1 ==> count := seen[p] + 1; at[p] := 2; end;
    end;
    invariant "no update is lost" (forall p: process do at[p] = 2 end) -> count = 2;
    """

  private func lines(_ firings: [(rule: Int, arguments: [Value])]) throws -> [String] {
    let walk = try Walked(Self.model, firings, .violates(arguments: []), name: "counter.m")
    let explanation = TraceExplanation(of: walk.document, walk.trace, in: walk.context, deadlock: .off)
    return TraceText.lines(of: walk.document, explanation: explanation, ink: Ink(isColoured: false))
  }

  @Test("the order that matters is named, and marks say what each step is for")
  func lostUpdate() throws {
    let lines = try lines([(0, []), (1, [0]), (1, [1]), (2, [0]), (2, [1])])
    let expected = """
         1- tick
              clock: 0 -> 1
         2* load (p = process_0)  lib/counter.c load
              at[process_0]: 0 -> 1
         3* load (p = process_1)  lib/counter.c load
              must come before step 4, of process_0
              at[process_1]: 0 -> 1
         4~ store (p = process_0)  lib/counter.c counter_store
              count: 0 -> 1
              at[process_0]: 1 -> 2
         5* store (p = process_1)  lib/counter.c counter_store
              at[process_1]: 1 -> 2
      violated: "no update is lost" (counter.m:14:1)
        `(forall p: process do at[p] = 2 end) -> count = 2`: false
          `forall p: process do at[p] = 2 end`: true for every p
          `count = 2`: false: count = 1

      * necessary   ~ necessary, but may as well come last   - may be left out
      Of 5 steps, 4 are necessary, and what matters is that "load" (step 3) of
      process_1 comes before "store" (step 4, counter_store) of process_0.
      Then "store" (step 5, counter_store) of process_1 makes "no update is lost"
      false, with count = 1.
      """
    #expect(lines.drop { !$0.hasPrefix("   1") }.joined(separator: "\n") == expected)
  }
}
