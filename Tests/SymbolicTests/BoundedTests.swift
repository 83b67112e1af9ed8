import Checking
import ModelIR
import Symbolic
import TestSupport
import Testing

/// What the prover says of claims that it searched to a depth.
@Suite struct BoundedTests {
  /// `m` has no value once `n` is 3: whether the claim holds there is not to be said, although no run violates it sooner.
  private static let undefinedLater = """
    var n, m: 0 .. 0xffffffffff;
    startstate n := 0; m := 4; end;
    rule "on" n < 20 ==> n := n + 1; if n = 3 then undefine m; end; end;
    invariant "has no value" n < 3 | m = 4;
    """

  @Test("a depth is said only as far as the claim can be evaluated", arguments: [2, 6])
  func evaluated(depth: Int) async throws {
    let system = try Run.system(Self.undefinedLater)
    let task = CheckTask(
      system: system, claims: system.propertyIDs.map(Claim.property), deadlock: .off,
      budget: Budget(jobs: 1, timeout: .seconds(600), maximumDepth: depth))
    let result = try await SymbolicEngine().check(task, observer: Silence())
    #expect(result.findings.map(\.verdict.kind) == [.bounded(2)])
  }
}
