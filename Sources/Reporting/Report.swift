package import Checking
package import Checks
package import Diagnostics
package import ModelIR
package import Traces

/// Everything that was found out in one run, ready to be shown.
package struct Report: Sendable {
  package var toolVersion: String
  package var entries: [ReportEntry]
  /// Rules that never fire and properties that hold vacuously count as failures.
  package var isStrict: Bool
  /// True if the user ended the run.
  package var isInterrupted: Bool

  package init(toolVersion: String, entries: [ReportEntry], isStrict: Bool, isInterrupted: Bool) {
    self.toolVersion = toolVersion
    self.entries = entries
    self.isStrict = isStrict
    self.isInterrupted = isInterrupted
  }
}

/// One model or check of a report.
package struct ReportEntry: Sendable {
  /// The model's path as the user, or the file of checks, wrote it.
  package var model: String
  package var check: CheckIdentity?
  package var outcome: Outcome

  package init(model: String, check: CheckIdentity?, outcome: Outcome) {
    self.model = model.visible
    self.check = check
    self.outcome = outcome
  }

  package enum Outcome: Sendable {
    case checked(CheckedModel)
    /// The same model with several combinations of constants.
    case swept(Sweep)
    /// The model, or what is said about it, is wrong.
    case rejected([Diagnostic], SourceMap)
    /// There is no verdict, and why.
    case failed(EngineFailure)
  }

  /// What heads the entry: the check's id, or the model.
  package var name: String { check?.id ?? model }
}

/// A model with its verdicts and how they came about.
package struct CheckedModel: Sendable {
  package var context: TraceContext
  /// `sha256:` and hexadecimal digits.
  package var digest: String
  package var settings: [ConstantSetting]
  package var engine: String
  package var deadlock: DeadlockMode
  package var symmetry: Bool
  /// Whether partial-order reduction was asked for.
  package var reduction = false
  package var result: CheckResult
  package var expectations: Expectations
  /// Where traces were saved.
  package var traceFiles: [Claim: String]
  /// Where counterexamples to induction were saved.
  package var inductionFiles: [Claim: String] = [:]
  /// The pages of traces and of counterexamples to induction, by file name.
  package var tracePages: [Claim: String] = [:]
  /// Warnings about the model.
  package var warnings: [Diagnostic]

  package init(
    context: TraceContext, digest: String, settings: [ConstantSetting], engine: String,
    deadlock: DeadlockMode, symmetry: Bool, result: CheckResult, expectations: Expectations,
    traceFiles: [Claim: String] = [:], warnings: [Diagnostic] = []
  ) {
    self.context = context
    self.digest = digest
    self.settings = settings
    self.engine = engine
    self.deadlock = deadlock
    self.symmetry = symmetry
    self.result = result
    self.expectations = expectations
    self.traceFiles = traceFiles
    self.warnings = warnings
  }

  package var system: TransitionSystem { context.system }

  package var vacuity: Vacuity { Vacuity(result, of: system) }

  /// A trace of this model with its steps in the order that is easiest to follow.
  package func clearest(_ trace: Trace) -> Trace {
    ClearestOrder(system, deadlock: deadlock).clearest(trace)
  }

  /// The same with nothing decided.
  package func undecided(because reason: String) -> CheckedModel {
    var copy = self
    copy.result = CheckResult(undecided: result.findings.map(\.claim), because: reason)
    return copy
  }

  /// The text form of a trace of this model, its steps in the clearest order.
  package func document(of trace: Trace, toolVersion: String, entry: ReportEntry) -> TraceDocument {
    TraceDocument(
      clearest(trace), in: context, origin: origin(toolVersion: toolVersion, entry: entry))
  }

  /// Where traces of this model come from, without a claim.
  package func origin(toolVersion: String, entry: ReportEntry) -> TraceDocument.Origin {
    TraceDocument.Origin(
      toolVersion: toolVersion, model: entry.model, digest: digest, settings: settings, deadlock: deadlock,
      claim: "", source: nil, check: entry.check?.id)
  }
}
