import Checking
import ModelIR
import TestSupport
import Testing

@Suite("Steps are necessary if the ending is lost without them, or with them at the end")
struct NecessityTests {
  /// Two processes count without a lock; beside them a clock ticks.
  private static let counter = """
    type process: scalarset(2);
    var count: 0 .. 9; seen: array [process] of 0 .. 9; at: array [process] of 0 .. 2; clock: 0 .. 9;
    startstate begin
      count := 0; clock := 0;
      for p: process do seen[p] := 0; at[p] := 0 end;
    end;
    rule "tick" clock < 9 ==> clock := clock + 1; end;
    ruleset p: process do
      rule "load" at[p] = 0 ==> seen[p] := count; at[p] := 1; end;
      rule "store" at[p] = 1 ==> count := seen[p] + 1; at[p] := 2; end;
      rule "store with a check" at[p] = 1 ==> assert seen[p] = count; at[p] := 2; end;
    end;
    invariant "no update is lost" (forall p: process do at[p] = 2 end) -> count = 2;
    liveness "somebody is free" exists p: process do at[p] < 2 end;
    """

  /// The trace of firings by rule and process, with the given ending.
  private func trace(
    _ firings: [(rule: Int, process: Value?)], _ claim: Int, ending: Trace.Ending, of system: TransitionSystem
  ) throws -> Trace {
    let interpreter = Interpreter(system)
    let start = Firing(subject: .start(0), arguments: [])
    var outcome = interpreter.start(start)
    var steps: [Trace.Step] = []
    var firing = start
    for next in firings.map({ Optional($0) }) + [nil] {
      guard case .next(let state, _) = outcome else { break }
      steps.append(Trace.Step(firing: firing, state: state))
      guard let next else { break }
      firing = Firing(subject: .rule(RuleID(next.rule)), arguments: next.process.map { [$0] } ?? [])
      outcome = interpreter.fire(firing, in: state)
    }
    if case .failed = outcome { steps.append(Trace.Step(firing: firing, state: nil)) }
    let trace = Trace(claim: .property(PropertyID(claim)), steps: steps, ending: ending)
    #expect(Checking.Confirmation(system, deadlock: .off).objection(to: trace) == nil)
    return trace
  }

  private func roles(
    _ firings: [(rule: Int, process: Value?)], claim: Int = 1, _ ending: Trace.Ending
  ) throws -> [Necessity.Role] {
    let system = try Run.system(Self.counter)
    let trace = try trace(firings, claim, ending: ending, of: system)
    return Necessity.roles(in: trace, of: system, deadlock: .off)
  }

  @Test("a lost update needs both loads before the first store, and no clock")
  func lostUpdate() throws {
    let roles = try roles(
      [(0, nil), (1, 0), (1, 1), (2, 0), (2, 1)], .violates(arguments: []))
    #expect(
      roles == [
        .start, .dispensable, .needed(before: 4), .needed(before: 4), .delayable, .needed(before: nil),
      ])
  }

  @Test("what fails stays the last step")
  func failure() throws {
    let system = try Run.system(Self.counter)
    let assertion = try #require(system.propertyIDs.first { system[$0].kind == .assertion })
    let failure = Failure(.assertion, "", at: system[assertion].range, property: assertion)
    let roles = try roles(
      [(1, 0), (1, 1), (0, nil), (2, 0), (3, 1)], claim: assertion.index,
      .fails(failure, inProperty: nil))
    #expect(
      roles == [
        .start, .needed(before: 4), .needed(before: 4), .dispensable, .needed(before: 5),
        .needed(before: nil),
      ])
  }

  @Test("of a run without hope, only the way to its loss is looked at")
  func starvation() throws {
    let system = try Run.system(Self.counter)
    let id = try #require(system.propertyIDs.first { system[$0].kind == .liveness })
    let roles = try roles(
      [(1, 0), (2, 0), (1, 1), (2, 1)] + Array(repeating: (0, nil), count: 9), claim: id.index,
      .starves(from: 4, loopsTo: nil, arguments: []))
    #expect(
      roles.prefix(6) == [
        .start, .needed(before: 2), .needed(before: 3), .needed(before: 4), .needed(before: nil), .afterwards,
      ])
  }
}
