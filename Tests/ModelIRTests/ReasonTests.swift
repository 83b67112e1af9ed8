import ModelIR
import TestSupport
import Testing

@Suite("A condition's value is explained by what decides it")
struct ReasonTests {
  /// The reason for the value of a condition in the start state: one line per part, indented.
  private func reason(_ condition: String) throws -> String {
    let text = """
      const MOST: 1;
      type page: 0 .. 3; process: scalarset(2);
      var
        ref: array [page] of 0 .. 9; used: array [page] of boolean; at: array [process] of enum { HERE, AWAY };
        first: page; x, y: boolean;
      function busy(g: page): boolean; begin return used[g] & ref[g] > MOST; end;
      function owner(p: process; g: page): boolean;
      begin
        switch at[p]
          case AWAY: return false;
          else return g = 2;
        end;
      end;
      function total(): 0 .. 99; var n: 0 .. 99; begin n := 0; for g: page do n := n + ref[g] end; return n; end;
      startstate begin
        for g: page do ref[g] := g; used[g] := g = 2 end;
        for p: process do at[p] := HERE end; undefine first; x := true; y := false;
      end;
      rule x ==> begin end;
      invariant "claim" \(condition);
      """
    let system = try Run.system(text)
    let interpreter = Interpreter(system)
    guard case .next(let state, _) = interpreter.start(try #require(interpreter.startFirings.first)) else {
      return ""
    }
    let reason = try #require(interpreter.reason(for: PropertyID(0), arguments: [], in: state))
    return lines(of: reason, depth: 0, system, text).joined(separator: "\n")
  }

  private func lines(of reason: Reason, depth: Int, _ system: TransitionSystem, _ text: String) -> [String] {
    func describe(_ reading: Reason.Reading) -> String {
      let value = reading.cells.map { $0.map { system.text(of: $0, type: reading.type) } ?? "undefined" }
      return switch reading.subject {
      case .state(let name), .local(let name): "\(name) = \(value.joined())"
      case .constant: value.joined()
      }
    }
    var line = String(repeating: "  ", count: depth) + "\(reason.holds)"
    line += reason.bindings.map { " [\(describe($0))]" }.joined()
    line += reason.every.map { " [every \($0)]" } ?? ""
    line += reason.readings.isEmpty ? "" : ": " + reason.readings.map(describe).joined(separator: ", ")
    return [line] + reason.parts.flatMap { lines(of: $0, depth: depth + 1, system, text) }
  }

  @Test(
    "the deciding parts, the bindings and the values read",
    arguments: [
      ("forall p: page do ref[p] = 0 | used[p] end", "false [p = 1]: ref[1] = 1, 0, used[1] = false"),
      ("x & y & x", "false: y = false"), ("y | x", "true: x = true"),
      ("x -> !y", "true: y = false"), ("x -> y", "false: x = true, y = false"),
      ("!(x & !y)", "true: x = true, y = false"),
      ("exists p: page do ref[p] > 7 end", "false [every p]"),
      ("exists p: page do ref[p] > 1 & x end", "true [p = 2]: ref[2] = 2, 1, x = true"),
      ("isundefined(first)", "true: first = undefined"),
      ("x ? y : x", "false: x = true, y = false"),
      ("total() < 6", "false: total() = 6, 6"),
      ("exists g: page do busy(g) end", "true [g = 2]: used[2] = true, ref[2] = 2, 1"),
      (
        "forall p: process do forall g: page do !owner(p, g) end end",
        "true [p = process_0] [g = 2]: at[process_0] = HERE, 2"
      ),
      (
        "forall p: page do used[p] -> exists q: page do ref[q] > 7 end end",
        """
        false [p = 2]
          true: used[2] = true
          false [every q]
        """
      ),
    ])
  func deciding(condition: String, expected: String) throws {
    #expect(try reason(condition) == expected)
  }

  @Test(
    "an assertion in a rule, and what leads to an error statement, is explained where it fails",
    arguments: ["assert \"equal\" x = y", "if x = y then y := 0 elsif x > y then error \"unequal\" end"])
  func failure(statement: String) throws {
    let system = try Run.system(
      """
      var x, y: 0 .. 9;
      startstate begin x := 1; y := 1; end;
      rule "grow" begin x := x + 1; \(statement); y := x; end;
      """)
    let reason = try #require(
      Interpreter(system).reason(
        forFailureOf: Firing(subject: .rule(RuleID(0)), arguments: []), in: State(cells: [1, 1])))
    #expect(reason.readings.map(\.cells) == [[2], [1]])
  }
}
