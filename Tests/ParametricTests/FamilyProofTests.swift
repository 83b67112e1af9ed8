import Checking
import ExplicitState
import ModelIR
import Parametric
import Symbolic
import TestSupport
import Testing

@Suite("Proofs for every size")
struct FamilyProofTests {
  /// What the prover says of a family, by default when nobody has looked at any of its sizes.
  private static func proofs(
    of system: TransitionSystem, _ type: String, timeout: Duration = .seconds(600),
    explorer: any Engine = BlindEngine()
  ) async throws -> CheckResult {
    let claims = system.claims(deadlock: .off).filter { $0.objectionToEverySize(in: system) == nil }
    let task = CheckTask(
      system: system, claims: claims, deadlock: .off, budget: Budget(jobs: 2, timeout: timeout))
    return try await AnySizeEngine(type, explorer: explorer).check(task, observer: Silence())
  }

  /// The claims that are violated at a size.
  private static func violated(_ family: ScalarsetFamily, size: Int) async throws -> [Claim] {
    let result = try await Run(deadlock: .off).check(family.member(size))
    return result.findings.filter { $0.verdict.kind == .violated }.map(\.claim)
  }

  @Test(
    "models of which everything is proved for every size",
    arguments: FamilyModel.all(.proved) + (Amount.isLong ? FamilyModel.all(.slow) : []))
  func proved(model: FamilyModel) async throws {
    let system = try model.system()
    let type = model.typeName(in: system)
    let result = try await Self.proofs(of: system, type)
    for finding in result.findings {
      guard case .proved(let certificate) = finding.verdict else {
        Issue.record("`\(finding.claim.name(in: system))`: \(finding.verdict)")
        continue
      }
      #expect(certificate.everySize?.typeName == type)
      #expect((certificate.everySize?.cutoff ?? 0) > 1)
    }
    let family = try ScalarsetFamily(system, of: type)
    for size in 1...3 { #expect(try await Self.violated(family, size: size) == []) }
  }

  @Test(
    "a property that nothing can be said of does not keep the others from being proved",
    arguments: FamilyModel.all(.partly))
  func partly(model: FamilyModel) async throws {
    let system = try model.system()
    let family = try ScalarsetFamily(system, of: model.typeName(in: system))
    let result = try await Self.proofs(of: system, family.typeName)
    var open: [String] = []
    for finding in result.findings {
      let name = finding.claim.name(in: system)
      switch finding.verdict {
      case .proved(let certificate):
        #expect(certificate.everySize?.without.isEmpty == false)
        #expect(certificate.everySize?.without.contains(name) == false)
      default: open.append(name)
      }
    }
    #expect(Set(open) == Set(model.open))
    for size in 1...4 {
      let violated = try await Self.violated(family, size: size).map { $0.name(in: system) }
      #expect(Set(violated).isSubset(of: open))
      if size == model.violatedAt { #expect(!violated.isEmpty) }
    }
  }

  @Test(
    "what is violated at the size at hand does not keep the others from being proved",
    arguments: FamilyModel.all(.beside))
  func beside(model: FamilyModel) async throws {
    let system = try model.system()
    let type = model.typeName(in: system)
    let result = try await Self.proofs(of: system, type, explorer: ExplicitEngine(native: nil))
    var open: [String] = []
    for finding in result.findings {
      let name = finding.claim.name(in: system)
      switch finding.verdict {
      case .proved(let certificate):
        let family = try FamilyCertificate(
          certificate, of: system, anySize: type, without: certificate.everySize?.without ?? [])
        #expect(family.objection(to: finding.claim) == nil)
      case .violated: #expect(finding.claim != .noRuntimeError)
      default: open.append(name)
      }
    }
    #expect(result.findings.contains { $0.verdict.kind == .violated })
    #expect(Set(open) == Set(model.open))
  }

  @Test("what is violated at some size is not proved for every size", arguments: FamilyModel.all(.open))
  func open(model: FamilyModel) async throws {
    let system = try model.system()
    let family = try ScalarsetFamily(system, of: model.typeName(in: system))
    _ = try Fragment(family)
    let size = try #require(model.violatedAt)
    let violated = try await Self.violated(family, size: size)
    #expect(!violated.isEmpty)
    if size > 1 { #expect(try await Self.violated(family, size: size - 1) == []) }
    let result = try await Self.proofs(of: system, family.typeName)
    for finding in result.findings where violated.contains(finding.claim) {
      #expect(finding.verdict.kind == .unknown, "\(finding.claim.name(in: system))")
    }
  }

  @Test("what is not of the fragment is refused, and why") func refused() async throws {
    var lines: [String] = []
    for model in FamilyModel.all(.refused) {
      let system = try model.system()
      let result = try await Self.proofs(of: system, model.typeName(in: system))
      #expect(result.findings.allSatisfy { $0.verdict.kind == .unknown }, "\(model)")
      lines.append("\(model.name): " + result.notes.map(\.message).joined(separator: "; "))
      for case .unknown(let reason) in result.findings.map(\.verdict) where result.notes.isEmpty {
        lines.append("  \(reason)")
      }
      guard let size = model.violatedAt,
        let family = try? ScalarsetFamily(system, of: model.typeName(in: system))
      else { continue }
      #expect(try await Self.violated(family, size: size).isEmpty == false, "\(model)")
    }
    try Golden.check(lines.joined(separator: "\n") + "\n", against: "refusals.txt")
  }

  @Test(
    "nothing that is proved of a random model is violated at a size that can be explored",
    arguments: Amount.familyProofs.hands(2))
  func random(_ seeds: Amount.Hand) async throws {
    var (proofs, claims) = (0, 0)
    for seed in seeds {
      // The first count elements, the others fail in many ways and are larger.
      let models = [(RandomFamilyModel(seed: seed).text, 4), (RandomSymmetricModel(seed: seed).text, 3)]
      for (text, largest) in models {
        let system = try Run.system(text, name: "seed \(seed)")
        guard let family = try? ScalarsetFamily(system, of: "p"),
          (try? Fragment.settingAside(of: family)) != nil
        else { continue }
        // Of every third one what is violated at its own size is not to be proved.
        let explorer: any Engine = seed.isMultiple(of: 3) ? ExplicitEngine(native: nil) : BlindEngine()
        let result = try await Self.proofs(of: system, "p", timeout: .seconds(10), explorer: explorer)
        let proved = result.findings.filter { $0.verdict.kind == .proved }.map(\.claim)
        claims += result.findings.count
        proofs += proved.count
        guard !proved.isEmpty else { continue }
        for size in 1...largest {
          let violated = try await Self.violated(family, size: size)
          #expect(proved.allSatisfy { !violated.contains($0) }, "seed \(seed), \(size) elements\n\(text)")
        }
      }
    }
    print("\(proofs) of \(claims) claims of random models are proved for every size")
    #expect(proofs > 0)
  }

  @Test("a member of a family is what the front end makes of the size", arguments: FamilyModel.all(.proved))
  func members(model: FamilyModel) throws {
    let system = try model.system()
    let family = try ScalarsetFamily(system, of: model.typeName(in: system))
    // What counts elements has room for other sizes too.
    guard let constant = family.constant, system.functions.allSatisfy({ $0.fold == nil }) else { return }
    for size in 1...5 {
      let text = model.text.replacing(
        try Regex("\(constant): \\d+;"), with: "\(constant): \(size);", maxReplacements: 1)
      var other = try Run.system(text, name: model.name)
      other.name = system.name
      #expect(family.member(size).rules == other.rules)
      #expect(family.member(size).startStates == other.startStates)
      #expect(family.member(size).properties == other.properties)
      #expect(family.member(size).types == other.types)
      #expect(family.member(size).constants == other.constants)
    }
  }
}

/// Looks at nothing.
private struct BlindEngine: Engine {
  static let name = "blind"

  func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure) -> CheckResult {
    CheckResult(undecided: task.claims, because: "nobody looked")
  }
}
