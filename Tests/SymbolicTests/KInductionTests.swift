import Checking
import Encoding
import ModelIR
import Symbolic
import TestSupport
import Testing
import Z3

/// Certificates that look back more than one state.
@Suite(.serialized) struct KInductionTests {
  /// What leaves the register is what entered it three steps before; the words are too many to find an invariant.
  private static let register = """
    type word: 0 .. 0xffffffffffff;
    var a, b, c: word;
    startstate a := 0; b := 0; c := 0; end;
    ruleset v: word do rule "push" (v & 9) != 8 ==> c := b; b := a; a := v; end; end;
    invariant "what comes out was let in" (c & 9) != 8;
    """

  /// From the unreachable 4 one can go round in a circle before 6 is reached.
  private static let circle = """
    var x: 0 .. 7;
    startstate x := 0; end;
    rule "there" x = 0 | x = 4 ==> x := x + 1; end;
    rule "back" x = 1 | x = 5 ==> x := x - 1; end;
    rule "bad" x = 5 ==> x := 6; end;
    invariant "never 6" x != 6;
    """

  /// One more than `depth` steps lead to the bad state: too many for an induction that looks back less.
  private static let late = """
    var x: 0 .. 7;
    startstate x := 0; end;
    rule "on" x < 7 ==> x := x + 1; end;
    invariant "below" x < 3;
    """

  private static func scripts(_ text: String, depth: Int) throws -> [CertificateScripts.Script] {
    let system = try Run.system(text)
    let certificate = Certificate(
      invariants: system.properties, inductionDepth: depth, strategy: "by hand")
    return try CertificateScripts(
      system, certificate, claim: .property(PropertyID(0)), deadlock: .off
    ).all
  }

  private static func answer(_ script: CertificateScripts.Script) throws -> Answer {
    let solver = try Solver(Z3Context())
    try solver.add(script: script.text)
    return try solver.check()
  }

  @Test("an invariant that needs to look back is proved, and its certificate stands", arguments: [1, 3])
  func proved(jobs: Int) async throws {
    let system = try Run.system(Self.register)
    let claim = Claim.property(PropertyID(0))
    let task = CheckTask(
      system: system, claims: [claim], deadlock: .off, budget: Budget(jobs: jobs, timeout: .seconds(1200)))
    let result = try await SymbolicEngine().check(task, observer: Silence())
    guard case .proved(let certificate) = result.findings.first?.verdict else {
      Issue.record("\(String(describing: result.findings.first?.verdict.word))")
      return
    }
    #expect(certificate.inductionDepth > 1)
    for script in try CertificateScripts(system, certificate, claim: claim, deadlock: .off).all {
      for solver in ForeignSolver.installed {
        #expect(try solver.ask(script.text) == .unsatisfiable, "\(solver): \(script.name)")
      }
    }
  }

  @Test("looking back far enough is needed", arguments: [(1, false), (2, false), (3, true), (4, true)])
  func depth(_ depth: Int, isEnough: Bool) throws {
    let consecution = try Self.scripts(Self.register, depth: depth)[1]
    #expect(try Self.answer(consecution).isUnsatisfiable == isEnough)
  }

  @Test("states of the induction are different from each other", arguments: [(2, false), (3, true)])
  func simplePath(_ depth: Int, isEnough: Bool) throws {
    let scripts = try Self.scripts(Self.circle, depth: depth)
    #expect(try Self.answer(scripts[1]).isUnsatisfiable == isEnough)
    guard isEnough else { return }
    for script in scripts {
      for solver in ForeignSolver.installed {
        #expect(try solver.ask(script.text) == .unsatisfiable, "\(solver): \(script.name)")
      }
    }
  }

  @Test(
    "a violation within the first steps breaks initiation", arguments: [(3, true), (4, false), (5, false)])
  func base(_ depth: Int, holds: Bool) throws {
    let scripts = try Self.scripts(Self.late, depth: depth)
    #expect(try Self.answer(scripts[0]).isUnsatisfiable == holds)
    // Too few states are left for so long a run without repetition, so that only initiation can tell.
    if depth > 3 { #expect(try Self.answer(scripts[1]).isUnsatisfiable) }
  }
}
