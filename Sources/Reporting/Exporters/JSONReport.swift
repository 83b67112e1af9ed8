import Checking
import Checks
import Diagnostics
package import Foundation
import ModelIR
import OrderedJSON
import Traces
import Wording

/// The report for programs; `docs/report-schema.md` describes every member.
package struct JSONReport: Encodable {
  /// Raised with every change that an older reader would misunderstand.
  package static let version = 1

  var schema = "p2pcheck-report"
  var version = Self.version
  var tool: Tool
  var exitCode: Int32
  var summary: Summary
  var models: [Model]

  package init(_ report: Report, exitCode: Int32) {
    tool = Tool(version: report.toolVersion)
    self.exitCode = exitCode
    summary = Summary(VerdictCounts(report), isInterrupted: report.isInterrupted)
    models = report.entries.map { Model($0, in: report) }
  }

  /// The report as text, with sorted keys so that two reports can be compared line by line.
  package func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(self)
    data.append(UInt8(ascii: "\n"))
    return data
  }

  struct Tool: Encodable {
    var name = "p2pcheck"
    var version: String
  }

  struct Summary: Encodable {
    var hold: Int
    var violated: Int
    var unknown: Int
    var rejected: Int
    var failed: Int
    var interrupted: Bool

    init(_ counts: VerdictCounts, isInterrupted: Bool) {
      hold = counts.hold
      violated = counts.violated
      unknown = counts.unknown
      rejected = counts.rejected
      failed = counts.failed
      interrupted = isInterrupted
    }
  }

  struct Model: Encodable {
    var model: String
    var check: String?
    var title: String?
    var asExpected: Bool?
    var failure: Failure?
    var diagnostics: [Message]?
    var digest: String?
    var settings: [String: String]?
    var engine: String?
    var deadlock: String?
    var symmetry: Bool?
    var reduction: Bool?
    var failuresEndRuns: Bool?
    var claims: [ClaimVerdict]?
    var statistics: Counted?
    var neverFired: [String]?
    var vacuous: [String]?
    var notes: [String]?
    var sweep: Swept?

    init(_ entry: ReportEntry, in report: Report, hasTraces: Bool = true) {
      model = entry.model
      check = entry.check?.id
      title = entry.check?.title
      switch entry.outcome {
      case .failed(let error): failure = Failure(kind: error.kind.rawValue, message: error.message)
      case .rejected(let diagnostics, let sources):
        self.diagnostics = diagnostics.map { Message($0, in: sources) }
      case .checked(let checked):
        fill(from: checked, entry: entry, toolVersion: report.toolVersion, hasTraces: hasTraces)
      case .swept(let swept):
        asExpected = swept.isComplete ? swept.conclusion(isStrict: false) == .holds : nil
        sweep = Swept(swept, in: report)
      }
    }

    private mutating func fill(
      from checked: CheckedModel, entry: ReportEntry, toolVersion: String, hasTraces: Bool
    ) {
      let system = checked.system
      asExpected = checked.expectations.isEmpty ? nil : checked.isAsExpected
      diagnostics = checked.warnings.map { Message($0, in: checked.context.sources) }
      digest = checked.digest
      settings = Dictionary(checked.settings.map { ($0.name, $0.value) }) { _, last in last }
      engine = checked.engine
      deadlock = checked.deadlock.rawValue
      symmetry = checked.symmetry
      reduction = checked.reduction ? true : nil
      failuresEndRuns = checked.result.statistics.failuresEndRuns ? true : nil
      claims = checked.result.findings.map {
        ClaimVerdict($0, of: checked, entry: entry, toolVersion: toolVersion, hasTrace: hasTraces)
      }
      statistics = Counted(checked.result.statistics, of: system)
      neverFired = checked.vacuity.neverFired.map { system[$0].name }
      vacuous = checked.vacuity.vacuous.map { system[$0].name }
      notes = checked.result.notes.map { $0.text(in: checked.context.sources) }
    }
  }

  struct Failure: Encodable {
    var kind: String
    var message: String
  }

  struct Message: Encodable {
    var severity: String
    var code: String
    var message: String
    var help: String?
    var source: Place

    init(_ diagnostic: Diagnostic, in sources: SourceMap) {
      severity = diagnostic.severity.rawValue
      code = diagnostic.code.name
      message = diagnostic.message
      help = diagnostic.help
      source = Place(SourceSpan(diagnostic.range, in: sources))
    }
  }

  struct Place: Encodable {
    var file: String
    var line: Int
    var column: Int
    var endLine: Int
    var endColumn: Int

    init(_ span: SourceSpan) {
      file = span.file
      line = span.line
      column = span.column
      endLine = span.endLine
      endColumn = span.endColumn
    }
  }

  struct ClaimVerdict: Encodable {
    var name: String
    var kind: String
    var verdict: String
    var holds: Bool
    var expected: String?
    var asExpected: Bool?
    var depth: Int?
    var reason: String?
    var source: Place?
    var proof: Proof?
    var traceFile: String?
    var traceLength: Int?
    var trace: JSON?
    var counterexampleToInduction: JSON?

    init(
      _ finding: CheckResult.Finding, of model: CheckedModel, entry: ReportEntry, toolVersion: String,
      hasTrace: Bool
    ) {
      let claim = finding.claim
      name = claim.name(in: model.system)
      switch claim {
      case .property(let id):
        kind = model.system[id].kind.rawValue
        source = Place(SourceSpan(model.system[id].range, in: model.context.sources))
      case .noRuntimeError, .noDeadlock: kind = name
      }
      verdict = finding.verdict.word
      holds = finding.verdict.holds
      expected = model.expectations.word(for: claim)
      asExpected = model.expectations.isMet(by: finding.verdict, of: claim)
      switch finding.verdict {
      case .bounded(let depth, let reason): (self.depth, self.reason) = (depth, reason)
      case .unknown(let reason): self.reason = reason
      case .proved(let certificate): proof = Proof(certificate, of: model.system)
      case .explored, .reached, .violated: break
      }
      traceFile = model.traceFiles[claim]
      traceLength = finding.verdict.trace?.length
      guard hasTrace else { return }
      trace = finding.verdict.trace.map {
        ITFWriter.json(of: model.document(of: $0, toolVersion: toolVersion, entry: entry))
      }
      counterexampleToInduction = finding.inductionCounterexample.map {
        ITFWriter.json(of: InductionDocument($0, in: model.context))
      }
    }
  }

  struct Proof: Encodable {
    var strategy: String
    /// Conditions in the model's language.
    var invariant: [String]
    var inductionDepth: Int
    /// Absent if the proof is about the model's own sizes.
    var everySize: EverySize?

    struct EverySize: Encodable {
      var type: String
      var quantity: String
      var cutoff: Int
      /// Absent if the proof is about the model with all its properties.
      var without: [String]?
    }

    init(_ certificate: Certificate, of system: TransitionSystem) {
      strategy = certificate.strategy
      invariant = certificate.invariants.map { ExpressionText(system).text(of: $0) }
      inductionDepth = certificate.inductionDepth
      everySize = certificate.everySize.map {
        EverySize(
          type: $0.typeName, quantity: $0.quantity, cutoff: $0.cutoff,
          without: $0.without.isEmpty ? nil : $0.without)
      }
    }
  }

  struct Counted: Encodable {
    var states: UInt64
    var statesOfOrbits: UInt64?
    var firings: UInt64
    var depth: Int
    var seconds: Double
    var memoryBytes: Int
    /// Absent if all states were in memory.
    var diskBytesWritten: Int?
    var bitsPerState: Int
    var complete: Bool
    /// Absent if everything was fired in all states.
    var wholeExpansions: UInt64?
    /// Absent if there are none.
    var failedSteps: UInt64?
    var successor: String
    /// With `--profile`.
    var propertiesTimeShare: Double?
    var storingTimeShare: Double?
    var rules: [RuleCount]?
    var audit: Audit?

    struct RuleCount: Encodable {
      var name: String
      var firings: UInt64
      /// With `--profile`.
      var newStates: UInt64?
      var timeShare: Double?
    }

    init(_ statistics: Statistics, of system: TransitionSystem) {
      states = statistics.states
      statesOfOrbits = statistics.statesOfOrbits
      firings = statistics.firings
      depth = statistics.depth
      seconds = Quantity.seconds(statistics.elapsed)
      memoryBytes = statistics.memory
      diskBytesWritten = statistics.diskWritten
      bitsPerState = statistics.bitsPerState
      complete = statistics.complete
      wholeExpansions = statistics.wholeExpansions
      failedSteps = statistics.failedSteps > 0 ? statistics.failedSteps : nil
      successor = statistics.successor
      audit = statistics.audit.map(Audit.init)
      let profile = statistics.profile
      propertiesTimeShare = profile?.shareOfProperties
      storingTimeShare = profile?.shareOfStoring
      rules = zip(system.rules, statistics.firingsPerRule).enumerated().map { index, rule in
        RuleCount(
          name: rule.0.name, firings: rule.1, newStates: profile?.newStates[index],
          timeShare: profile?.shareOfRules[index])
      }
    }
  }

  struct Audit: Encodable {
    var extent: String
    var seed: UInt64
    var states: UInt64
    var glances: UInt64
    var lookups: UInt64
    var complete: Bool

    init(_ account: AuditAccount) {
      extent = account.plan.extent.rawValue
      seed = account.plan.seed
      states = account.states
      glances = account.glances
      lookups = account.lookups
      complete = account.isComplete
    }
  }
}
