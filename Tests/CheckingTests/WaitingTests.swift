import Checking
import ModelIR
import TestSupport
import Testing

@Suite("A run violates what leads to something only if it waits for ever, and is fair")
struct WaitingTests {
  private static let model = """
    var x: 0 .. 9;
    startstate begin x := 0; end;
    rule "go" x < 3 ==> begin x := x + 1; end;
    rule "back" x = 3 ==> begin x := 1; end;
    rule "stay" x = 2 ==> begin x := 2; end;
    --@ fair
    rule "weak" x >= 2 & x <= 3 ==> begin x := 5; end;
    --@ fair strong
    rule "strong" x = 3 ==> begin x := 2; end;
    rule "end" x = 2 ==> begin x := 6; end;
    rule "fails" x = 6 ==> begin x := 10; end;
    --@ fair
    rule "round" x = 5 ==> begin x := 5; end;
    --@ fair
    rule "fails too" x = 5 ==> begin x := 11; end;
    rule "on" x = 5 ==> begin x := 7; end;
    ruleset p: 0 .. 1 do
      leadsto "far" x = 1 + p ~> x = 7 | x = 9 - p;
    end;
    """

  enum Rule: Int { case go, back, stay, weak, strong, end, fails, round, failsToo, on }

  private func confirm(
    _ rules: [Rule], from: Int, _ end: Starvation.End, instance: [Value] = [0]
  ) throws(Unconfirmed) -> Checking.Confirmation.Confirmed {
    let system: TransitionSystem
    do { system = try Run.system(Self.model) } catch { throw Unconfirmed("\(error)") }
    let start = Firing(subject: .start(0), arguments: [])
    let firings = [start] + rules.map { Firing(subject: .rule(RuleID($0.rawValue)), arguments: []) }
    return try Checking.Confirmation(system, deadlock: .off).confirm(
      Evidence(
        claim: .property(PropertyID(0)), firings: firings,
        ending: .starves(from: from, end, instance: instance)))
  }

  @Test("in a dead end, behind which a step fails")
  func deadEnd() throws {
    let confirmed = try confirm([.go, .go, .end], from: 1, .deadEnd)
    #expect(confirmed.trace.ending == Trace.Ending.starves(from: 1, loopsTo: nil, arguments: [0]))
    #expect(confirmed.failedSteps == 1)
  }

  @Test("round a loop that fires what it owes, or in which that is impossible")
  func loop() throws {
    let strong = try confirm([.go, .go, .go, .strong, .go, .back], from: 1, .loop(1))
    #expect(strong.trace.ending == Trace.Ending.starves(from: 1, loopsTo: 1, arguments: [0]))
    #expect(strong.failedSteps == 0)
    let round = try confirm([.go, .go, .weak, .round], from: 1, .loop(3))
    // One that fails is not owed anything, as far as one knows.
    #expect(round.failedSteps == 1)
  }

  @Test(
    "not if it stops before the end, owes a firing, comes to what it waits for, or never waited",
    arguments: [
      ([Rule.go, .go], 1, Starvation.End.deadEnd, [0], "the last state has a way on"),
      ([.go, .go], 1, .open, [0], "the run does not say how it ends"),
      ([.go, .go, .stay], 1, .loop(2), [0], "the loop is not fair to \"weak\""),
      ([.go, .go, .go, .back], 1, .loop(1), [0], "the loop is not fair to \"strong\""),
      ([.go, .go, .weak, .on], 1, .deadEnd, [0], "nothing is waited for in state 4"),
      ([.go, .go, .end], 0, .deadEnd, [0], "nothing is waited for in state 0"),
      ([.go, .go, .end], 1, .deadEnd, [1], "nothing is waited for in state 1"),
      ([.go, .go, .end], 1, .deadEnd, [2], "the property has no such instance"),
      ([.go, .go, .end], 7, .deadEnd, [0], "the run has no state 7"),
      ([.go, .go, .weak, .round], 1, .loop(2), [0], "the loop does not close"),
      ([.go, .go, .weak, .round], 4, .loop(3), [0], "nothing is waited for in state 4"),
      ([.go, .go, .weak, .round], 3, .loop(4), [0], "nothing is waited for in state 3"),
    ])
  func refused(
    _ rules: [Rule], _ from: Int, _ end: Starvation.End, _ instance: [Value], _ reason: String
  ) {
    #expect(throws: Unconfirmed(reason)) { try confirm(rules, from: from, end, instance: instance) }
  }
}
