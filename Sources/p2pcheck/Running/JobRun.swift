import Checking
import Checks
import Diagnostics
import ExplicitState
import ModelIR
import Reporting
import Synchronization
import Traces
import Wording

/// Reads the model of a job and has an engine check it.
struct JobRun: Sendable {
  let session: Session
  let countsOrbits: Bool
  /// Where what proves us wrong is saved.
  let bugFolder: String?
  /// How diagnostics and failures are shown; nil if they are not.
  let ink: Ink?

  /// What comes of the job by the end of its time; `note` is told what can be said once the model is read.
  func outcome(
    of job: Job, showing line: ProgressLine? = nil,
    note: @escaping @Sendable (CheckedModel) -> Void = { _ in }
  ) async throws(UsageFailure) -> ReportEntry.Outcome {
    let start = ContinuousClock.now
    let undecided = Mutex<CheckedModel?>(nil)
    let supervision = session.supervision(until: job.budget.timeout.map { start + $0 })
    typealias Outcome = Result<ReportEntry.Outcome, UsageFailure>
    let ended: Outcome? = await supervision.value { [self] in
      let observer = session.observer(showing: line)
      do throws(UsageFailure) {
        return .success(
          try await outcome(of: job, since: start, observer) { model in
            undecided.withLock { $0 = model }
            note(model)
          })
      } catch {
        return .failure(error)
      }
    }
    if let ended { return try ended.get() }
    session.cluster?.abandon()
    let reason = supervision.reason ?? Supervision.interrupted
    guard let model = undecided.withLock({ $0 }) else {
      return failed(EngineFailure(.unsupported, "\(reason) before the model was read"))
    }
    return .checked(model.undecided(because: reason))
  }

  private func outcome(
    of job: Job, since start: ContinuousClock.Instant, _ observer: RunObserver,
    note: @Sendable (CheckedModel) -> Void
  ) async throws(UsageFailure) -> ReportEntry.Outcome {
    let model: LoadedModel
    do {
      model = try await self.model(of: job)
    } catch {
      return failed(error)
    }
    // What a check's constants switch off stands in its lists; `lint` has the warnings.
    show(model.diagnostics.filter { job.check == nil || $0.severity == .error }, in: model.sources)
    guard let system = model.system else { return .rejected(model.diagnostics, model.sources) }
    let expectations = try job.expectations(in: system)
    if expectations.hasErrors, let check = job.check {
      show(expectations.diagnostics, in: check.sources)
      return .rejected(expectations.diagnostics, check.sources)
    }
    var task = try job.task(on: system, countsOrbits: countsOrbits)
    // Reading the model was part of it.
    task.budget.timeout = task.budget.timeout.map { max($0 - (.now - start), .zero) }
    let anySize = try job.anySize(in: system)
    // What is not explored the first rank does alone.
    let cluster = job.isForRanks(anySize: anySize, on: system) ? session.cluster : nil
    if cluster == nil, let rank = session.cluster?.rank, rank > 0 {
      return failed(EngineFailure(.unsupported, "the first rank does it alone"))
    }
    let engine = session.engines.engine(
      for: job, anySize: anySize, checkpoints: job.checkpoints(of: task, digest: model.digest),
      disk: job.disk(of: task, digest: model.digest), cluster: cluster)
    var checked = CheckedModel(
      context: TraceContext(system: system, sources: model.sources), digest: model.digest,
      settings: job.settings,
      engine: EngineRegistry.name(for: job, anySize: anySize, on: system), deadlock: job.deadlock,
      symmetry: job.symmetry,
      result: CheckResult(undecided: task.claims, because: "not checked yet"),
      expectations: expectations.value, warnings: model.diagnostics)
    checked.reduction = job.reduction
    note(checked)
    do {
      checked.result = try await engine.check(task, observer: observer)
      checked.engine = checked.result.engine ?? checked.engine
      if let member = checked.result.member { try await show(member, in: &checked, of: job) }
      return .checked(checked)
    } catch {
      guard error.kind == .disagreement else { return failed(error) }
      let place = BugReport.save(error.message, of: job, sources: model.sources, folder: bugFolder)
      return failed(EngineFailure(.disagreement, "\(error.message); \(place)"))
    }
  }

  /// If one rank cannot read it, or reads another one, none goes on.
  private func model(of job: Job) async throws(EngineFailure) -> LoadedModel {
    try await onDeepStack { [cluster = session.cluster] () throws(EngineFailure) in
      let loaded: Result<LoadedModel, EngineFailure>
      do throws(FileFailure) {
        loaded = .success(try ModelLoader.load(job.model, settings: job.settings))
      } catch {
        loaded = .failure(EngineFailure(.inputOutput, error.message))
      }
      if let cluster, job.swept.isEmpty, job.combination.isEmpty {
        var failure: EngineFailure?
        if case .failure(let own) = loaded { failure = own }
        try cluster.checkIn(failure)
        if case .success(let model) = loaded { try cluster.agree("model", model.digest) }
      }
      return try loaded.get()
    }
  }

  /// Has the model say the same as the member of its family that findings are about; without a constant that says so, they
  /// are about nothing that could be shown.
  private func show(
    _ member: CheckResult.Member, in checked: inout CheckedModel, of job: Job
  ) async throws(EngineFailure) {
    checked.result.notes.append(Note(member.note))
    guard let setting = member.setting else {
      checked.result.undecide("\(member.note); name its size by a constant to see the run")
      return
    }
    let settings = job.settings.filter { $0.name != setting.name } + [setting]
    let model: LoadedModel?
    do {
      model = try await onDeepStack { () throws(FileFailure) in
        try ModelLoader.load(job.model, settings: settings)
      }
    } catch {
      throw EngineFailure(.inputOutput, error.message)
    }
    guard let model, let system = model.system else {
      throw EngineFailure(.disagreement, "the model is wrong with \(setting.name) = \(setting.value)")
    }
    checked.context = TraceContext(system: system, sources: model.sources)
    checked.digest = model.digest
    checked.settings = settings
  }

  private func failed(_ failure: EngineFailure) -> ReportEntry.Outcome {
    if ink != nil { Console.warn(failure) }
    return .failed(failure)
  }

  private func show(_ diagnostics: [Diagnostic], in sources: SourceMap) {
    if let ink { DiagnosticOutput.show(diagnostics, in: sources, ink: ink) }
  }
}
