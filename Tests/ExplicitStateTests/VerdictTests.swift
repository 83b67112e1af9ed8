import Checking
import ModelIR
import Testing

@Suite struct VerdictTests {
  @Test("a depth limit checks the states at that depth and no further", arguments: [0, 1, 5])
  func depthLimit(depth: Int) throws {
    var builder = SystemBuilder.grid(20, 20)
    let inside = builder.addProperty(
      .invariant, "inside", builder.not(builder.equals([Value(depth), 0])))
    let outside = builder.addProperty(
      .invariant, "outside", builder.not(builder.equals([Value(depth) + 1, 0])))
    let cover = builder.addProperty(.cover, "far", builder.equals([19, 19]))
    var run = SearchRun(builder.system)
    run.budget.maximumDepth = depth
    let result = try run.result()
    guard case .violated(let trace?) = result.verdict(inside) else { throw Missing() }
    #expect(trace.length == depth)
    #expect(result.verdict(outside)?.word == "bounded \(depth)")
    #expect(result.verdict(.noDeadlock)?.word == "bounded \(depth)")
    #expect(result.verdict(cover)?.word == "unknown")
    #expect(result.statistics.firings == UInt64(depth * (depth + 1)))
    #expect(!result.statistics.complete)
  }

  @Test("a depth limit beyond the last state does not matter")
  func generousDepth() throws {
    var run = SearchRun(SystemBuilder.grid(3, 3).system)
    run.budget.maximumDepth = 5
    #expect(try run.result().verdict(.noRuntimeError) == .explored)
  }

  @Test("stop at first ends after the level of the first violation")
  func stopAtFirst() throws {
    var builder = SystemBuilder.grid(50, 50)
    let early = builder.addProperty(.invariant, "early", builder.not(builder.equals([1, 1])))
    let late = builder.addProperty(.invariant, "late", builder.not(builder.equals([30, 30])))
    var run = SearchRun(builder.system)
    run.stopAtFirst = true
    let result = try run.result()
    #expect(result.verdict(early)?.word == "violated")
    #expect(result.verdict(late)?.word == "bounded 2")
    #expect(result.statistics.states < 20)
  }

  @Test("the search ends when every claim is decided")
  func everythingDecided() throws {
    var builder = SystemBuilder.grid(50, 50)
    let early = builder.addProperty(.invariant, "early", builder.not(builder.equals([1, 1])))
    var run = SearchRun(builder.system)
    run.claims = [.property(early)]
    let result = try run.result()
    #expect(result.verdict(early)?.word == "violated")
    #expect(result.statistics.states < 20)
  }

  @Test("a failing rule is a run-time error, one firing after the state it starts from")
  func runtimeError() throws {
    var builder = SystemBuilder.grid(5, 5)
    builder.addRule(
      "divide", builder.equals([2, 1]),
      [builder.assign(0, builder.apply(.divide, builder.constant(1), builder.constant(0)))])
    let result = try SearchRun(builder.system).result()
    guard case .violated(let trace?) = result.verdict(.noRuntimeError) else { throw Missing() }
    #expect(trace.length == 4)
    #expect(trace.steps.last?.state == nil)
    guard case .fails(let failure, nil) = trace.ending else { throw Missing() }
    #expect(failure.kind == .divisionByZero)
  }

  @Test("a failing guard and a failing property are run-time errors of the state")
  func failingGuardAndProperty() throws {
    var builder = SystemBuilder.grid(5, 5)
    let quotient = builder.apply(
      .divide, builder.constant(1), builder.apply(.subtract, builder.constant(1), builder.variable(0)))
    let condition = builder.apply(.less, quotient, builder.constant(9))
    var withGuard = builder
    withGuard.addRule("divide", condition, [])
    let guardResult = try SearchRun(withGuard.system).result()
    guard case .violated(let guardTrace?) = guardResult.verdict(.noRuntimeError) else { throw Missing() }
    #expect(guardTrace.length == 1)
    let property = builder.addProperty(.invariant, "quotient", condition)
    let result = try SearchRun(builder.system).result()
    guard case .violated(let trace?) = result.verdict(.noRuntimeError) else { throw Missing() }
    #expect(trace.length == 1)
    #expect(result.verdict(property)?.word == "unknown")
  }

  @Test("assertions and cover statements in rules are found with their firing")
  func statements() throws {
    var builder = SystemBuilder.grid(5, 5)
    let assertion = builder.addProperty(.assertion, "never", nil)
    let cover = builder.addProperty(.cover, "passes", nil)
    let unreached = builder.addProperty(.cover, "never passes", nil)
    builder.addRule("cover", builder.equals([1, 1]), [builder.check(cover, builder.constant(1))])
    builder.addRule("no cover", builder.equals([1, 2]), [builder.check(unreached, builder.constant(0))])
    builder.addRule("fail", builder.equals([2, 2]), [builder.check(assertion, builder.constant(0))])
    var run = SearchRun(builder.system)
    let open = try run.result()
    for claim in [Claim.property(unreached), .noRuntimeError] {
      #expect(open.verdict(claim)?.word == "unknown", "one step fails, and hides what comes after it")
    }
    run.budget.maximumDepth = 6
    #expect(
      try run.result().verdict(.noDeadlock)?.word == "unknown", "runs may go on behind the step that fails")
    run.budget.maximumDepth = 4
    #expect(try run.result().verdict(.noDeadlock)?.word == "bounded 4")
    run.budget.maximumDepth = nil
    run.failuresEndRuns = true
    let result = try run.result()
    #expect(result.statistics.failedSteps == 1)
    guard case .violated(let failing?) = result.verdict(assertion) else { throw Missing() }
    #expect(failing.length == 5)
    guard case .reached(let witness) = result.verdict(cover) else { throw Missing() }
    #expect(witness.length == 3)
    #expect(result.verdict(unreached) == .violated(nil))
    #expect(result.verdict(.noRuntimeError) == .explored)
  }

  @Test("a failing start state is reported with a trace of one step")
  func failingStart() throws {
    var builder = SystemBuilder.grid(3, 3)
    builder.addStart([7, 0])
    let result = try SearchRun(builder.system).result()
    guard case .violated(let trace?) = result.verdict(.noRuntimeError) else { throw Missing() }
    #expect(trace.steps.count == 1)
    #expect(result.statistics.states == 9)
  }

  @Test("the deadlock modes tell a stuck state from a stuttering one")
  func deadlockModes() throws {
    var builder = SystemBuilder.grid(2, 2)
    builder.addRule("stutter", nil, [])
    for (mode, word) in [(DeadlockMode.stuck, "explored"), (.stuttering, "violated")] {
      var run = SearchRun(builder.system)
      run.deadlock = mode
      #expect(try run.result().verdict(.noDeadlock)?.word == word)
    }
  }
}
