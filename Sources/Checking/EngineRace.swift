import Diagnostics
import ModelIR
import Synchronization

/// Both engines at once: the first that knows all there is to know ends the other, and otherwise each says what it can.
///
/// States are exact however wide their numbers are, so an exploration decides a model with few reachable states that no
/// invariant explains; and a proof a model with more than there is memory for.
package struct EngineRace: Sendable {
  private let explorer: any Engine
  private let prover: any Engine
  private let task: CheckTask

  package init(explorer: any Engine, prover: any Engine, task: CheckTask) {
    self.explorer = explorer
    self.prover = prover
    self.task = task
  }

  private enum Runner { case explorer, prover }
  private typealias Outcome = Result<CheckResult, EngineFailure>

  /// Throws what an engine throws, unless it refuses the model and the other does not.
  package func result(_ observer: any CheckObserver) async throws(EngineFailure) -> CheckResult {
    let shared = RaceObserver(observer)
    var explored: Outcome?
    var proved: Outcome?
    await withTaskGroup(of: (Runner, Outcome).self) { group in
      group.addTask { (.explorer, await outcome(explorer, share(.explorer), shared.explorer)) }
      group.addTask { (.prover, await outcome(prover, share(.prover), shared.prover)) }
      for await (runner, outcome) in group {
        switch runner {
        case .explorer: explored = outcome
        case .prover: proved = outcome
        }
        if isDecisive(outcome) { shared.end() }
      }
    }
    switch (explored, proved) {
    case (.success(let explored), .success(let proved)): return try merged(explored, proved)
    case (.success(var explored), .failure(let failure)) where failure.kind == .unsupported:
      explored.engine = type(of: explorer).name
      explored.notes.append(Note("explored instead of proved: \(failure.message)"))
      return explored
    case (.failure(let failure), .success(var proved)) where failure.kind == .unsupported:
      proved.notes.append(Note("proved only, for it cannot be explored: \(failure.message)"))
      return proved
    case (.failure(let failure), _), (_, .failure(let failure)): throw failure
    case (nil, _), (_, nil): return CheckResult(undecided: task.claims, because: "no engine came to an end")
    }
  }

  /// What each of them may spend: the prover has the rest of the threads, the explorer half of the memory.
  private func share(_ runner: Runner) -> CheckTask {
    var share = task
    switch runner {
    case .explorer:
      share.budget.jobs = max(1, task.budget.jobs / 2)
      share.budget.memory = task.budget.memory.map { $0 / 2 }
    case .prover: share.budget.jobs = max(1, task.budget.jobs - task.budget.jobs / 2)
    }
    return share
  }

  private func outcome(
    _ engine: any Engine, _ task: CheckTask, _ observer: any CheckObserver
  ) async -> Outcome {
    do throws(EngineFailure) {
      return .success(try await engine.check(task, observer: observer))
    } catch {
      return .failure(error)
    }
  }

  /// Whether nothing more would come of the other engine.
  private func isDecisive(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .failure(let failure): failure.kind != .unsupported
    case .success(let result):
      result.statistics.complete || result.findings.allSatisfy(\.verdict.isDecided)
        || task.stopAtFirst && result.findings.contains { $0.verdict.kind == .violated }
    }
  }

  // MARK: - What both say

  /// The result of the engine that knows more, with what the other knows beside it.
  private func merged(_ explored: CheckResult, _ proved: CheckResult) throws(EngineFailure) -> CheckResult {
    for (left, right) in zip(explored.findings, proved.findings) {
      try agree(left, right)
    }
    let knowsAll = explored.statistics.complete || decided(explored) > decided(proved)
    var result = knowsAll ? explored : proved
    result.engine = type(of: knowsAll ? explorer : prover).name
    let others = (knowsAll ? proved : explored).findings
    for (index, other) in others.enumerated() where !result.findings[index].verdict.isDecided {
      if other.verdict.says(moreThan: result.findings[index].verdict) {
        result.findings[index].verdict = other.verdict
      }
      result.findings[index].inductionCounterexample =
        result.findings[index].inductionCounterexample ?? other.inductionCounterexample
    }
    if !knowsAll, !explored.statistics.complete, explored.statistics.states > 0,
      decided(proved) < task.claims.count
    {
      result.notes.append(
        Note("explored as well: \(explored.statistics.states) states, not all that there are"))
    }
    return result
  }

  private func decided(_ result: CheckResult) -> Int { result.findings.count(where: \.verdict.isDecided) }

  /// Two verdicts of one claim; what one of them shows the other must not deny.
  private func agree(_ left: CheckResult.Finding, _ right: CheckResult.Finding) throws(EngineFailure) {
    switch (left.verdict, right.verdict) {
    case (.violated, .proved), (.explored, .violated), (.reached, .violated), (.violated(nil), .reached):
      throw EngineFailure(
        .disagreement,
        "`\(left.claim.name(in: task.system))`: \(left.verdict.word) when explored, \(right.verdict.word) when proved"
      )
    default: break
    }
  }
}

extension Verdict {
  /// Whether it says all that can be said of a claim.
  fileprivate var isDecided: Bool {
    switch self {
    case .explored, .proved, .reached, .violated: true
    case .bounded, .unknown: false
    }
  }

  /// Whether the other, which decides nothing, is worth less.
  fileprivate func says(moreThan other: Verdict) -> Bool {
    switch (self, other) {
    case (.bounded(let own, _), .bounded(let depth, _)): own > depth
    case (.bounded, _): true
    default: isDecided
    }
  }
}

/// What both engines of a race are told, and what is shown of both: each in turn for two seconds.
private final class RaceObserver: Sendable {
  private let base: any CheckObserver
  private let isOver = Atomic<Bool>(false)

  init(_ base: any CheckObserver) { self.base = base }

  func end() { isOver.store(true, ordering: .relaxed) }

  var isCancelled: Bool { isOver.load(ordering: .relaxed) || base.isCancelled }

  var explorer: any CheckObserver { Side(self, remainder: 0) }
  var prover: any CheckObserver { Side(self, remainder: 1) }

  private final class Side: CheckObserver {
    private let race: RaceObserver
    private let remainder: Int64

    init(_ race: RaceObserver, remainder: Int64) {
      self.race = race
      self.remainder = remainder
    }

    var isCancelled: Bool { race.isCancelled }

    func progress(_ progress: Progress) {
      guard progress.elapsed.components.seconds / 2 % 2 == remainder else { return }
      race.base.progress(progress)
    }
  }
}
