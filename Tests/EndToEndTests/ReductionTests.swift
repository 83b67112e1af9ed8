import Checking
import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

@Suite("Partial-order reduction changes nothing but the number of states")
struct ReductionTests {
  @Test(
    "on random models in which much can be exchanged", arguments: Amount.reducedModels.hands(4),
    [RandomSource.processes, .loose])
  func loose(_ seeds: Amount.Hand, _ source: RandomSource) async throws {
    let tally = try await compare(seeds, of: source)
    // A generator whose models depend on every order would test nothing.
    #expect(tally.reduced * 10 >= seeds.count, "\(tally)")
  }

  @Test(
    "on random models of other kinds", arguments: Amount.reducedModels.hands(8),
    [
      RandomSource.ordinary, .scalarsets, .scalarsetFolds, .parameters, .multisets, .literals,
      .scalarsetLiterals, .steps, .scalarsetSteps,
    ])
  func others(_ seeds: Amount.Hand, _ source: RandomSource) async throws {
    _ = try await compare(seeds.prefix(seeds.count / (Amount.isLong ? 4 : 8) + 1), of: source)
  }

  @Test("on the corpus", arguments: CorpusModel.all)
  func corpus(_ model: CorpusModel) async throws {
    guard model.outcome != .rejected, model.maximumDepth == nil else { return }
    var tally = Tally()
    let system = try Run.system(model.text, name: model.path)
    let deadlock = try #require(DeadlockMode(rawValue: model.deadlock))
    try await compare(system, Comment(rawValue: model.path), deadlock, &tally)
  }

  @Test("compiled as interpreted, whatever the number of workers", arguments: Amount.scalarsetModels.hands(4))
  func compiled(_ seeds: Amount.Hand) async throws {
    for seed in seeds {
      let model = RandomSource.processes.model(seed)
      let system = try Run.system(model.text, name: model.name)
      var run = Run(deadlock: try #require(DeadlockMode(rawValue: model.deadlock)))
      (run.reduction, run.leavesOutRuns, run.symmetry) = (true, true, true)
      let interpreted = try await run.check(system)
      (run.native, run.jobs, run.audit) = (.quick(.least), 3, .full)
      let compiled = try await run.check(system)
      let name: Comment = "\(model.name)"
      #expect(compiled.summary(of: system) == interpreted.summary(of: system), name)
      #expect(compiled.statistics.states == interpreted.statistics.states, name)
      #expect(compiled.statistics.wholeExpansions == interpreted.statistics.wholeExpansions, name)
      #expect(compiled.statistics.firingsPerRule == interpreted.statistics.firingsPerRule, name)
      #expect(compiled.statistics.failedSteps == interpreted.statistics.failedSteps, name)
    }
  }

  /// What became of the models.
  private struct Tally: CustomStringConvertible {
    var models = 0
    var reduced = 0
    var complete = 0
    var states: UInt64 = 0
    var reducedStates: UInt64 = 0

    var description: String {
      "\(models) models: \(reduced) with fewer states, \(complete) explored to the end; \(reducedStates) of \(states) states"
    }
  }

  private func compare(_ seeds: some Sequence<UInt64>, of source: RandomSource) async throws -> Tally {
    var tally = Tally()
    for seed in seeds {
      let model = source.model(seed)
      let system = try Run.system(model.text, name: model.name)
      let deadlock = try #require(DeadlockMode(rawValue: model.deadlock))
      try await compare(system, Comment(rawValue: model.name), deadlock, &tally)
    }
    print("\(source.rawValue): \(tally)")
    return tally
  }

  private func compare(
    _ system: TransitionSystem, _ name: Comment, _ deadlock: DeadlockMode, _ tally: inout Tally
  ) async throws {
    var run = Run(deadlock: deadlock)
    run.leavesOutRuns = true
    let whole = try await run.check(system)
    let replay = Checking.Confirmation(system, deadlock: deadlock)
    let isSymmetric = system.types.contains { if case .scalarset = $0.shape { true } else { false } }
    for symmetry in isSymmetric ? [false, true] : [false] {
      (run.symmetry, run.reduction) = (symmetry, true)
      let reduced = try await run.check(system)
      let comment: Comment = "\(name.rawValue), symmetry \(symmetry)"
      #expect(summary(reduced, system) == summary(whole, system), comment)
      if whole.statistics.complete, reduced.statistics.complete {
        #expect(seen(reduced) == seen(whole), comment)
        #expect(reduced.statistics.states <= whole.statistics.states, comment)
        tally.complete += 1
        tally.states += whole.statistics.states
        tally.reducedStates += reduced.statistics.states
      }
      let traces = reduced.findings.compactMap(\.verdict.trace)
      // Recursion of the model is recursion of the replay.
      let objections = await onDeepStack { traces.compactMap { replay.objection(to: $0) } }
      #expect(objections.isEmpty, comment)
      tally.models += 1
      if !symmetry, reduced.statistics.states < whole.statistics.states { tally.reduced += 1 }
    }
  }

  /// As `CheckResult.summary`, but for the lengths of witnesses, which may be longer, and the numbers of steps that fail.
  private func summary(_ result: CheckResult, _ system: TransitionSystem) -> [String] {
    zip(result.findings, result.summary(of: system)).map { finding, line in
      switch finding.verdict {
      case .reached: "\(finding.claim.name(in: system)): reached"
      case .explored, .proved, .violated, .bounded, .unknown: line
      }
    }
  }

  /// Which rules fire, which covers and premises are met, and whether steps fail.
  private func seen(_ result: CheckResult) -> [Bool] {
    let statistics = result.statistics
    return statistics.firingsPerRule.map { $0 > 0 } + statistics.stopsPerRule.map { $0 > 0 }
      + statistics.hitsPerProperty.map { ($0 ?? 0) > 0 } + [statistics.failedSteps > 0]
  }
}
