import Checking
import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

/// Several ranks, here threads of one process, find out what one process does.
@Suite("Ranks change neither verdicts nor counts")
struct RankTests {
  @Test(
    "on random models", arguments: Amount.rankedModels.hands(2),
    [RandomSource.ordinary, .multisets, .scalarsets, .scalarsetFolds, .steps, .leadsTo])
  func random(_ seeds: Amount.Hand, _ source: RandomSource) async throws {
    for seed in seeds {
      let model = source.model(seed)
      let system = try Run.system(model.text, name: model.name)
      var run = Run(deadlock: DeadlockMode(rawValue: model.deadlock) ?? .stuttering)
      run.digestsStates = true
      // Different ones in turn.
      run.symmetry = seed % 2 == 1
      run.countsOrbits = run.symmetry
      run.stopAtFirst = seed % 5 == 4
      run.maximumDepth = seed % 7 == 6 ? Int(seed % 4) : nil
      let alone = try await run.check(system)
      for ranks in [1, 2, 3, 4] {
        run.ranks = ranks
        run.jobs = 1 + ranks % 2
        await compare(try await run.check(system), alone, system, "\(model.name), \(ranks) ranks")
      }
    }
  }

  /// Every third model, or all.
  private static let models = CorpusModel.all.enumerated().filter { Amount.isLong || $0.offset % 3 == 0 }
    .map(\.element)

  @Test("on the corpus", arguments: models)
  func corpus(_ model: CorpusModel) async throws {
    guard model.outcome != .rejected else { return }
    let system = try Run.system(model.text, name: model.path)
    var run = Run(
      deadlock: DeadlockMode(rawValue: model.deadlock) ?? .stuttering, symmetry: true,
      maximumDepth: model.maximumDepth)
    run.digestsStates = true
    let alone = try await run.check(system)
    run.ranks = 3
    await compare(try await run.check(system), alone, system, model.path)
  }

  private func compare(
    _ result: CheckResult, _ alone: CheckResult, _ system: TransitionSystem, _ name: String
  ) async {
    let comment = Comment(rawValue: name)
    for (ours, theirs) in zip(result.findings, alone.findings) {
      if ours.claim.isAboutRuns(in: system) {
        #expect(ours.verdict.word.hasPrefix("unknown"), comment)
        continue
      }
      #expect(ours.verdict.word == theirs.verdict.word, comment)
      #expect(ours.verdict.trace?.length == theirs.verdict.trace?.length, comment)
    }
    let (one, other) = (result.statistics, alone.statistics)
    #expect(one.states == other.states, comment)
    #expect(one.firingsPerRule == other.firingsPerRule, comment)
    #expect(one.stopsPerRule == other.stopsPerRule, comment)
    #expect(one.failedSteps == other.failedSteps, comment)
    #expect(one.hitsPerProperty == other.hitsPerProperty, comment)
    #expect(one.depth == other.depth, comment)
    #expect(one.complete == other.complete, comment)
    #expect(one.stateDigest == other.stateDigest, comment)
    #expect(one.statesOfOrbits == other.statesOfOrbits, comment)
    let traces = result.findings.compactMap(\.verdict.trace).filter { !$0.isDeadlock }
    let objections = await onDeepStack {
      let replay = Checking.Confirmation(system, deadlock: .stuttering)
      return traces.compactMap { replay.objection(to: $0) }
    }
    #expect(objections == [], comment)
  }
}

extension Trace {
  /// Which deadlock modes see differently.
  fileprivate var isDeadlock: Bool { if case .deadlock = ending { true } else { false } }
}
