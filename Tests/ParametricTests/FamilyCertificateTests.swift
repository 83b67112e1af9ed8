import Checking
import Encoding
import ModelIR
import Parametric
import TestSupport
import Testing
import Z3

@Suite("Certificates for every size")
struct FamilyCertificateTests {
  private static func fragment(_ name: String) throws -> Fragment {
    let model = try #require(FamilyModel.all(.open).first { $0.name == name })
    let system = try model.system()
    return try Fragment(try ScalarsetFamily(system, of: model.typeName(in: system)))
  }

  private static func isAccepted(_ certificate: FamilyCertificate, size: Int) async throws -> Bool {
    let scripts = try certificate.scripts(size: size, for: [.property(PropertyID(0))])
    let named = scripts.flatMap { $0.scripts.all.map { (name: $0.name, script: $0) } }
    return await CertificateCheck(by: Z3ScriptSolver()) { false }.failures(of: named).isEmpty
  }

  @Test(
    "what is inductive at all sizes but the cutoff is refused there",
    arguments: [
      ("five_different.m", 5), ("four_named.m", 1), ("four_parameters.m", 4), ("four_in_statements.m", 4),
    ])
  func cutoff(model: String, cutoff: Int) async throws {
    let fragment = try Self.fragment(model)
    let invariant = try #require(fragment.family.system.properties.first)
    let certificate = try FamilyCertificate(fragment, Certificate(invariants: [invariant], strategy: ""))
    #expect(certificate.cutoff == cutoff)
    var accepted: [Int] = []
    for size in 1...cutoff where try await Self.isAccepted(certificate, size: size) { accepted.append(size) }
    #expect(!accepted.contains(cutoff))
  }

  @Test("a lemma that needs elements which may be left out is refused") func existential() throws {
    let fragment = try Self.fragment("counter.m")
    let system = try Run.system(
      """
      const N: 2; type p: scalarset(N); phase: enum {A, B, C};
      var b: array [p] of boolean; n: 0 .. 20;
      startstate for i: p do b[i] := false end; n := 0; end;
      invariant "somebody" exists i: p do b[i] end;
      invariant "nobody" !exists i: p do b[i] end;
      """)
    let (existential, universal) = (system.properties[0], system.properties[1])
    #expect(throws: Refusal.self) { try fragment.cutoff(lemmas: [existential]) }
    #expect(throws: Never.self) { try fragment.cutoff(lemmas: [universal]) }
  }

  @Test("what is set aside is not proved, and that steps do not fail is shown all the same") func aside()
    throws
  {
    let model = try #require(FamilyModel.all(.partly).first { $0.name == "step_that_fails.m" })
    let system = try model.system()
    func certificate(without aside: [String]) throws -> FamilyCertificate {
      try FamilyCertificate(
        Certificate(invariants: [], strategy: ""), of: system, anySize: "p", without: aside)
    }
    func claim(_ name: String) throws -> Claim {
      try #require(system.claims(deadlock: .off).first { $0.name(in: system) == name })
    }
    let one = try claim("one")
    #expect(throws: Refusal.self) { try certificate(without: []) }
    #expect(throws: Refusal.self) { try certificate(without: ["partners", "nobody"]) }
    let some = try certificate(without: ["partners"])
    #expect(some.without == ["partners"])
    #expect(try certificate(without: ["one", "partners", "one"]).without == ["partners", "one"])
    let asserting = try Run.system(
      "type p: scalarset(2); var b: array [p] of boolean; startstate for i: p do b[i] := true end; end; "
        + "ruleset i: p do rule \"r\" begin assert \"in a rule\" b[i]; end; end;")
    #expect(throws: Refusal.self, "a statement is part of the runs") {
      try FamilyCertificate(
        Certificate(invariants: [], strategy: ""), of: asserting, anySize: "p", without: ["in a rule"])
    }
    #expect(some.objection(to: one) == nil)
    #expect(some.objection(to: try claim("partners")) != nil)
    #expect(some.objection(to: .noRuntimeError) != nil)
    #expect(try some.obligations(for: [one], failuresEndRuns: false) == [one, .noRuntimeError])
    #expect(try some.obligations(for: [one], failuresEndRuns: true) == [one])
    let none = try certificate(without: ["partners", "one"])
    #expect(none.objection(to: one) != nil)
    #expect(throws: UnsupportedConstruct.self) { try none.scripts(size: 1, for: [one]) }
  }

  @Test("a proof for every size looks back one state, and says nothing of covers and deadlocks") func others()
    throws
  {
    let fragment = try Self.fragment("needs_company.m")
    #expect(throws: Refusal.self) {
      try FamilyCertificate(fragment, Certificate(invariants: [], inductionDepth: 2, strategy: ""))
    }
    let certificate = try FamilyCertificate(fragment, Certificate(invariants: [], strategy: ""))
    let system = fragment.family.system
    let cover = try #require(system.propertyIDs.first { system[$0].kind == .cover })
    for claim in [Claim.noDeadlock, .property(cover)] {
      #expect(throws: UnsupportedConstruct.self) { try certificate.scripts(size: 1, for: [claim]) }
    }
  }
}
