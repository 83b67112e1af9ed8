import Checking
import Checks
import Foundation
import ModelIR
import OrderedJSON
import Reporting
import TestSupport
import Testing
import Wording

/// Reports as text and JSON, and what they come to.
@Suite struct ReportTests {
  private static func entry(
    _ verdicts: [Verdict], expectations: Expectations = Expectations(), check: CheckIdentity? = nil,
    firings: [UInt64] = [3, 2, 1]
  ) -> ReportEntry {
    var statistics = Statistics()
    statistics.states = 1234
    statistics.depth = 12
    statistics.elapsed = .milliseconds(420)
    statistics.complete = true
    statistics.firingsPerRule = firings
    statistics.hitsPerProperty = [7, 1, nil]
    let claims: [Claim] = [.property(PropertyID(0)), .property(PropertyID(1)), .noRuntimeError]
    let result = CheckResult(
      findings: zip(claims, verdicts).map { CheckResult.Finding(claim: $0, verdict: $1) },
      statistics: statistics,
      notes: [])
    let model = CheckedModel(
      context: Sample.context, digest: "sha256:00", settings: [], engine: "explore", deadlock: .stuttering,
      symmetry: true, result: result, expectations: expectations)
    return ReportEntry(model: "mmap.m", check: check, outcome: .checked(model))
  }

  private static let allHolds: [Verdict] = [.explored, .reached(Sample.endings[1]), .explored]
  private static let oneViolated: [Verdict] = [
    .violated(Sample.endings[0]), .violated(nil), .unknown(reason: "the memory limit of 64 MiB was reached"),
  ]

  private func text(_ entries: [ReportEntry], isStrict: Bool = false) -> String {
    let text = TextReport(
      ink: Ink(isColoured: false), toolVersion: "1.2.3", isStrict: isStrict, hasHeaders: entries.count > 1)
    let report = Report(toolVersion: "1.2.3", entries: entries, isStrict: isStrict, isInterrupted: false)
    return (entries.flatMap { text.lines(of: $0) } + text.closingLines(of: report)).joined(separator: "\n")
  }

  private func conclusion(_ entry: ReportEntry, isStrict: Bool = false) -> Conclusion {
    Report(toolVersion: "", entries: [entry], isStrict: isStrict, isInterrupted: false).conclusion
  }

  @Test("a model without violation is a line per property and a closing line")
  func holds() {
    let expected = """
        explored  a mapped page is allocated  1,234 states, depth 12, 0.42 s
        reached   both map                    after 2 steps
        explored  no-runtime-error            1,234 states, depth 12, 0.42 s
      3 hold, 0 violated, 0 unknown
      """
    #expect(text([Self.entry(Self.allHolds)]) == expected)
  }

  @Test("a violation is followed by its counterexample")
  func violated() {
    let text = text([Self.entry(Self.oneViolated)])
    let beginning = """
        violated  a mapped page is allocated  after 2 steps
        violated  both map                    in none of 1,234 states
        unknown   no-runtime-error
                    the memory limit of 64 MiB was reached, 1,234 states

      counterexample to "a mapped page is allocated", 2 steps:
      """
    #expect(text.hasPrefix(beginning))
    #expect(text.hasSuffix("0 hold, 2 violated, 1 unknown"))
  }

  @Test("rules that never fire are warnings, failures under --strict")
  func vacuity() {
    let entry = Self.entry(Self.allHolds, firings: [3, 2, 0])
    #expect(text([entry]).contains("  warning: rule \"munmap\" never fires\n"))
    #expect(text([entry], isStrict: true).contains("  failure: rule \"munmap\" never fires\n"))
    #expect(conclusion(entry) == .holds)
    #expect(conclusion(entry, isStrict: true) == .violated)
  }

  @Test("rules that a proof shows to be silent are warnings; of others nothing is said")
  func provedVacuity() {
    var entry = Self.entry([.unknown(reason: "time"), .explored, .explored], firings: [])
    Self.change(&entry) { model in
      model.result.statistics.complete = false
      model.result.statistics.rulesProvedSilent = [RuleID(2)]
    }
    #expect(text([entry]).contains("  warning: rule \"munmap\" never fires (proved)\n"))
    #expect(!text([entry]).contains("vm_insert_page"))
    Self.change(&entry) { $0.expectations.neverFired = [RuleID(0), RuleID(1), RuleID(2)] }
    #expect(!text([entry]).contains("fires"))
    Self.change(&entry) { $0.result.statistics.rulesSeenFiring = [RuleID(1)] }
    #expect(text([entry]).contains("\"vm_insert_page\" fires, but is listed"))
  }

