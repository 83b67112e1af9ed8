import Checking
import ModelIR
import TestSupport
import Testing

@Suite("A liveness violation is believed only if nothing that follows makes the property true")
struct StarvationTests {
  private static let model = """
    var x: 0 .. 9;
    startstate begin x := 0; end;
    rule "up" x < 3 ==> begin x := x + 1; end;
    rule "home" x = 1 ==> begin x := 0; end;
    rule "fails" x = 9 ==> begin x := 10; end;
    rule "far" x = 3 ==> begin x := 9; end;
    rule "near" x = 9 ==> begin x := 3; end;
    liveness "home" x = 0;
    """

  private func confirm(
    _ rules: [Int], from: Int, _ end: Starvation.End = .open
  ) throws(Unconfirmed) -> Checking.Confirmation.Confirmed {
    let system: TransitionSystem
    do { system = try Run.system(Self.model) } catch { throw Unconfirmed("\(error)") }
    let start = Firing(subject: .start(0), arguments: [])
    let firings = [start] + rules.map { Firing(subject: .rule(RuleID($0)), arguments: []) }
    return try Checking.Confirmation(system, deadlock: .off).confirm(
      Evidence(
        claim: .property(PropertyID(0)), firings: firings, ending: .starves(from: from, end, instance: [])))
  }

  @Test("an open run is followed to its loop, and what else can follow is visited")
  func open() throws {
    let confirmed = try confirm([0, 0], from: 2)
    #expect(confirmed.sequel == Starvation.Sequel(states: 3, isComplete: true, failedSteps: 1))
    #expect(confirmed.trace.ending == Trace.Ending.starves(from: 2, loopsTo: 3, arguments: []))
    #expect(confirmed.trace.steps.last?.state == State(cells: [3]))
  }

  @Test(
    "another way home, a way on, a loop that does not close, a state that is not there",
    arguments: [
      ([0], 1, Starvation.End.open), ([0, 0], 2, .deadEnd), ([0, 0, 0], 2, .loop(2)),
      ([0, 0], 5, .open), ([0, 0, 0, 3, 4], 2, .loop(1)), ([0, 0], 0, .open),
    ] as [([Int], Int, Starvation.End)])
  func refused(rules: [Int], from: Int, end: Starvation.End) {
    #expect(throws: Unconfirmed.self) { try confirm(rules, from: from, end) }
  }

  @Test("a loop that closes is accepted")
  func loop() throws {
    let confirmed = try confirm([0, 0, 0, 3, 4], from: 2, .loop(3))
    #expect(confirmed.trace.ending == Trace.Ending.starves(from: 2, loopsTo: 3, arguments: []))
  }
}
