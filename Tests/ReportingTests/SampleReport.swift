import Checking
import Checks
import Diagnostics
import ModelIR
import Reporting
import TestSupport

/// A hand-made report with every outcome there is.
enum SampleReport {
  /// Whatever means something to one of the formats.
  static let nasty = "a,b:c%d<e>&\"f'g]]>h\u{1}i\nj\u{FFFE}k [l](1) ::error::"

  private static func model(
    _ verdicts: [(Claim, Verdict)], _ expectations: Expectations = Expectations(),
    warnings: [Diagnostic] = [], firings: [UInt64] = [3, 2, 1]
  ) -> CheckedModel {
    var statistics = Statistics()
    statistics.states = 1234
    statistics.elapsed = .milliseconds(420)
    statistics.complete = true
    statistics.firingsPerRule = firings
    statistics.hitsPerProperty = [7, 1, nil]
    let result = CheckResult(
      findings: verdicts.map { CheckResult.Finding(claim: $0, verdict: $1) }, statistics: statistics,
      notes: [])
    return CheckedModel(
      context: Sample.context, digest: "sha256:00", settings: [], engine: "explore", deadlock: .stuttering,
      symmetry: true, result: result, expectations: expectations, warnings: warnings)
  }

  private static let invariant = Claim.property(PropertyID(0))
  private static let cover = Claim.property(PropertyID(1))
  private static let liveness = Claim.property(PropertyID(2))

  /// A check that expects a violation.
  static let expected = ReportEntry(
    model: "Models/mmap.m", check: CheckIdentity(id: "known-bug", title: nasty),
    outcome: .checked(
      model(
        [
          (invariant, .violated(Sample.endings[0])), (cover, .reached(Sample.endings[1])),
          (.noRuntimeError, .explored),
        ],
        Expectations(isComplete: true, verdicts: [invariant: .exactly(.violated)]))))

  /// A check of which nothing is as expected.
  static let unexpected = ReportEntry(
    model: "Models/mmap.m", check: CheckIdentity(id: "all-wrong", title: nil),
    outcome: .checked(
      model(
        [
          (invariant, .violated(Sample.endings[0])), (cover, .violated(nil)),
          (.noDeadlock, .violated(Sample.endings[2])), (liveness, .unknown(reason: "time is up")),
        ],
        Expectations(isComplete: true), firings: [3, 2, 0])))

  /// A model without expectations, with warnings.
  static let plain = ReportEntry(
    model: "Models/mmap.m", check: nil,
    outcome: .checked(
      model(
        [
          (.noRuntimeError, .violated(Sample.endings[3])), (invariant, .bounded(depth: 3, reason: nasty)),
          (liveness, .violated(Sample.endings[7])),
        ],
        warnings: [
          Diagnostic(
            .warning, .unusedDeclaration, "`allocated` is never used", at: Sample.range(of: "allocated"))
        ], firings: [3, 0, 1])))

  /// A model that is wrong in itself and in a constant's value.
  static let rejected: ReportEntry = {
    var sources = Sample.sources
    let setting = sources.add(SourceFile(name: "--set PAGES", text: "three"))
    return ReportEntry(
      model: "Models/mmap.m", check: nil,
      outcome: .rejected(
        [
          Diagnostic(
            .error, .unknownName, "`mapped` is not declared", at: Sample.range(of: "mapped[p]"),
            help: "did you mean `allocated`?"),
          Diagnostic(
            .error, .unknownName, "`three` is not declared",
            at: SourceRange(file: setting, start: 0, end: 5)),
        ], sources))
  }()

  static let failed = ReportEntry(
    model: "Models/absent file.m", check: nil,
    outcome: .failed(EngineFailure(.inputOutput, "cannot read the model: there is no such file")))

  /// Four combinations: one as expected, two violated, one rejected.
  static let swept: ReportEntry = {
    let constants = [
      ConstantValues(name: "PAGES", values: ["1", "2"]), ConstantValues(name: "FAST", values: ["no", "yes"]),
    ]
    let check = CheckIdentity(id: "sizes", title: nil)
    func combination(_ values: [String], _ outcome: ReportEntry.Outcome) -> Sweep.Combination {
      Sweep.Combination(
        values: values, entry: ReportEntry(model: "Models/mmap.m", check: check, outcome: outcome))
    }
    func checked(_ verdict: Verdict) -> ReportEntry.Outcome {
      .checked(model([(invariant, verdict), (.noDeadlock, .explored)], Expectations(isComplete: true)))
    }
    let sweep = Sweep(
      constants: constants,
      combinations: [
        combination(["1", "no"], checked(.explored)),
        combination(["1", "yes"], checked(.violated(Sample.endings[0]))),
        combination(["2", "no"], rejected.outcome),
        combination(["2", "yes"], checked(.violated(Sample.endings[0]))),
      ], elapsed: .milliseconds(1500))
    return ReportEntry(model: "Models/mmap.m", check: check, outcome: .swept(sweep))
  }()

  static let report = Report(
    toolVersion: "1.2.3", entries: [expected, unexpected, plain, rejected, failed, swept], isStrict: false,
    isInterrupted: true)

  /// As they would be written: relative to the root, one file outside of it.
  static let findings = Findings(report).relocated {
    $0.hasSuffix("mmap.m") ? "Models/mmap.m" : "/elsewhere/\($0)"
  }

  static let nothingWrong = Findings(
    Report(toolVersion: "1.2.3", entries: [expected], isStrict: false, isInterrupted: false))
}
