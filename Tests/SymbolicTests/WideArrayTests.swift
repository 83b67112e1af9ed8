import Checking
import Encoding
import ModelIR
import Symbolic
import TestSupport
import Testing

/// Arrays of more elements than anything could enumerate.
@Suite struct WideArrayTests {
  private static func model(_ relation: String) -> String {
    """
    type address: 0 .. (1 << 32) - 1;
    var taken: array [address] of boolean; top: address;
    startstate clear taken; top := 0; end;
    ruleset a: address do
      rule "take" !taken[a] ==> taken[a] := true; if a > top then top := a; end; end;
      rule "drop all" top = a & a > 0 ==> clear taken; top := 0; end;
    end;
    ruleset a: address do invariant "nothing is taken above the top" taken[a] -> a \(relation) top; end;
    """
  }

  private func check(_ relation: String) async throws -> (TransitionSystem, Verdict?) {
    let system = try Run.system(Self.model(relation))
    let task = CheckTask(
      system: system, claims: [.property(PropertyID(0))], deadlock: .off,
      budget: Budget(jobs: 1, timeout: .seconds(1200), maximumDepth: 3))
    return (system, try await SymbolicEngine().check(task, observer: Silence()).findings.first?.verdict)
  }

  @Test("are proved, by certificates in the standard theories")
  func proved() async throws {
    let (system, verdict) = try await check("<=")
    guard case .proved(let certificate) = verdict else {
      Issue.record("\(String(describing: verdict))")
      return
    }
    for script in try CertificateScripts(
      system, certificate, claim: .property(PropertyID(0)), deadlock: .off
    ).all {
      #expect(!script.text.contains("as const"))
      for solver in ForeignSolver.installed {
        #expect(try solver.ask(script.text) == .unsatisfiable, "\(solver): \(script.name)")
      }
    }
  }

  @Test("have states that are too large to be replayed, and this is said")
  func violated() async throws {
    guard case .unknown(let reason) = try await check("<").1 else {
      Issue.record("a verdict")
      return
    }
    #expect(reason.contains("too large to be replayed"))
  }
}
