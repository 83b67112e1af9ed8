import Checking
import Diagnostics
import ExplicitState
import Foundation
import ModelIR
import Reporting

/// Checks mutants of a model, several at a time, and sorts them by whether some verdict notices them.
struct MutationRun {
  /// What becomes of a mutant.
  enum Fate: Hashable {
    /// A claim that holds of the model does not hold of the mutant, or a rule that fires never does.
    case noticed
    /// It has as many states, and fires each rule as often, as the model.
    case unchanged
    case survives
    /// The time or the memory was not enough to tell.
    case undecided
  }

  /// The model's own check: what holds, and how often each rule fires.
  let base: CheckResult
  private let task: CheckTask
  private let usesNative: Bool
  private let interruption: Interruption

  /// Nil if the model itself is not explored to the end.
  init?(_ task: CheckTask, usesNative: Bool, interruption: Interruption) async throws(EngineFailure) {
    self.usesNative = usesNative
    self.interruption = interruption
    var task = task
    // A claim that ends with the whole exploration, so that what else is decided early does not end it.
    if !task.claims.contains(.noRuntimeError) { task.claims.append(.noRuntimeError) }
    base = try await Self.engine(usesNative).check(task, observer: RunObserver(interruption))
    guard base.statistics.complete else { return nil }
    // What does not hold already notices nothing.
    var mutantTask = task
    mutantTask.claims = base.findings.filter { $0.verdict.holds }.map(\.claim)
    mutantTask.stopAtFirst = true
    mutantTask.countsOrbits = false
    mutantTask.budget.jobs = 1
    self.task = mutantTask
  }

  /// The mutants worth looking at: changes of what the model's exploration came past.
  var mutants: [Mutant] {
    Mutant.all(of: task.system) { base.statistics.firingsPerRule[$0.index] > 0 }
  }

  /// The fate of each mutant by its position, `jobs` at a time; those that an interruption left out are missing.
  func fates(
    of mutants: [Mutant], jobs: Int, progress: (Int) -> Void
  ) async throws(EngineFailure) -> [Int: Fate] {
    let work = ParallelWork(jobs: jobs, interruption: interruption)
    return try await work.results(of: mutants, progress: progress, fate).compactMapValues(\.self)
  }

  /// Nil if an interruption came first.
  private func fate(of mutant: Mutant) async throws(EngineFailure) -> Fate? {
    var task = task
    task.system = mutant.system
    let result = try await Self.engine(usesNative).check(task, observer: RunObserver(interruption))
    if interruption.isRequested { return nil }
    for finding in result.findings {
      if case .violated = finding.verdict { return .noticed }
    }
    let (before, after) = (base.statistics, result.statistics)
    guard after.complete else { return .undecided }
    let isSilenced = zip(before.firingsPerRule, after.firingsPerRule).contains { $0 > 0 && $1 == 0 }
    if isSilenced { return .noticed }
    let isSame = before.states == after.states && before.firingsPerRule == after.firingsPerRule
    return isSame ? .unchanged : .survives
  }

  private static func engine(_ usesNative: Bool) -> any Engine {
    EngineRegistry.engine(for: .explore, usesNative: usesNative, checkpoints: nil)
  }
}
