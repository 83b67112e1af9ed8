import Checking
import Diagnostics
import ModelIR
import Reporting

/// Runs the mutants of each job's model and shows those that survive.
struct MutationReport {
  let limit: Int?
  let usesNative: Bool
  let ink: Ink
  private let line: ProgressLine
  private let interruption = Interruption()
  /// A mutant may have far more states than the model.
  private static let patience: Duration = .seconds(60)

  init(limit: Int?, usesNative: Bool, showsProgress: Bool, ink: Ink) {
    self.limit = limit
    self.usesNative = usesNative
    self.ink = ink
    line = ProgressLine(isShown: showsProgress)
  }

  func run(_ jobs: [Job]) async throws -> ExitCode {
    interruption.listen()
    var worst = Conclusion.holds
    for job in jobs.flatMap(\.combinations) where !interruption.isRequested {
      worst = max(worst, try await conclusion(of: job))
    }
    return ExitCode(interruption.isRequested ? max(worst, .interrupted) : worst)
  }

  private func conclusion(of job: Job) async throws -> Conclusion {
    let name = job.check?.identity.id ?? job.model
    let model = try ModelLoader.load(job.model, settings: job.settings)
    guard let system = model.system else {
      DiagnosticOutput.show(model.diagnostics, in: model.sources, ink: ink)
      return .rejected
    }
    var task = try job.task(on: system)
    task.budget.timeout = task.budget.timeout ?? Self.patience
    do {
      guard
        let run = try await MutationRun(task, usesNative: usesNative, interruption: interruption)
      else {
        Console.warn("error: \(name) itself is not explored to the end")
        return .inconclusive
      }
      return try await conclusion(of: run, name, model, jobs: task.budget.jobs)
    } catch let failure as EngineFailure {
      Console.warn("error: \(name): \(failure.message)")
      return Conclusion(failure)
    }
  }

  private func conclusion(
    of run: MutationRun, _ name: String, _ model: LoadedModel, jobs: Int
  ) async throws -> Conclusion {
    defer { line.erase() }
    let all = run.mutants
    let mutants = sample(of: all)
    let fates = try await run.fates(of: mutants, jobs: jobs) { done in
      line.draw("\(name): \(done) of \(mutants.count) mutants")
    }
    line.erase()
    let survivors = mutants.indices.filter { fates[$0] == .survives }.map { diagnostic(for: mutants[$0]) }
    DiagnosticOutput.show(survivors, in: model.sources, ink: ink)
    func count(_ fate: MutationRun.Fate) -> Int { fates.values.count { $0 == fate } }
    let telling = count(.noticed) + count(.survives)
    let share = telling == 0 ? "" : " (\(100 * count(.noticed) / telling) % of those that change something)"
    let selection = mutants.count < all.count ? " of \(all.count)" : ""
    try Console.print([
      "\(name): \(mutants.count)\(selection) mutants", "  noticed         \(count(.noticed))\(share)",
      "  change nothing  \(count(.unchanged))", "  survive         \(count(.survives))",
      "  undecided       \(count(.undecided))",
    ])
    if !survivors.isEmpty { return .violated }
    return count(.undecided) > 0 ? .inconclusive : .holds
  }

  /// Evenly spread, always the same.
  private func sample(of mutants: [Mutant]) -> [Mutant] {
    guard let limit, limit < mutants.count else { return mutants }
    return (0..<limit).map { mutants[$0 * mutants.count / limit] }
  }

  private func diagnostic(for mutant: Mutant) -> Diagnostic {
    let message =
      switch mutant.kind {
      case .droppedCondition: "no property notices that this condition is dropped"
      case .flippedCondition: "no property notices that the opposite of this condition is asked for"
      case .droppedStatement: "no property notices that this statement is dropped"
      case .flippedSum: "no property notices that this adds where it subtracted, or the other way round"
      }
    return Diagnostic(.warning, .survivingMutant, message, at: mutant.range)
  }
}
