import Checking
import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

@Suite struct CheckpointTests {
  @Test("a search resumed from its checkpoint ends like one that was never cut short", arguments: [1, 2])
  func resume(jobs: Int) throws {
    var builder = SystemBuilder.grid(70, 70)
    let property = builder.addProperty(.invariant, "not there", builder.not(builder.equals([40, 50])))
    let early = builder.addProperty(.cover, "early", builder.equals([2, 2]))
    let corner = builder.addProperty(.liveness, "the corner stays reachable", builder.equals([69, 69]))
    var run = SearchRun(builder.system)
    run.budget.jobs = jobs
    let whole = try run.result()
    try withTemporaryFolder { folder in
      for depth in [3, 30, 60] {
        run.budget.maximumDepth = depth
        run.checkpoints = CheckpointPlan(
          folder: folder, resumed: depth == 3 ? nil : folder, digest: "grid", interval: .zero)
        let part = try run.result()
        #expect(part.notes == [])
        #expect(part.verdict(property)?.word == "bounded \(depth)")
      }
      run.budget.maximumDepth = nil
      run.checkpoints = CheckpointPlan(folder: nil, resumed: folder, digest: "grid")
      let resumed = try run.result()
      #expect(resumed.statistics.states == whole.statistics.states)
      #expect(resumed.statistics.firingsPerRule == whole.statistics.firingsPerRule)
      #expect(resumed.statistics.depth == whole.statistics.depth)
      #expect(resumed.verdict(property)?.trace?.length == 90)
      #expect(resumed.verdict(early)?.trace?.length == 4)
      #expect(resumed.verdict(corner) == .explored)
      #expect(resumed.verdict(.noRuntimeError) == .explored)
    }
  }

  @Test("a search interrupted within a level can be resumed", arguments: [10, 30, 80, 117])
  func interrupted(polls: Int) throws {
    let system = SystemBuilder.grid(60, 60).system
    try withTemporaryFolder { folder in
      var run = SearchRun(system)
      run.observer = SilentObserver(cancelAfter: polls)
      run.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "grid")
      #expect(try run.result().statistics.complete == false)
      run.observer = SilentObserver()
      run.checkpoints = CheckpointPlan(folder: nil, resumed: folder, digest: "grid")
      let result = try run.result()
      #expect(result.statistics.states == 3600)
      #expect(result.statistics.firings == 2 * 60 * 59)
    }
  }

  @Test(
    "an unusable checkpoint is refused with a sentence", arguments: ["missing", "digest", "damaged", "short"])
  func unusable(how: String) throws {
    try withTemporaryFolder { folder in
      var run = SearchRun(SystemBuilder.grid(40, 40).system)
      run.budget.maximumDepth = 20
      run.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "grid")
      _ = try run.result()
      run.checkpoints = CheckpointPlan(
        folder: nil, resumed: how == "missing" ? folder + "/none" : folder,
        digest: how == "digest" ? "other" : "grid")
      if how == "damaged" || how == "short" {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let name = try #require(names.first { $0.hasPrefix("level-20-") && $0.hasSuffix(".states") })
        let file = URL(fileURLWithPath: "\(folder)/\(name)")
        var data = try Data(contentsOf: file)
        if how == "short" { data.removeLast(1000) } else { data[80] ^= 1 }
        try data.write(to: file)
      }
      let error = #expect(throws: EngineFailure.self) { try run.result() }
      #expect(error?.kind == .inputOutput)
      #expect(error?.message.hasPrefix("cannot resume from `") == true)
    }
  }

  @Test("a save of another search is not touched, and one that is farther is kept")
  func farther() throws {
    try withTemporaryFolder { folder in
      var run = SearchRun(SystemBuilder.grid(40, 40).system)
      run.budget.maximumDepth = 20
      run.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "grid")
      #expect(try run.result().notes == [])
      run.budget.maximumDepth = 10
      let note = try #require(try run.result().notes.first)
      #expect(note.message.contains("is farther, at depth 20, and was kept"))
      run.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "another")
      let error = #expect(throws: EngineFailure.self) { try run.result() }
      #expect(error?.message.contains("holds the saved search of another model") == true)
      // Whatever is no save at all is somebody's, too.
      let header = URL(fileURLWithPath: folder + "/checkpoint.json")
      let whole = try Data(contentsOf: header)
      try Data("{}".utf8).write(to: header)
      #expect(throws: EngineFailure.self) { try run.result() }
      #expect(try Data(contentsOf: header) == Data("{}".utf8))
      try whole.write(to: header)
      run.budget.maximumDepth = nil
      run.checkpoints = CheckpointPlan(folder: nil, resumed: folder, digest: "grid")
      #expect(try run.result().statistics.states == 1600)
    }
  }

  @Test("a search that ends among its start states is not saved: whoever went on would miss the others")
  func startStates() throws {
    try withTemporaryFolder { folder in
      var builder = SystemBuilder.grid(5, 5)
      for _ in 0..<500 { builder.addStart([0, 0]) }
      var run = SearchRun(builder.system)
      run.observer = SilentObserver(cancelAfter: 200)
      run.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "grid")
      let result = try run.result()
      #expect(result.statistics.complete == false)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["checkpoint.lock"])
    }
  }

  @Test("a checkpoint that cannot be written is a note, not the end")
  func unwritable() throws {
    try withTemporaryFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      var run = SearchRun(SystemBuilder.grid(10, 10).system)
      run.checkpoints = CheckpointPlan(
        folder: folder + "/file/sub", resumed: nil, digest: "grid", interval: .zero)
      let result = try run.result()
      #expect(result.statistics.states == 100)
      #expect(result.notes.count == 1)
    }
  }
}
