import Checking
import Diagnostics
import Foundation
import ModelIR
import OrderedJSON
import TestSupport
import Testing
import Traces
import Wording

/// Why a trace ends, on its page and for a terminal: at deadlocks and run-time errors as well.
@Suite struct PageReasonTests {
  /// What stands between the tags of the reasons.
  private func reasons(_ page: String) throws -> String {
    let start = try #require(page.range(of: "<div id=\"ending-body\">"))
    let end = try #require(page[start.upperBound...].range(of: "</section>"))
    return page[start.upperBound..<end.lowerBound].replacing(/<[^>]*>/, with: " ")
      .replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let store = """
    type slot: 0 .. 3;
    var free: array [slot] of 0 .. 3; next: 0 .. 3; zero: 0 .. 1;
    function pick(i: 0 .. 6): slot; begin return free[i]; end;
    startstate begin for s: slot do free[s] := s end; next := 3; zero := 0; end;
    rule "range" begin next := next + free[2]; end;
    rule "index" begin free[next + 1] := 0; end;
    rule "division" begin next := free[3] / zero; end;
    rule "undefined" begin undefine free[1]; next := free[1]; end;
    rule "call" begin next := pick(next + 3); end;
    rule "loop" begin for i: 0 .. 9 do free[i] := 0; end; end;
    rule "guard" free[1] / zero = 1 ==> next := 0; end;
    invariant "none" forall s: slot do next / free[s] < 9 end;
    """

  @Test(
    "of a run-time error it is told what was evaluated",
    arguments: [
      (0, "`next := next + free[2]`: next = 3, free[2] = 2"), (1, "`next + 1`: next = 3"),
      (2, "`free[3] / zero`: free[3] = 3, zero = 0"), (3, "`free[1]`: free[1] = undefined"),
      (4, "`i`: i = 6"), (5, "`i`: i = 4"),
    ])
  func failures(rule: Int, expected: String) throws {
    let failure = Failure(.outOfRangeWrite, "fails", at: Sample.nowhere)
    let walk = try Walked(
      Self.store, [(rule, [])], .fails(failure, inProperty: nil), claim: .noRuntimeError, failsAtTheEnd: true)
    let account = walk.context.failureAccount(of: walk.trace)
    // What only repeats the text is not said twice.
    let words = account.map { account in
      "`\(account.text)`: " + account.readings.map(\.text).joined(separator: ", ")
    }
    #expect(words == expected)
    let page = walk.page()
    #expect(try reasons(page).contains("What was evaluated"))
    if rule == 2 {
      #expect(try pageData(page)["reads"]?.elements?.compactMap(\.string) == ["free[3]", "zero"])
    }
  }

  @Test("of a guard and of a property as well, with what is bound")
  func conditions() throws {
    let failure = Failure(.divisionByZero, "fails", at: Sample.nowhere)
    let guards = try Walked(
      Self.store, [], .guardFails(failure, Firing(subject: .rule(RuleID(6)), arguments: [])),
      claim: .noRuntimeError)
    #expect(
      guards.context.failureAccount(of: guards.trace)?.readings.map(\.text) == ["free[1] = 1", "zero = 0"])
    let property = try Walked(
      Self.store, [], .fails(failure, inProperty: PropertyID(0)), claim: .noRuntimeError)
    #expect(
      property.context.failureAccount(of: property.trace)?.readings.map(\.text) == [
        "next = 3", "free[0] = 0",
      ])
  }

  @Test("what does not fail has no such account")
  func success() throws {
    let walk = try Walked(Self.store, [], .violates(arguments: []))
    #expect(walk.context.failureAccount(of: walk.trace) == nil)
    let interpreter = Interpreter(walk.context.system)
    let state = try #require(walk.trace.steps.first?.state)
    let firing = Firing(subject: .rule(RuleID(0)), arguments: [])
    #expect(interpreter.failurePoint(ofGuardOf: firing, in: state) == nil)
  }

  private static let deadlock = """
    type process: scalarset(2);
    var held: array [process] of boolean; wants: array [process] of boolean;
    startstate begin for p: process do held[p] := true; wants[p] := true end; end;
    ruleset p: process; q: process do
      rule "take" p != q & wants[p] & !held[q] ==> wants[p] := false; end;
    end;
    rule "fix" forall p: process do !held[p] end ==> clear held; end;
    """

  @Test(
    "at a deadlock each rule has the parts of its guard that are false, and the page marks what they read")
  func hindrances() throws {
    let walk = try Walked(Self.deadlock, [], .deadlock, claim: .noDeadlock)
    let page = walk.page()
    let text = try reasons(page)
    #expect(text.contains("take (p = process_0, q = process_1) is not enabled !held[q] false"))
    #expect(text.contains("fix is not enabled !held[p] false"))
    #expect(try pageData(page)["reads"]?.elements?.compactMap(\.string).contains("held[process_1]") == true)
  }

  @Test("with --explain the steps are marked and the sentences stand at the top")
  func explained() throws {
    let text = """
      var x: 0 .. 9;
      startstate begin x := 0; end;
      rule "up" x < 9 ==> x := x + 1; end;
      invariant "small" x < 2;
      """
    let walk = try Walked(text, [(0, []), (0, [])], .violates(arguments: []))
    #expect(!walk.page().contains("class=\"explained\""))
    let page = walk.page(isExplained: true)
    #expect(page.contains("<p class=\"explained\">Of 2 steps"))
    #expect(page.contains("<b class=\"mark\">*</b>"))
  }

  @Test("a lasso has its loop in the list")
  func lasso() throws {
    let page = HTMLTrace.text(of: Sample.document(Sample.endings[7]), sources: nil)
    #expect(page.components(separatedBy: " looped").count == 3)
    #expect(page.contains("\u{21BA} back in state 1") || page.contains("&#x21BA; back in state 1"))
    #expect(try pageData(page)["ending"]?["loopsTo"] == .integer(1))
  }
}