  @Test("an undecided invariant is followed by the step that keeps it from being proved")
  func inductionCounterexample() throws {
    var entry = Self.entry([.unknown(reason: "the induction step fails"), .explored, .explored])
    Self.change(&entry) { model in
      model.result.findings[0].inductionCounterexample = InductionCounterexample(
        property: PropertyID(0), before: Sample.states[1], firing: Sample.steps[2].firing,
        after: Sample.states[2], arguments: [])
    }
    let expected = """
      counterexample to induction of "a mapped page is allocated":
         0  some state
              allocated: ##.
              mapped: [all: false]
              call: [process_0: {at: INSERT, first: 0}, process_1: {at: IDLE, first:
                undefined}]
         1  vm_insert_page (p = process_0, g = 2)  mm/memory.c vm_insert_page
              mapped[0..2]: false -> true
              call[process_0].at: INSERT -> MAPPED
      no longer true: "a mapped page is allocated" (mmap.m:3:1)
      this state may be unreachable: add an invariant that excludes it
      """
    #expect(text([entry]).contains(expected), "\(text([entry]))")
    let report = Report(toolVersion: "1.2.3", entries: [entry], isStrict: false, isInterrupted: false)
    let json = try JSONParser.parse(Array(JSONReport(report, exitCode: 3).data()))
    let claim = try #require(json["models"]?.elements?.first?["claims"]?.elements?.first)
    let step = try #require(claim["counterexampleToInduction"])
    #expect(step["step"]?["rule"] == .string("vm_insert_page"))
    #expect(step["changes"]?.elements?.count == 2)
    #expect(step["before"]?.members?.count == 3 && step["after"]?.members?.count == 3)
  }

  private static func change(_ entry: inout ReportEntry, _ body: (inout CheckedModel) -> Void) {
    guard case .checked(var model) = entry.outcome else { return }
    body(&model)
    entry.outcome = .checked(model)
  }

  @Test("a check is as expected only if every verdict and the vacuity are")
  func checks() {
    let check = CheckIdentity(id: "mmap", title: "the path")
    let plain = Expectations(isComplete: true)
    #expect(conclusion(Self.entry(Self.allHolds, expectations: plain, check: check)) == .holds)
    #expect(conclusion(Self.entry(Self.oneViolated, expectations: plain, check: check)) == .violated)
    let listed = Expectations(
      isComplete: true,
      verdicts: [
        .property(PropertyID(0)): .exactly(.violated), .property(PropertyID(1)): .exactly(.violated),
        .noRuntimeError: .exactly(.unknown),
      ])
    #expect(conclusion(Self.entry(Self.oneViolated, expectations: listed, check: check)) == .holds)
    #expect(conclusion(Self.entry(Self.allHolds, expectations: listed, check: check)) == .violated)
    #expect(
      conclusion(Self.entry(Self.allHolds, expectations: plain, check: check, firings: [0, 1, 1]))
        == .violated)
    let silent = Expectations(isComplete: true, neverFired: [RuleID(0)])
    #expect(
      conclusion(Self.entry(Self.allHolds, expectations: silent, check: check, firings: [0, 1, 1])) == .holds)
    #expect(conclusion(Self.entry(Self.allHolds, expectations: silent, check: check)) == .violated)
  }

  @Test("the closing lines of checks name what was not as expected")
  func checkSummary() {
    let check = CheckIdentity(id: "mmap", title: nil)
    let entry = Self.entry(Self.oneViolated, expectations: Expectations(isComplete: true), check: check)
    let expected = """
      1 check of 1 not as expected:
        mmap: "a mapped page is allocated" is violated, should hold
        mmap: "both map" is violated, should hold
        mmap: "no-runtime-error" is unknown, should hold
      """
    #expect(text([entry]).hasSuffix(expected))
  }

  @Test("the gravest conclusion counts")
  func conclusions() {
    #expect(
      conclusion(Self.entry([.explored, .bounded(depth: 3, reason: "depth"), .explored])) == .inconclusive)
    #expect(conclusion(Self.entry(Self.oneViolated)) == .violated)
    let failed = ReportEntry(
      model: "a.m", check: nil, outcome: .failed(EngineFailure(.unsupported, "unions")))
    #expect(conclusion(failed) == .inconclusive)
    let report = Report(
      toolVersion: "", entries: [failed, Self.entry(Self.oneViolated)], isStrict: false, isInterrupted: true)
    #expect(report.conclusion == .interrupted)
  }

  @Test("the JSON report has the documented members")
  func json() throws {
    let report = Report(
      toolVersion: "1.2.3", entries: [Self.entry(Self.oneViolated)], isStrict: false, isInterrupted: false)
    let json = try JSONParser.parse(Array(JSONReport(report, exitCode: 1).data()))
    #expect(json["schema"] == .string("p2pcheck-report"))
    #expect(json["version"] == .integer(1))
    #expect(json["exitCode"] == .integer(1))
    let model = try #require(json["models"]?.elements?.first)
    #expect(model["statistics"]?["states"] == .integer(1234))
    let claim = try #require(model["claims"]?.elements?.first)
    #expect(claim["verdict"] == .string("violated"))
    #expect(claim["traceLength"] == .integer(2))
    #expect(claim["trace"]?["states"]?.elements?.count == 3)
  }

  @Test(
    "expected verdicts are written as verdicts are",
    arguments: ["explored", "proved", "violated", "reached", "unknown", "bounded 12"])
  func verdictWords(word: String) {
    #expect(ExpectedVerdict(word)?.word == word)
  }

  @Test(
    "other words are no verdicts",
    arguments: ["", "bounded", "bounded -1", "Explored", "bounded 1 2"])
  func noVerdicts(word: String) {
    #expect(ExpectedVerdict(word) == nil)
  }
}
