import Checking
import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

/// What ranks have saved is taken for what was written, or refused by all of them.
@Suite struct ClusterTamperTests {
  private static let header = "checkpoint.json"

  @Test("changed bits of a header are no other verdict: each is refused")
  func flipped() async throws {
    try await withSaved { folder, run, system in
      let header = try TamperedHeader(folder, Self.header)
      for byte in stride(from: 0, to: header.whole.count, by: 11) {
        try header.flip(byte: byte)
        await refuses(run, system, "cannot resume from `", "byte \(byte)")
      }
      try header.whole.write(to: URL(fileURLWithPath: "\(folder)/\(Self.header)"))
      #expect(try await run.check(system).statistics.states == 1600)
    }
  }

  @Test(
    "numbers that no ranks write are refused, also with a digest",
    arguments: [
      ("depth", "9223372036854775807"), ("depth", "-1"), ("depth", "3"),
      ("checkedDepth", "-9223372036854775808"),
      ("width", "9223372036854775807"), ("subject", "4294967295"), ("instance", "18446744073709551615"),
      ("failures", "18446744073709551615"), ("firings", "[18446744073709551615,18446744073709551615]"),
      ("hits", "[18446744073709551615]"), ("failedProperties", "[4294967295]"), ("words", "[]"),
      ("ranks", "3"), ("ranks", "1"), ("ranks", "-1"), ("levels", "[]"), ("file", "\"level-20-1-0.part\""),
      ("levels", "[\(Array(repeating: "9223372036854775807", count: 21).joined(separator: ","))]"),
      ("levels", "[\(Array(repeating: "-1", count: 21).joined(separator: ","))]"), ("format", "\"ranks-1\""),
    ])
  func numbers(_ field: String, _ value: String) async throws {
    try await withSaved { folder, run, system in
      let changed = try TamperedHeader(folder, Self.header).set(field, to: value)
      #expect(changed > 0)
      await refuses(run, system, "cannot resume from `", "\(field): \(value)")
    }
  }

  @Test("one part less, or one twice, is refused")
  func parts() async throws {
    try await withSaved { folder, run, system in
      let header = try TamperedHeader(folder, Self.header)
      let parts = try #require(header.json.firstMatch(of: /"parts":\[(\{.*?\}),(\{.*?\})\]/))
      for kept in ["\(parts.1)", "\(parts.2)", "\(parts.1),\(parts.1)"] {
        try header.seal(header.json.replacing(parts.0, with: "\"parts\":[\(kept)]"))
        await refuses(run, system, "cannot resume from `", "\(kept)")
      }
    }
  }

  @Test("what is no regular file is refused and does not make anybody wait", arguments: Obstacle.allCases)
  func obstacles(_ obstacle: Obstacle) async throws {
    for suffix in [".part", Self.header] {
      try await withSaved { folder, run, system in
        let name = try #require(try names(in: folder).first { $0.hasSuffix(suffix) })
        try obstacle.put("\(folder)/\(name)")
        await refuses(run, system, "`\(name)` ")
        guard suffix == Self.header else { return }
        let before = try names(in: folder)
        await refuses(saving(run, to: folder), system, "/\(Self.header)` ")
        #expect(try names(in: folder) == before)
      }
    }
  }

  @Test("files of others stay, and of two runs that save to one folder the second is refused")
  func others() async throws {
    try await withSaved { folder, run, system in
      for name in ["level-design.txt", "level-1-2-3.part.old", "level-1-2-3.part"] {
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
      let lock = unsafe open("\(folder)/checkpoint.lock", O_RDWR)
      #expect(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
      await refuses(saving(run, to: folder), system, "another run saves its search to `")
      close(lock)
      var again = saving(run, to: folder)
      again.maximumDepth = 25
      _ = try await again.check(system)
      let after = try names(in: folder)
      #expect(after.isSuperset(of: ["level-design.txt", "level-1-2-3.part.old"]))
      #expect(!after.contains("level-1-2-3.part"))
      #expect(after.count == 6)
    }
  }

  /// Expects that all ranks fail with exit code 74 and these words.
  private func refuses(
    _ run: Run, _ system: TransitionSystem, _ words: String, _ comment: Comment = ""
  ) async {
    let error = await #expect(throws: EngineFailure.self, comment) { try await run.check(system) }
    error?.expectRefusal(words, comment)
  }

  private func saving(_ run: Run, to folder: String) -> Run {
    var run = run
    run.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "grid", interval: .zero)
    return run
  }

  /// Calls `body` with a folder with a search by two ranks up to depth 20, which has found something, and a run that resumes it.
  private func withSaved(_ body: (String, Run, TransitionSystem) async throws -> Void) async throws {
    var builder = SystemBuilder.grid(40, 40)
    builder.addProperty(.invariant, "not there", builder.not(builder.equals([3, 4])))
    var run = Run(deadlock: .off)
    run.ranks = 2
    let system = builder.system
    try await withTemporaryFolder { folder in
      run.maximumDepth = 20
      run.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "grid")
      _ = try await run.check(system)
      run.maximumDepth = nil
      run.checkpoints = CheckpointPlan(folder: nil, resumed: folder, digest: "grid")
      try await body(folder, run, system)
    }
  }
}
