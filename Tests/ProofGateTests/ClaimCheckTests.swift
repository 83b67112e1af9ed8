import Checking
import Checks
import Encoding
import ExplicitState
import ModelIR
import ProofGate
import Symbolic
import TestSupport
import Testing
import Z3

/// What `ClaimCheck` says of claims that nobody has tampered with as text: only what they say is wrong.
@Suite struct ClaimCheckTests {
  private static let counter = """
    var x: 0 .. 9;
    startstate "zero" begin x := 0; end;
    rule "up" x < 9 ==> begin x := x + 1; end;
    rule "reset" x > 5 & x < 5 ==> begin x := 0; end;
    invariant "small" x < 9 | x = 9;
    invariant "odd" x != 4;
    liveness "comes back" x = 0;
    cover "seven" x = 7;
    """

  // MARK: - Explored

  @Test("what is counted stands, and tells what is never exercised")
  func counted() async throws {
    let (task, combination) = try await Self.explored(Self.counter)
    let outcome = try await Self.check(task, combination).outcome(explores: true)
    #expect(outcome.objections.isEmpty)
    #expect(outcome.vacuity?.neverFired == [RuleID(1)])
    #expect(outcome.verdicts.map(\.verdict) == combination.verdicts.map(\.verdict))
  }

  @Test("claims that are counted instead of named are the ones that have no other verdict")
  func unnamed() async throws {
    let (task, combination) = try await Self.explored(Self.counter)
    let all = combination.verdicts.count
    var named = combination
    named.verdicts.removeAll { $0.verdict == .explored }
    for unnamed in 0...all {
      named.unnamed = unnamed
      let outcome = try await Self.check(task, named).outcome(explores: true)
      #expect(outcome.objections.isEmpty == (unnamed == all - named.verdicts.count), "\(unnamed)")
      #expect(outcome.verdicts.isEmpty || outcome.verdicts.count == all)
    }
  }

  @Test("a claim that an exploration leaves out has no verdict")
  func leftOut() async throws {
    let (task, combination) = try await Self.explored(Self.counter)
    for claim in task.claims {
      let engine = Forgetful(forgotten: claim)
      let outcome = try await Self.check(task, combination, engines: [engine]).outcome(explores: true)
      let isShown = combination.verdicts.contains {
        $0.claim == claim.name(in: task.system) && $0.evidence != .exploration
          && !$0.restsOnExploration(of: claim, in: task.system)
      }
      let reason = "`\(claim.name(in: task.system))` has no verdict by the exploration"
      #expect(outcome.objections.map(\.message) == (isShown ? [] : [reason]))
    }
  }

  @Test("another verdict, twice the same one, or the order of another model falls", arguments: 0..<5)
  func wrong(index: Int) async throws {
    let (task, combination) = try await Self.explored(Self.counter)
    var wrong = combination
    wrong.verdicts[index].verdict = wrong.verdicts[index].verdict == .explored ? .violated : .explored
    wrong.verdicts[index].evidence = .exploration
    wrong.unnamed = wrong.verdicts.count { $0.verdict == .explored }
    wrong.verdicts.removeAll { $0.verdict == .explored }
    var twice = combination
    twice.verdicts.append(twice.verdicts[index])
    var moved = combination
    moved.verdicts.reverse()
    for claimed in [wrong, twice, moved] where claimed != combination {
      let outcome = try await Self.check(task, claimed).outcome(explores: true)
      #expect(!outcome.objections.isEmpty)
      #expect(outcome.vacuity == nil)
    }
  }

  // MARK: - Proved

