import Checking
import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

/// Searches whose states are on disk can be ended at any time and go on, and never take what is damaged for what was written.
@Suite struct DiskSearchTests {
  /// A grid with things to find, and memory for nothing.
  private static func grid(_ size: Value) -> (run: SearchRun, far: PropertyID, cover: PropertyID) {
    var builder = SystemBuilder.grid(size, size)
    let far = builder.addProperty(
      .invariant, "not there", builder.not(builder.equals([size / 2, size / 3])))
    let cover = builder.addProperty(.cover, "corner", builder.equals([size - 1, size - 1]))
    var run = SearchRun(builder.system)
    run.budget.memory = 1
    return (run, far, cover)
  }

  private static func plan(_ folder: String, limit: Int? = nil) -> DiskPlan {
    var plan = DiskPlan(folder: folder, limit: limit, digest: "grid")
    plan.tuning.gathered = 40
    plan.tuning.blockBytes = 120
    plan.tuning.fanIn = 3
    plan.tuning.saveInterval = .zero
    return plan
  }

  private func expectWhole(_ result: CheckResult, _ size: Value, _ far: PropertyID, _ cover: PropertyID) {
    let size = Int(size)
    #expect(result.statistics.states == UInt64(size * size))
    #expect(result.statistics.firings == UInt64(2 * size * (size - 1)))
    #expect(result.statistics.depth == 2 * (size - 1))
    #expect(result.verdict(far)?.trace?.length == size / 2 + size / 3)
    #expect(result.verdict(cover)?.trace?.length == 2 * (size - 1))
  }

