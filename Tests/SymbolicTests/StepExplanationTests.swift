import Checking
import ModelIR
import Symbolic
import TestSupport
import Testing

/// What is said of an invariant that no strategy decides.
@Suite struct StepExplanationTests {
  private static let model = """
    type word: 0 .. 0xffffffffffff;
    var x: word; turns: 0 .. 3; last: array [0 .. 1] of word;
    startstate x := 0; turns := 0; end;
    ruleset d: 1 .. 2 do
      rule "on" x < 0x7fffffffffff ==> x := x + 2 * d; turns := (turns + 1) % 4; last[turns % 2] := x; end;
    end;
    invariant "odd numbers are out of reach" x != 1000001;
    invariant "other" turns + x >= 0;
    """

  private static func result() async throws -> (TransitionSystem, CheckResult) {
    let system = try Run.system(model)
    func result(_ timeout: Duration) async throws -> CheckResult {
      let task = CheckTask(
        system: system, claims: system.claims(deadlock: .off), deadlock: .off,
        budget: Budget(jobs: 1, timeout: timeout, maximumDepth: 4))
      return try await SymbolicEngine().check(task, observer: Silence())
    }
    let quick = try await result(.seconds(3))
    // On a machine that is busy it may take longer to come to anything.
    guard quick.findings.first?.inductionCounterexample == nil else { return (system, quick) }
    return (system, try await result(.seconds(60)))
  }

  @Test("an undecided invariant comes with a step that breaks it")
  func step() async throws {
    let (system, result) = try await Self.result()
    let finding = try #require(result.findings.first)
    #expect(!finding.verdict.holds)
    let found = try #require(finding.inductionCounterexample)
    #expect(found.property == PropertyID(0))
    let interpreter = Interpreter(system)
    #expect(try interpreter.isEnabled(found.firing, in: found.before))
    #expect(try interpreter.holds(found.property, arguments: [], in: found.before))
    #expect(interpreter.fire(found.firing, in: found.before) == .next(found.after, covers: []))
    #expect(try !interpreter.holds(found.property, arguments: [], in: found.after))
    #expect(result.findings.dropFirst().allSatisfy { $0.inductionCounterexample == nil })
  }

  @Test("rules and premises that the lemmas exclude are known to be out of reach")
  func vacuity() async throws {
    let system = try Run.system(
      """
      var x: 0 .. 0xffffffffffff;
      startstate x := 0; end;
      rule "on" x < 4 ==> x := x + 1; end;
      rule "never" x = 9 ==> x := 1; end;
      invariant "small" x <= 4;
      invariant "says nothing" x = 7 -> x = 8;
      invariant "says something" x = 3 -> x < 4;
      """)
    let task = CheckTask(
      system: system, claims: system.claims(deadlock: .off), deadlock: .off,
      budget: Budget(jobs: 2, timeout: .seconds(1200)))
    let result = try await SymbolicEngine().check(task, observer: Silence())
    #expect(result.findings.allSatisfy { $0.verdict.holds })
    #expect(result.statistics.rulesProvedSilent == [RuleID(1)])
    #expect(result.statistics.propertiesProvedVacuous == [PropertyID(1)])
  }
}
