import ModelIR
import TestSupport
import Testing

/// Why a rule is not enabled: the parts of its guard that are false, with what they read.
@Suite struct GuardExplanationTests {
  /// What is in the way of a guard in the start state: one line per part, indented.
  private func explanation(_ condition: String) throws -> [String] {
    let system = try Run.system(
      """
      const MOST: 1;
      type page: 0 .. 3; process: scalarset(2);
      var
        ref: array [page] of 0 .. 9; used: array [page] of boolean; first: page; x, y: boolean;
      function busy(g: page): boolean; begin return used[g] & ref[g] > MOST; end;
      function free(g: page): boolean; begin if x then return !busy(g) & ref[g] = 0; end; return false; end;
      function deep(n: 0 .. 99): boolean; begin return n > 0 ? deep(n - 1) : y; end;
      startstate begin
        for g: page do ref[g] := g; used[g] := g = 2 end; undefine first; x := true; y := false;
      end;
      ruleset p: process; g: page do rule "take" \(condition) ==> begin end; end;
      """)
    let interpreter = Interpreter(system)
    guard case .next(let state, _) = interpreter.start(try #require(interpreter.startFirings.first)) else {
      return []
    }
    let firing = Firing(subject: .rule(RuleID(0)), arguments: [1, 3])
    switch interpreter.explainGuard(of: firing, in: state) {
    case .enabled: return ["enabled"]
    case .fails(let failure): return ["fails: \(failure.message)"]
    case .disabled(let reasons): return reasons.flatMap { lines(of: $0, depth: 0, system) }
    }
  }

  private func lines(of reason: Reason, depth: Int, _ system: TransitionSystem) -> [String] {
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
    return [line] + reason.parts.flatMap { lines(of: $0, depth: depth + 1, system) }
  }

  @Test(
    "all parts that are false, the bindings and the values read",
    arguments: [
      ("x", ["enabled"]),
      // Every conjunct, not only the first.
      ("x & y & ref[g] = 0", ["false: y = false", "false: ref[3] = 3, 0"]),
      // Behind a false part nothing needs a value.
      ("y & first = g & ref[g] = 0", ["false: y = false", "false: ref[3] = 3, 0"]),
      ("x & first = g", ["fails: read of an undefined value"]),
      // Of a disjunction all parts.
      ("x & (y | ref[g] = 0)", ["false: y = false, ref[3] = 3, 0"]),
      // What must not be true.
      ("!(y | ref[g] = 3) & x", ["true: ref[3] = 3, 3"]),
      ("!(x -> y)", ["enabled"]), ("!(y -> x)", ["false: y = false", "true: x = true"]),
      ("!x", ["false: x = true"]),
      // The first element for which it is not so, and that there is none.
      (
        "forall q: page do used[q] | ref[q] = 0 end", ["false [q = 1]: used[1] = false, ref[1] = 1, 0"]
      ),
      ("exists q: page do ref[q] > 7 end", ["false [every q]"]),
      // Through calls.
      ("busy(g)", ["false: used[3] = false"]),
      ("busy(0)", ["false: busy(0) = false", "  false: used[0] = false", "  false: ref[0] = 0, 1"]),
      // Calls that are too deep to be looked into.
      ("y & deep(60) & !deep(61)", ["false: y = false", "false"]),
      (
        "free(2)",
        [
          "false: free(2) = false", "  true: x = true", "  false", "    true: used[2] = true, ref[2] = 2, 1",
          "    false: ref[2] = 2, 0",
        ]
      ), ("x & p = p & false", ["false: false"]),
    ])
  func parts(condition: String, expected: [String]) throws {
    let actual = try explanation(condition)
    #expect(actual == expected)
  }

  @Test("guards of random models: what is said of them is what they are", arguments: 0..<60)
  func randomGuards(seed: Int) throws {
    let system = try Run.system(RandomModel(seed: UInt64(seed), hasFolds: seed % 2 == 0).text)
    let interpreter = Interpreter(system)
    for start in interpreter.startFirings.prefix(4) {
      guard case .next(let state, _) = interpreter.start(start) else { continue }
      for firing in interpreter.ruleFirings.prefix(200) { try compare(firing, in: state, interpreter) }
    }
  }

  private func compare(_ firing: Firing, in state: State, _ interpreter: Interpreter) throws {
    let rule = interpreter.system.rule(of: firing)
    let explained = interpreter.explainGuard(of: firing, in: state)
    do throws(Failure) {
      let isEnabled = try interpreter.isEnabled(firing, in: state)
      #expect((explained == .enabled) == isEnabled)
      guard case .disabled(let reasons) = explained else { return }
      #expect(!reasons.isEmpty)
      for reason in reasons where reason.bindings.isEmpty && reason.locals == rule.locals {
        let value = try interpreter.evaluate(
          reason.expression, locals: reason.locals, parameters: rule.parameters, arguments: firing.arguments,
          in: state)
        #expect((value != 0) == reason.holds)
      }
    } catch {
      #expect(explained == .fails(error))
    }
  }
}