  @Test("a search that is interrupted anywhere goes on to the same end", arguments: [1, 2])
  func interrupted(jobs: Int) async throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<4 {
      try withTemporaryFolder { folder in
        var (run, far, cover) = Self.grid(40)
        run.budget.jobs = jobs
        run.disk = Self.plan(folder)
        for _ in 0..<6 {
          run.observer = SilentObserver(cancelAfter: Int.random(in: 1...400, using: &random))
          _ = try run.result()
        }
        run.observer = SilentObserver()
        expectWhole(try run.result(), 40, far, cover)
      }
    }
  }

  @Test("a search that has no room is bounded, and goes on where there is more", arguments: [1, 3])
  func limit(jobs: Int) async throws {
    for limit in [1, 200, 2000, 6000] {
      try withTemporaryFolder { folder in
        var (run, far, cover) = Self.grid(40)
        run.budget.jobs = jobs
        run.disk = Self.plan(folder, limit: limit)
        let part = try run.result()
        #expect(part.statistics.complete == false)
        if case .unknown(let reason)? = part.verdict(cover) {
          #expect(reason == "the disk limit was reached")
        } else {
          Issue.record("\(limit): \(String(describing: part.verdict(cover)))")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
          $0.hasPrefix("states-")
        }
        let size = try files.reduce(0) { sum, name in
          sum + (try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size] as? Int ?? 0)
        }
        #expect(size <= limit)
        run.disk = Self.plan(folder)
        expectWhole(try run.result(), 40, far, cover)
      }
    }
  }

  @Test("a search that gets more room again and again comes to the same end", arguments: [1, 2])
  func moreRoom(jobs: Int) async throws {
    try withTemporaryFolder { folder in
      var (run, far, cover) = Self.grid(40)
      run.budget.jobs = jobs
      var (limit, isComplete, depth) = (500, false, 0)
      while !isComplete, limit < 1 << 20 {
        run.disk = Self.plan(folder, limit: limit)
        let part = try run.result()
        isComplete = part.statistics.complete
        #expect(part.statistics.depth >= depth)
        depth = part.statistics.depth
        limit += 900
      }
      expectWhole(try run.result(), 40, far, cover)
    }
  }

  @Test(
    "start states that fit neither in memory nor on the disk are a bounded search's", arguments: [40_000, 1])
  func manyStarts(memory: Int) async throws {
    try withTemporaryFolder { folder in
      var builder = SystemBuilder([0...4999])
      builder.addRule("stay", nil, [])
      for value in 1..<2000 { builder.addStart([Value(value)]) }
      var run = SearchRun(builder.system)
      run.budget.memory = memory
      run.storage = .fast
      run.disk = Self.plan(folder, limit: 300)
      let part = try run.result()
      #expect(part.verdict(.noRuntimeError) == .unknown(reason: "the disk limit was reached"))
      run.disk = Self.plan(folder)
      #expect(try run.result().statistics.states == 2000)
    }
  }

  @Test("a damaged folder is a failure or does not matter, never another result", arguments: 0..<3)
  func damaged(seed: Int) async throws {
    var random = SplitMix64(seed: UInt64(seed))
    var failures = 0
    for _ in 0..<20 {
      try withTemporaryFolder { folder in
        var (run, far, cover) = Self.grid(24)
        run.disk = Self.plan(folder)
        run.disk?.tuning.fileBytes = 300
        run.disk?.tuning.saveInterval = .seconds(1000)
        run.budget.maximumDepth = Int.random(in: 2...30, using: &random)
        _ = try run.result()
        run.budget.maximumDepth = nil
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "lock" }
          .sorted()
        let name = try #require(names.randomElement(using: &random))
        let file = URL(filePath: "\(folder)/\(name)")
        var data = try Data(contentsOf: file)
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
          data[Int.random(in: 0..<data.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: data.removeLast(Int.random(in: 1...data.count, using: &random))
        case 2:
          data = try Data(
            contentsOf: URL(filePath: "\(folder)/\(names.randomElement(using: &random) ?? name)"))
        default:
          data.replaceSubrange(0..<min(64, data.count), with: repeatElement(0, count: min(64, data.count)))
        }
        try data.write(to: file)
        do {
          expectWhole(try run.result(), 24, far, cover)
        } catch let failure as EngineFailure {
          #expect(failure.kind == .inputOutput, "\(failure)")
          failures += 1
        }
      }
    }
    #expect(failures > 4)
  }

  @Test("what is another search's, or somebody's, is refused and not touched")
  func refused() async throws {
    try withTemporaryFolder { folder in
      var (run, _, _) = Self.grid(20)
      run.disk = Self.plan(folder)
      run.budget.maximumDepth = 10
      _ = try run.result()
      let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      run.disk?.digest = "another"
      let error = #expect(throws: EngineFailure.self) { try run.result() }
      #expect(error?.message.contains("another model") == true)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)
      run.disk = Self.plan(folder + "/other")
      try FileManager.default.createDirectory(atPath: folder + "/other", withIntermediateDirectories: true)
      try Data("mine".utf8).write(to: URL(filePath: folder + "/other/letter"))
      let other = #expect(throws: EngineFailure.self) { try run.result() }
      #expect(other?.message.contains("holds other files") == true)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/other") == ["letter"])
    }
  }

  @Test("files that a killed run left are removed, and files are their user's alone")
  func leftovers() async throws {
    try withTemporaryFolder { folder in
      var (run, far, cover) = Self.grid(20)
      run.disk = Self.plan(folder + "/states")
      run.budget.maximumDepth = 10
      _ = try run.result()
      for name in ["states-1", "temporary-3", "search.json.partial"] {
        try Data("half".utf8).write(to: URL(filePath: "\(folder)/states/\(name)"))
      }
      run.budget.maximumDepth = nil
      expectWhole(try run.result(), 20, far, cover)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/states")
      #expect(!names.contains { ["states-1", "temporary-3", "search.json.partial"].contains($0) })
      for name in names + ["."] {
        let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/states/\(name)")[
          .posixPermissions]
        #expect((mode as? Int).map { $0 & 0o077 } == 0, "\(name)")
      }
    }
  }

  @Test("liveness is not decided of states on disk")
  func liveness() async throws {
    try withTemporaryFolder { folder in
      var builder = SystemBuilder.grid(20, 20)
      let corner = builder.addProperty(.liveness, "the corner stays reachable", builder.equals([19, 19]))
      var run = SearchRun(builder.system)
      let memory = try run.result()
      #expect(memory.verdict(corner) == .explored)
      run.budget.memory = 1
      run.disk = Self.plan(folder)
      let disk = try run.result()
      #expect(disk.verdict(corner)?.word == "unknown")
    }
  }

  @Test("a search that ends at its first violation ends there on disk as well")
  func firstViolation() async throws {
    try withTemporaryFolder { folder in
      var (run, far, cover) = Self.grid(30)
      run.stopAtFirst = true
      run.disk = Self.plan(folder)
      let result = try run.result()
      #expect(result.verdict(far)?.trace?.length == 25)
      #expect(result.verdict(cover)?.word == "unknown")
      #expect(result.statistics.states < 900)
    }
  }
}
