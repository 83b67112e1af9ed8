import Checking
import Checks
import Foundation
import ProofGate
import Testing

/// How claims are written and read.
@Suite struct ProofClaimTests {
  private static let claim = ProofClaim(
    subject: ProofClaim.Subject(
      check: "pool", model: "pool.m", constants: [ConstantValues(name: "N", values: ["1", "2"])],
      engine: "explore",
      deadlock: "stuck", symmetry: false, failuresEndRuns: true, maximumDepth: 12),
    combinations: ["1", "2"].map { value in
      ProofClaim.Combination(
        values: [value], system: "sha256:0", exploration: exploration,
        certificates: [ProofClaim.CertificateNote(number: 7, inductionDepth: 2, scripts: "s")],
        verdicts: [
          ProofVerdict(claim: "a", verdict: .explored, evidence: .exploration),
          ProofVerdict(claim: "b", verdict: .violated, evidence: .exploration),
          ProofVerdict(claim: "c", verdict: .proved, evidence: .certificate(7)),
          ProofVerdict(claim: "d", verdict: .violated, evidence: .run(run)),
          ProofVerdict(claim: "e", verdict: .explored, evidence: .exploration),
        ])
    })

  private static let exploration = ProofClaim.Exploration(
    states: 3, firings: [0, 18_446_744_073_709, 2], failedSteps: 1, digest: "d")

  private static let run = WitnessText(
    steps: ["boot", "go (p = 1)"], instance: " (p = 1)", from: 1, loopsTo: 0,
    failingProperty: "\u{1B}[31m", failingGuard: "go (p = 2)")

  @Test("what is written is read, apart from the names of what is explored")
  func roundTrip() throws {
    let read = try ProofClaim(Array(Self.claim.json.utf8))
    #expect(read.json == Self.claim.json)
    #expect(read.subject == Self.claim.subject)
    for combination in read.combinations {
      #expect(combination.exploration == Self.exploration)
      #expect(combination.unnamed == 2)
      #expect(combination.verdicts.map(\.claim) == ["b", "d", "c"])
      #expect(combination.verdicts.map(\.evidence) == [.exploration, .run(Self.run), .certificate(7)])
      #expect(
        combination.certificates == [ProofClaim.CertificateNote(number: 7, inductionDepth: 2, scripts: "s")])
    }
  }

  @Test(
    "what no claim says is refused, by the name of its member",
    arguments: [
      ("\"explored\": 2", "\"explored\": 0", "`combinations[0].verdicts.explored`"),
      ("\"explored\": 2", "\"explored\": \"2\"", "`combinations[0].verdicts.explored`"),
      ("0 18446744073709 2", "0 18446744073709  2", "`combinations[0].exploration.firings`"),
      ("0 18446744073709 2", "0 -1 2", "`combinations[0].exploration.firings`"),
      ("0 18446744073709 2", "0 18446744073709551616 2", "`combinations[0].exploration.firings`"),
      ("0 18446744073709 2", "00 18446744073709 2", "`combinations[0].exploration.firings`"),
      ("0 18446744073709 2", "", "`combinations[0].exploration.firings`"),
      ("\"violated\": [\"b\"]", "\"violated\": \"b\"", "`combinations[0].verdicts.violated`"),
      ("\"violated\": [\"b\"]", "\"wrong\": [\"b\"]", "`combinations[0].verdicts.wrong` is no verdict"),
      ("\"number\": 7", "\"number\": 0", "`combinations[0].certificates[0].number`"),
      ("\"number\": 7", "\"number\": 10001", "`combinations[0].certificates[0].number`"),
      ("\"inductionDepth\": 2", "\"inductionDepth\": 1000000", "certificates[0].inductionDepth`"),
      ("\"from\": 1", "\"from\": -1", "`combinations[0].runs[0].from`"),
      ("\"steps\"", "\"stepz\"", "`combinations[0].runs[0].stepz`"),
      ("\"proves\": [\"c\"]", "\"proves\": [1]", "`combinations[0].certificates[0].proves[0]`"),
    ])
  func refused(old: String, new: String, member: String) throws {
    let text = Self.claim.json
    let place = try #require(text.firstRange(of: old))
    let changed = text.replacingCharacters(in: place, with: new)
    let objection = #expect(throws: Objection.self) { try ProofClaim(Array(changed.utf8)) }
    #expect(objection?.message.contains(member) == true, "\(objection?.message ?? "")")
  }

  @Test("claims of other versions are refused")
  func versions() {
    for version in ["0", "1", "3"] {
      let text = Self.claim.json.replacing("\"version\": 2", with: "\"version\": \(version)")
      let objection = #expect(throws: Objection.self) { try ProofClaim(Array(text.utf8)) }
      #expect(objection?.message.contains("another version") == true)
    }
  }
}
