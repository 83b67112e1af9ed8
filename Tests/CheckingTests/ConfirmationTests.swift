import Checking
import ModelIR
import TestSupport
import Testing

@Suite("The replay believes no trace that is not a run")
struct ReplayTests {
  private static let model = """
    var x: 0 .. 9;
    startstate begin x := 0; end;
    ruleset amount: 1 .. 2 do
      rule "step" x + amount <= 4 ==> x := x + amount; end;
    end;
    invariant "small" x < 4;
    """

  private func system() throws -> TransitionSystem {
    try Run.system(Self.model)
  }

  private func trace(_ amounts: [Value], states: [Value], ending: Trace.Ending) -> Trace {
    let starts = [Firing(subject: .start(0), arguments: [])]
    let firings = starts + amounts.map { Firing(subject: .rule(RuleID(0)), arguments: [$0]) }
    let steps = zip(firings, states).map { Trace.Step(firing: $0, state: State(cells: [$1])) }
    return Trace(claim: .property(PropertyID(0)), steps: steps, ending: ending)
  }

  @Test("a run that violates the invariant is accepted")
  func accepted() throws {
    let trace = trace([2, 2], states: [0, 2, 4], ending: .violates(arguments: []))
    #expect(Checking.Confirmation(try system(), deadlock: .stuck).objection(to: trace) == nil)
  }

  @Test(
    "a wrong state, a disabled rule, a property that holds, a deadlock that is none",
    arguments: [
      ([2, 2], [0, 2, 3], Trace.Ending.violates(arguments: [])),
      ([2, 1, 2], [0, 2, 3, 5], .violates(arguments: [])),
      ([2], [0, 2], .violates(arguments: [])), ([2, 1], [0, 2, 3], .deadlock),
      ([], [1], .violates(arguments: [])),
      ([2, 2], [0, 2, 4], .reaches(arguments: [9])), ([], [], .violates(arguments: [])),
    ] as [([Value], [Value], Trace.Ending)])
  func refused(amounts: [Value], states: [Value], ending: Trace.Ending) throws {
    let trace = trace(amounts, states: states, ending: ending)
    let objection = Checking.Confirmation(try system(), deadlock: .stuck).objection(to: trace)
    #expect(objection != nil)
  }

  @Test("a real deadlock is accepted")
  func deadlock() throws {
    var trace = trace([2, 2], states: [0, 2, 4], ending: .deadlock)
    trace.claim = .noDeadlock
    #expect(Checking.Confirmation(try system(), deadlock: .stuck).objection(to: trace) == nil)
    #expect(Checking.Confirmation(try system(), deadlock: .off).objection(to: trace) != nil)
  }
}
