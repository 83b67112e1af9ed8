import Checking
import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

/// What ranks save, other numbers of ranks go on with.
@Suite struct ClusterCheckpointTests {
  @Test("a search goes on with another number of ranks", arguments: [(1, 3), (3, 1), (2, 4), (4, 2), (3, 3)])
  func resume(_ before: Int, _ after: Int) async throws {
    let (system, far) = Self.grid(60, 60)
    let whole = try await run(ranks: 0).check(system)
    try await withTemporaryFolder { folder in
      for (depth, ranks) in [(3, before), (30, after), (70, before)] {
        var part = run(ranks: ranks)
        part.maximumDepth = depth
        part.checkpoints = CheckpointPlan(
          folder: folder, resumed: depth == 3 ? nil : folder, digest: "grid", interval: .zero)
        let result = try await part.check(system)
        #expect(result.furtherNotes == [])
      }
      // One process goes on without saying that it is one rank.
      for ranks in [after, 0] {
        var rest = run(ranks: ranks)
        rest.checkpoints = CheckpointPlan(folder: nil, resumed: folder, digest: "grid")
        let result = try await rest.check(system)
        #expect(result.statistics.states == whole.statistics.states)
        #expect(result.statistics.firingsPerRule == whole.statistics.firingsPerRule)
        #expect(result.statistics.depth == whole.statistics.depth)
        #expect(result.statistics.stateDigest == whole.statistics.stateDigest)
        #expect(result.verdict(far)?.trace?.length == 90)
      }
    }
  }

  @Test(
    "an unusable checkpoint is refused with a sentence by all ranks",
    arguments: ["missing", "digest", "damaged", "short", "alone"])
  func unusable(how: String) async throws {
    let (system, _) = Self.grid(40, 40)
    try await withTemporaryFolder { folder in
      var part = run(ranks: how == "alone" ? 0 : 2)
      part.maximumDepth = 20
      part.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "grid")
      _ = try await part.check(system)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      // The header, what locks the folder, and two files of states.
      #expect(names.count == 4)
      if how == "damaged" || how == "short" {
        let name = try #require(names.first { $0.hasSuffix(".part") })
        let file = URL(fileURLWithPath: "\(folder)/\(name)")
        var data = try Data(contentsOf: file)
        if how == "short" { data.removeLast(100) } else { data[80] ^= 1 }
        try data.write(to: file)
      }
      var rest = run(ranks: 3)
      rest.checkpoints = CheckpointPlan(
        folder: nil, resumed: how == "missing" ? folder + "/none" : folder,
        digest: how == "digest" ? "other" : "grid")
      let error = await #expect(throws: EngineFailure.self) { try await rest.check(system) }
      #expect(error?.kind == .inputOutput)
      #expect(error?.message.contains("cannot resume from `") == true, "\(error?.message ?? "")")
    }
  }

  @Test("what a rank says somewhere else is taken for nothing else: all fail")
  func places() async throws {
    await withTaskGroup(of: EngineFailure?.self) { group in
      for cluster in Cluster.local(3) {
        group.addTask {
          await onDeepStack {
            do throws(EngineFailure) {
              _ = try cluster.gather([7], line: 1)
              _ = try cluster.gather([7], line: cluster.rank == 1 ? 2 : 3)
              return nil
            } catch {
              return error
            }
          }
        }
      }
      for await failure in group {
        #expect(failure?.message.contains("is somewhere else in the search") == true)
      }
    }
  }

  @Test("a save of another search is not touched, and one that is farther is kept")
  func farther() async throws {
    let (system, _) = Self.grid(40, 40)
    try await withTemporaryFolder { folder in
      var part = run(ranks: 2)
      part.maximumDepth = 20
      part.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "grid")
      #expect(try await part.check(system).furtherNotes == [])
      part.maximumDepth = 10
      let note = try #require(try await part.check(system).furtherNotes.first)
      #expect(note.message.contains("is farther, at depth 20, and was kept"))
      part.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "another")
      await #expect(throws: EngineFailure.self) { try await part.check(system) }
      var rest = run(ranks: 3)
      rest.checkpoints = CheckpointPlan(folder: nil, resumed: folder, digest: "grid")
      #expect(try await rest.check(system).statistics.states == 1600)
    }
  }

  @Test("a checkpoint that cannot be written is a note, not the end")
  func unwritable() async throws {
    try await withTemporaryFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      var part = run(ranks: 2)
      part.checkpoints = CheckpointPlan(
        folder: folder + "/file/sub", resumed: nil, digest: "grid", interval: .zero)
      let result = try await part.check(Self.grid(10, 10).system)
      #expect(result.statistics.states == 100)
      #expect(result.furtherNotes.count == 1)
    }
  }

  @Test("ranks with little memory end together, and what they saved goes on with more")
  func memory() async throws {
    let (system, _) = Self.grid(300, 300)
    try await withTemporaryFolder { folder in
      var part = run(ranks: 3)
      part.memory = 256 << 10
      part.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "grid")
      let result = try await part.check(system)
      #expect(!result.statistics.complete)
      #expect(
        result.findings[0].verdict.word.hasPrefix("bounded") || result.findings[0].verdict.word == "unknown"
          || result.findings[0].verdict.trace != nil)
      var rest = run(ranks: 2)
      rest.checkpoints = CheckpointPlan(folder: nil, resumed: folder, digest: "grid")
      #expect(try await rest.check(system).statistics.states == 90_000)
    }
  }

  @Test("what takes many parcels arrives", arguments: [2, 4])
  func large(ranks: Int) async throws {
    var builder = SystemBuilder(Array(repeating: 0...9, count: 5))
    for index in 0..<5 {
      let value = builder.variable(index)
      builder.addRule(
        "step \(index)", builder.apply(.less, value, builder.constant(9)),
        [builder.assign(index, builder.apply(.add, value, builder.constant(1)))])
    }
    var several = run(ranks: ranks)
    several.jobs = 2
    let result = try await several.check(builder.system)
    #expect(result.statistics.states == 100_000)
    #expect(result.statistics.firings == 5 * 9 * 10_000)
    #expect(result.statistics.depth == 45)
  }

  private static func grid(_ width: Int, _ height: Int) -> (system: TransitionSystem, far: PropertyID) {
    var builder = SystemBuilder.grid(Value(width), Value(height))
    let far = builder.addProperty(.invariant, "not there", builder.not(builder.equals([50, 40])))
    return (builder.system, far)
  }

  private func run(ranks: Int) -> Run {
    var run = Run(deadlock: .off)
    run.ranks = ranks
    run.digestsStates = true
    return run
  }
}

extension CheckResult {
  /// All but the one that says that ranks have searched.
  fileprivate var furtherNotes: [Note] { notes.filter { !$0.message.hasPrefix("searched by") } }
}