  @Test("a proved check tells what it never exercises, also beside a claim that is explored")
  func provedBesideExplored() async throws {
    let system = try Run.system(Self.counter)
    var task = CheckTask(
      system: system,
      claims: [.property(PropertyID(0)), .property(PropertyID(2)), .noRuntimeError], deadlock: .off,
      budget: Budget(jobs: 1, timeout: .seconds(600)))
    var combination = ProofClaim.Combination(
      values: [], system: "", exploration: nil, certificates: [], verdicts: [])
    var certificates: [Int: ClaimCheck.ReadCertificate] = [:]
    let proved = try await SymbolicEngine().check(task, observer: Silence())
    task.digestsStates = true
    var explored = task
    explored.claims = [.property(PropertyID(2))]
    let starving = try await ExplicitEngine(native: nil).check(explored, observer: Silence())
    combination.exploration = starving.statistics.exploration
    for finding in proved.findings {
      let name = finding.claim.name(in: system)
      if case .proved(let certificate) = finding.verdict {
        let number = certificates.count + 1
        certificates[number] = ClaimCheck.ReadCertificate(system: system, certificate: certificate)
        let scripts = try CertificateFiles(number: number, certificate, of: system, deadlock: .off)
          .scripts(for: [finding.claim])
        combination.certificates.append(
          ProofClaim.CertificateNote(
            number: number, inductionDepth: certificate.inductionDepth,
            scripts: CertificateFiles.digest(of: scripts)))
        combination.verdicts.append(
          ProofVerdict(claim: name, verdict: .proved, evidence: .certificate(number)))
      } else {
        let trace = try #require(starving.findings[0].verdict.trace)
        combination.verdicts.append(
          ProofVerdict(
            claim: name, verdict: .violated,
            evidence: .run(WitnessRun(system, deadlock: .off).text(of: trace))))
      }
    }
    try #require(certificates.count == 2)
    let outcome = try await Self.check(task, combination, isCounted: false, certificates: certificates)
      .outcome(explores: true)
    #expect(outcome.objections.map(\.message) == [])
    #expect(outcome.vacuity?.neverFired == [RuleID(1)])
    #expect(outcome.vacuity?.isProved == true)
    #expect(outcome.scripts.keys.sorted().first == "1.1-small.initiation.smt2")
    let blind = try await Self.check(task, combination, isCounted: false, certificates: [:])
      .outcome(explores: true)
    #expect(blind.objections.map(\.message).contains("`small`: there is no certificate 1"))
    var lone = combination
    lone.verdicts[2].evidence = .certificate(1)
    let unused = try await Self.check(task, lone, isCounted: false, certificates: certificates)
      .outcome(explores: true)
    #expect(
      unused.objections.map(\.message) == [
        "`scripts`: other ones follow from the model and the invariant of certificate 1",
        "`certificates`: no verdict rests on certificate 2",
      ])
  }

  @Test("a certificate by which no state satisfies a cover does not show that it is reached")
  func unreachableCover() async throws {
    let text =
      "var x: 0 .. 9; startstate x := 0; end; rule begin x := x = 0 ? 2 : 0; end; cover \"one\" x = 1;"
    let system = try Run.system(text)
    let claims: [Claim] = [.property(PropertyID(0)), .noRuntimeError]
    let task = CheckTask(
      system: system, claims: claims, deadlock: .off, budget: Budget(jobs: 1, timeout: .seconds(600)))
    let extended = try Run.system(
      text + "invariant \"\" !isundefined(x); invariant \"\" x = 0 | x = 2;")
    let certificate = Certificate(
      invariants: Array(extended.properties.dropFirst(1)), inductionDepth: 1, strategy: "")
    let scripts = try CertificateFiles(number: 1, certificate, of: system, deadlock: .off).scripts(
      for: claims)
    let combination = ProofClaim.Combination(
      values: [], system: "", exploration: nil,
      certificates: [
        ProofClaim.CertificateNote(
          number: 1, inductionDepth: 1, scripts: CertificateFiles.digest(of: scripts))
      ],
      verdicts: claims.map {
        ProofVerdict(claim: $0.name(in: system), verdict: .proved, evidence: .certificate(1))
      })
    let outcome = try await Self.check(
      task, combination, isCounted: false,
      certificates: [1: ClaimCheck.ReadCertificate(system: system, certificate: certificate)]
    ).outcome(explores: true)
    // Nothing else is wrong: the scripts are unsatisfiable.
    #expect(
      outcome.objections.map(\.message) == ["`one`: a certificate does not show that a cover is reached"])
  }

  // MARK: - Help

  private static func explored(
    _ text: String
  ) async throws -> (task: CheckTask, combination: ProofClaim.Combination) {
    let system = try Run.system(text)
    var task = CheckTask(
      system: system, claims: system.claims(deadlock: .off), deadlock: .off,
      budget: Budget(jobs: 1, timeout: .seconds(600)))
    task.digestsStates = true
    let result = try await ExplicitEngine(native: nil).check(task, observer: Silence())
    let runs = WitnessRun(system, deadlock: .off)
    let verdicts = result.findings.map { finding in
      let trace = finding.claim.isCover(in: system) ? nil : finding.verdict.trace
      return ProofVerdict(
        claim: finding.claim.name(in: system), verdict: finding.verdict.kind,
        evidence: trace.map { .run(runs.text(of: $0)) } ?? .exploration)
    }
    return (
      task,
      ProofClaim.Combination(
        values: [], system: "", exploration: result.statistics.exploration, certificates: [],
        verdicts: verdicts)
    )
  }

  private static func check(
    _ task: CheckTask, _ combination: ProofClaim.Combination, isCounted: Bool = true,
    certificates: [Int: ClaimCheck.ReadCertificate] = [:],
    engines: [any Engine] = [ExplicitEngine(native: nil)]
  ) -> ClaimCheck {
    var combination = combination
    if combination.unnamed == 0 {
      // As it is read from its file.
      combination.unnamed = combination.verdicts.count { $0.verdict == .explored }
      combination.verdicts.removeAll { $0.verdict == .explored }
    }
    return ClaimCheck(
      task, combination, form: ProofClaim.Form(isSweep: false, isCounted: isCounted),
      certificates: certificates, engines: engines, observer: Silence(), solvers: [Z3ScriptSolver()])
  }

  /// Explores, and says nothing of one claim.
  private struct Forgetful: Engine {
    static let name = "forgetful"
    var forgotten: Claim

    func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure) -> CheckResult {
      var result = try await ExplicitEngine(native: nil).check(task, observer: observer)
      result.findings.removeAll { $0.claim == forgotten }
      return result
    }
  }
}
