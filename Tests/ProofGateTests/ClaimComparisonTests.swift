import Checking
import ProofGate
import Testing

/// What an update says has changed.
@Suite struct ClaimComparisonTests {
  /// What a file says of a check: named verdicts, and how many others are explored.
  private static func claim(
    _ verdicts: KeyValuePairs<String, String>, unnamed: Int = 0, values: [String] = []
  ) -> ProofClaim {
    let subject = ProofClaim.Subject(
      check: "c", model: "m.m", constants: [], engine: "explore", deadlock: "off", symmetry: true,
      failuresEndRuns: false, maximumDepth: nil)
    let combination = ProofClaim.Combination(
      values: values, system: "", exploration: nil, certificates: [],
      verdicts: verdicts.map {
        ProofVerdict(claim: $0.key, verdict: VerdictKind($0.value) ?? .unknown, evidence: .exploration)
      },
      unnamed: unnamed)
    return ProofClaim(subject: subject, combinations: [combination])
  }

  private static func lines(_ old: ProofClaim?, _ new: ProofClaim) -> [String] {
    ClaimComparison(from: old, to: new).lines.map { "\($0.change) \($0.text)" }
  }

  @Test func allIsNewAtFirst() {
    let new = Self.claim(["a": "explored", "b": "violated"])
    #expect(Self.lines(nil, new) == ["new c: a: explored", "new c: b: violated"])
    #expect(!ClaimComparison(from: nil, to: new).isWeaker)
  }

  @Test(
    "of one claim",
    arguments: [
      ("explored", "proved", "stronger"), ("proved", "explored", "weaker"),
      ("explored", "violated", "weaker"),
      ("violated", "explored", "stronger"), ("bounded 3", "explored", "stronger"),
      ("bounded 3", "bounded 4", "changed"),
      ("unknown", "violated", "weaker"), ("reached", "unknown", "weaker"),
    ])
  func change(old: String, new: String, change: String) {
    let before =
      old == "explored"
      ? Self.claim(["b": "violated"], unnamed: 1) : Self.claim(["a": old, "b": "violated"])
    let after = Self.claim(["a": new, "b": "violated"])
    let line = "\(change) c: a: \(old) -> \(new)"
    #expect(Self.lines(before, after) == [line])
    #expect(ClaimComparison(from: before, to: after).isWeaker == (change == "weaker"))
    #expect(Self.lines(before, Self.claim(["a": old, "b": "violated"])) == [])
  }

  @Test("claims that the old file only counts")
  func counted() {
    let old = Self.claim(["b": "reached"], unnamed: 2)
    #expect(Self.lines(old, Self.claim(["a": "explored", "b": "reached", "z": "explored"])) == [])
    #expect(
      Self.lines(old, Self.claim(["a": "explored", "b": "reached"])) == ["gone c: 1 claim, explored"])
    #expect(
      Self.lines(old, Self.claim(["a": "explored", "b": "reached", "y": "explored", "z": "explored"]))
        == ["new c: 1 claim, explored"])
    #expect(
      Self.lines(old, Self.claim(["a": "violated", "b": "reached", "z": "explored"]))
        == ["weaker c: a: explored -> violated"])
    #expect(
      Self.lines(old, Self.claim(["a": "explored", "z": "explored", "d": "violated"]))
        == ["gone c: b: was reached", "new c: d: violated"])
  }
}
