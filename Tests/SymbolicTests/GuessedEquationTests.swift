import Checking
import ModelIR
import Symbolic
import TestSupport
import Testing

/// Sums that are always equal are lemmas nobody has to write down.
@Suite struct GuessedEquationTests {
  private static let text = """
    type count: 0 .. (1 << 40) - 1;
    var sent: count; received: count; lost: count; isUnderWay: boolean;
    startstate sent := 7; received := 0; lost := 7; isUnderWay := false; end;
    rule "send" !isUnderWay & sent < (1 << 40) - 1 ==> sent := sent + 1; isUnderWay := true; end;
    rule "receive" isUnderWay ==> received := received + 1; isUnderWay := false; end;
    rule "lose" isUnderWay ==> lost := lost + 1; isUnderWay := false; end;
    invariant "nothing comes from nowhere" received + lost <= sent;
    """

  @Test("between counters and a boolean")
  func proved() async throws {
    let system = try Run.system(Self.text)
    let claim = Claim.property(PropertyID(0))
    let task = CheckTask(
      system: system, claims: [claim, .noRuntimeError], deadlock: .off,
      budget: Budget(jobs: 1, timeout: .seconds(1200)))
    let result = try await SymbolicEngine().check(task, observer: Silence())
    for finding in result.findings {
      guard case .proved(let certificate) = finding.verdict else {
        Issue.record("\(finding.claim.name(in: system)): \(finding.verdict.word)")
        continue
      }
      let texts = certificate.invariants.map { ExpressionText(system).text(of: $0) }
      #expect(texts.contains { $0.contains("isUnderWay ? 1 : 0") }, "\(texts)")
    }
  }

  @Test("of states that are too large to be walked through, there are none")
  func large() async throws {
    let text = """
      var used: array [0 .. 1 << 41] of boolean; count: 0 .. 1 << 20;
      startstate undefine used; count := 0; end;
      rule "count" count < 9 ==> count := count + 1; end;
      invariant "small" count < 10;
      """
    let system = try Run.system(text)
    let task = CheckTask(
      system: system, claims: [.property(PropertyID(0))], deadlock: .off,
      budget: Budget(jobs: 1, timeout: .seconds(1200)))
    let verdict = try await SymbolicEngine().check(task, observer: Silence()).findings.first?.verdict
    #expect(verdict?.word == "proved")
  }
}
