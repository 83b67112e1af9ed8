import Checking
import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

@Suite("States on disk change nothing")
struct DiskTests {
  @Test(
    "on random models, whenever memory is full and whatever is written in pieces of whichever size",
    arguments: Amount.diskModels.hands(2),
    [
      RandomSource.ordinary, .scalarsets, .scalarsetFolds, .parameters, .multisets, .literals, .steps,
      .scalarsetSteps, .processes, .loose,
    ])
  func random(_ seeds: Amount.Hand, _ source: RandomSource) async throws {
    var tally = Tally()
    for seed in seeds.prefix(seeds.count / 2 + 1) {
      let model = source.model(seed)
      let system = try Run.system(model.text, name: model.name)
      let deadlock = try #require(DeadlockMode(rawValue: model.deadlock))
      try await compare(system, Comment(rawValue: model.name), deadlock, seed, &tally)
    }
    print(tally)
    #expect(tally.onDisk * 2 >= tally.models)
  }

  @Test("on the corpus", arguments: CorpusModel.all)
  func corpus(_ model: CorpusModel) async throws {
    guard model.outcome != .rejected, model.maximumDepth == nil else { return }
    var tally = Tally()
    let system = try Run.system(model.text, name: model.path)
    let deadlock = try #require(DeadlockMode(rawValue: model.deadlock))
    try await compare(system, Comment(rawValue: model.path), deadlock, 7, &tally)
  }

  @Test("compiled as interpreted", arguments: Amount.scalarsetModels.hands(2))
  func compiled(_ seeds: Amount.Hand) async throws {
    for seed in seeds.prefix(8) {
      let model = RandomSource.scalarsets.model(seed)
      let system = try Run.system(model.text, name: model.name).askedOfStates
      var run = Run()
      run.symmetry = true
      run.native = .quick(.least)
      let memory = try await run.check(system)
      try await withTemporaryFolder { folder in
        (run.disk, run.memory, run.jobs) = (Self.plan(folder, seed), 1, 3)
        expectSame(try await run.check(system), memory, system, "\(model.name)")
      }
    }
  }

  /// What became of the models.
  private struct Tally: CustomStringConvertible {
    var models = 0
    var onDisk = 0

    var description: String { "\(models) models: \(onDisk) with states on disk" }
  }

  private static func plan(_ folder: String, _ seed: UInt64) -> DiskPlan {
    var random = SplitMix64(seed: seed)
    var plan = DiskPlan(folder: folder, limit: nil, digest: "test")
    plan.tuning.gathered = [1, 2, 5, 30, 1000].randomElement(using: &random)
    plan.tuning.blockBytes = [8, 40, 200, 1 << 16].randomElement(using: &random) ?? 8
    plan.tuning.fanIn = [2, 3, 8].randomElement(using: &random) ?? 2
    plan.tuning.fileBytes = [1, 1000, 1 << 30].randomElement(using: &random) ?? 1
    plan.tuning.saveInterval = .seconds(1000)
    return plan
  }

  private func compare(
    _ system: TransitionSystem, _ name: Comment, _ deadlock: DeadlockMode, _ seed: UInt64,
    _ tally: inout Tally
  ) async throws {
    let system = system.askedOfStates
    var random = SplitMix64(seed: seed &+ 99)
    var run = Run(deadlock: deadlock)
    run.symmetry = Bool.random(using: &random)
    run.maximumDepth =
      Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 0..<8, using: &random) : nil
    let memory = try await run.check(system)
    try await withTemporaryFolder { folder in
      run.disk = Self.plan(folder, seed)
      run.jobs = Int.random(in: 1...3, using: &random)
      run.storage = [.automatic, .fast, .compact(from: 64)].randomElement(using: &random) ?? .fast
      // The table takes 32 KiB, whatever it holds.
      let states = memory.statistics.states
      let room = Int.random(in: 0...Int(clamping: states), using: &random) / 64
      run.memory =
        Bool.random(using: &random)
        ? 1 : 32768 + room * 64 * (8 * (memory.statistics.bitsPerState / 64 + 1) + 4)
      let disk = try await run.check(system)
      expectSame(disk, memory, system, name)
      tally.models += 1
      guard let written = disk.statistics.diskWritten else { return }
      #expect(written > 0, name)
      tally.onDisk += 1
      // Nothing is left to do: what was found is found again.
      guard seed.isMultiple(of: 4) else { return }
      expectSame(try await run.check(system), memory, system, name)
    }
  }

  /// How often covers were reached; of a premise it matters whether it holds anywhere.
  private func hits(_ result: CheckResult, _ system: TransitionSystem) -> [UInt64] {
    zip(system.properties, result.statistics.hitsPerProperty).map { property, hits in
      property.kind == .cover ? hits ?? 0 : min(hits ?? 0, 1)
    }
  }

  private func expectSame(
    _ disk: CheckResult, _ memory: CheckResult, _ system: TransitionSystem, _ name: Comment
  ) {
    #expect(disk.summary(of: system) == memory.summary(of: system), name)
    #expect(disk.statistics.states == memory.statistics.states, name)
    #expect(disk.statistics.depth == memory.statistics.depth, name)
    #expect(disk.statistics.complete == memory.statistics.complete, name)
    #expect(disk.statistics.firingsPerRule == memory.statistics.firingsPerRule, name)
    #expect(disk.statistics.stopsPerRule == memory.statistics.stopsPerRule, name)
    #expect(hits(disk, system) == hits(memory, system), name)
    #expect(disk.statistics.failedSteps == memory.statistics.failedSteps, name)
  }
}

extension TransitionSystem {
  /// With covers in the place of what is asked of whole runs, which are not looked at where states are on disk.
  fileprivate var askedOfStates: TransitionSystem {
    var system = self
    for index in properties.indices where properties[index].isAboutRuns {
      system.properties[index].kind = .cover
    }
    return system
  }
}
