import Checking
import Diagnostics
import ModelIR
import Murphi
import Testing

/// Steps whose order does not matter are shown process by process.
@Suite struct ClearestOrderTests {
  /// Two processes that each make three steps; `LOCKED` makes the second one wait for the first.
  private static func model(locked: Bool) -> String {
    """
    const LOCKED: \(locked);
    type process: 0 .. 1;
    var at: array [process] of 0 .. 3;
    startstate for p: process do at[p] := 0; end end;
    ruleset p: process do
      rule "step" at[p] < 3 & (LOCKED -> p = 0 | at[1] < at[0]) ==> at[p] := at[p] + 1; end
    end;
    invariant "not both" !(at[0] = 3 & at[1] = 3);
    """
  }

  private func trace(locked: Bool, actors: [Value]) throws -> (Trace, TransitionSystem) {
    let file = SourceFile(name: "model.m", text: Self.model(locked: locked))
    let system = try #require(
      MurphiFrontEnd.compile(main: file) { _, _ in .failure(IncludeFailure(message: "")) }.system)
    let interpreter = Interpreter(system)
    let start = Firing(subject: .start(0), arguments: [])
    guard case .next(var state, _) = interpreter.start(start) else { throw Failed() }
    var steps = [Trace.Step(firing: start, state: state)]
    for actor in actors {
      let firing = Firing(subject: .rule(RuleID(0)), arguments: [actor])
      guard case .next(let next, _) = interpreter.fire(firing, in: state) else { throw Failed() }
      state = next
      steps.append(Trace.Step(firing: firing, state: state))
    }
    return (Trace(claim: .property(PropertyID(0)), steps: steps, ending: .violates(arguments: [])), system)
  }

  private struct Failed: Error {}

  @Test("processes that do not depend on each other act one after the other")
  func independent() throws {
    let (trace, system) = try trace(locked: false, actors: [0, 1, 0, 1, 0, 1])
    let clear = ClearestOrder(system, deadlock: .off).clearest(trace)
    #expect(clear.steps.dropFirst().map { $0.firing.arguments[0] } == [0, 0, 0, 1, 1, 1])
    #expect(Checking.Confirmation(system, deadlock: .off).objection(to: clear) == nil)
  }

  @Test("an order that is needed stays, and a clear one is left alone")
  func dependent() throws {
    let (mixed, locked) = try trace(locked: true, actors: [0, 1, 0, 1, 0])
    var wrong = mixed
    wrong.ending = .violates(arguments: [])
    // It does not violate anything: no order is accepted, and none is invented.
    #expect(ClearestOrder(locked, deadlock: .off).clearest(wrong) == wrong)
    let (clear, system) = try trace(locked: false, actors: [1, 1, 1, 0, 0, 0])
    #expect(ClearestOrder(system, deadlock: .off).clearest(clear) == clear)
  }
}
