import Checking
import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

/// What was saved is taken for what was written, or refused: never for something else, and nobody else's file is touched.
@Suite struct CheckpointTamperTests {
  private static let header = "checkpoint.json"

  @Test("no changed bit of a header is another verdict: each is refused")
  func flipped() throws {
    try withSaved { folder, run in
      let header = try TamperedHeader(folder, Self.header)
      for byte in header.whole.indices {
        try header.flip(byte: byte)
        refuses(run, "cannot resume from `", "byte \(byte)")
      }
      try header.whole.write(to: URL(fileURLWithPath: "\(folder)/\(Self.header)"))
      #expect(try run.result().statistics.states == 1600)
    }
  }

  @Test(
    "numbers that no search writes are refused, also with a digest",
    arguments: [
      ("depth", "9223372036854775807"), ("depth", "-1"), ("depth", "4000"),
      ("checkedDepth", "-9223372036854775808"), ("checkedDepth", "9223372036854775807"),
      ("checkedDepth", "3"),
      ("allocated", "9223372036854775807"), ("allocated", "-1"), ("allocated", "4294967294"),
      ("allocated", "1"),
      ("width", "9223372036854775807"), ("width", "0"), ("subject", "4294967295"), ("subject", "77"),
      ("instance", "18446744073709551615"), ("state", "4294967295"), ("failures", "18446744073709551615"),
      ("firings", "[18446744073709551615,18446744073709551615]"), ("stops", "[1]"),
      ("hits", "[18446744073709551615,18446744073709551615]"), ("failedProperties", "[4294967295]"),
      ("frontier", "[[0,4294967295]]"), ("frontier", "[[20,0]]"), ("frontier", "[[0,20],[10,30]]"),
      ("unused", "[[0,220]]"), ("name", "\"../level-20-1.states\""), ("name", "\"level-20-1.states\""),
      ("format", "3"), ("format", "\"ranks-2\""), ("digest", "\"0\""),
    ])
  func numbers(_ field: String, _ value: String) throws {
    try withSaved { folder, run in
      let changed = try TamperedHeader(folder, Self.header).set(field, to: value)
      #expect(changed > 0)
      refuses(run, "cannot resume from `", "\(field): \(value)")
    }
  }

  @Test("a header of an earlier version, without a digest, is refused, and its folder left as it is")
  func earlier() throws {
    try withSaved { folder, run in
      let header = try TamperedHeader(folder, Self.header)
      let json = header.json.replacing("\"format\":4", with: "\"format\":3")
      try Data(json.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(Self.header)"))
      refuses(run, "another version wrote it")
      let before = try names(in: folder)
      refuses(saving(run, to: folder), "of another version")
      #expect(try names(in: folder) == before)
    }
  }

  @Test("files that are not what was written are refused", arguments: ["states", "parents"])
  func files(suffix: String) throws {
    try withSaved { folder, run in
      let name = try #require(try names(in: folder).first { $0.hasSuffix("." + suffix) })
      let file = URL(fileURLWithPath: "\(folder)/\(name)")
      let whole = try Data(contentsOf: file)
      for byte in stride(from: 0, to: whole.count, by: whole.count / 20) {
        var data = whole
        data[byte] ^= 4
        try data.write(to: file)
        refuses(run, "`\(name)` is damaged")
      }
      // Two states in each other's place are the same sum.
      var swapped = whole
      swapped.replaceSubrange(0..<8, with: whole[8..<16])
      swapped.replaceSubrange(8..<16, with: whole[0..<8])
      try swapped.write(to: file)
      refuses(run, "`\(name)` is damaged")
      try (whole + [0]).write(to: file)
      refuses(run, "`\(name)` is too long")
    }
  }

  @Test("what is no regular file is refused and does not make anybody wait", arguments: Obstacle.allCases)
  func obstacles(_ obstacle: Obstacle) throws {
    for suffix in [".states", ".parents", Self.header] {
      try withSaved { folder, run in
        let name = try #require(try names(in: folder).first { $0.hasSuffix(suffix) })
        try obstacle.put("\(folder)/\(name)")
        refuses(run, "`\(name)` ")
        guard suffix == Self.header else { return }
        // That it cannot be read does not mean that nothing is there.
        let before = try names(in: folder)
        refuses(saving(run, to: folder), "/\(Self.header)` ")
        #expect(try names(in: folder) == before)
      }
    }
  }

  @Test("files of others stay, whatever their names begin with; what a killed run left does not")
  func others() throws {
    let mine = [
      "level-design.txt", "level-1-2.txt", "level-01-2.states", "level-1-2-3.states", "level-1-2-3.part.old",
      "level-1-99999999999.states", "level--1-2.states", "notes.partial", "level-3-4.states.partial.txt",
    ]
    let left = [
      "level-1-2.states", "level-1-2.parents.partial", "level-1-2-3.part", "level-7-0-12.part.partial",
    ]
    try withSaved { folder, run in
      for name in mine + left { try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
      try FileManager.default.createDirectory(
        atPath: folder + "/level-5-6.states", withIntermediateDirectories: false)
      var again = saving(run, to: folder)
      again.budget.maximumDepth = 25
      #expect(try again.result().notes == [])
      let after = try names(in: folder)
      #expect(after.isSuperset(of: mine + ["level-5-6.states"]))
      #expect(after.isDisjoint(with: left))
      #expect(after.count == mine.count + 5)
    }
  }

  @Test("the second of two runs that save to one folder is refused")
  func twoRuns() throws {
    try withSaved { folder, run in
      let before = try names(in: folder)
      let lock = unsafe open("\(folder)/checkpoint.lock", O_RDWR)
      #expect(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
      refuses(saving(run, to: folder), "another run saves its search to `")
      // Reading harms nobody.
      #expect(try run.result().statistics.states == 1600)
      close(lock)
      #expect(try names(in: folder) == before)
      #expect(try saving(run, to: folder).result().statistics.states == 1600)
    }
  }

  @Test("what does not fit is counted in states")
  func memory() throws {
    try withSaved { _, run in
      var run = run
      run.budget.memory = 1
      // All pairs with a sum of at most 20.
      refuses(run, "its 231 states do not fit into the memory limit")
    }
  }

  /// Expects that a run fails with exit code 74 and these words.
  private func refuses(_ run: SearchRun, _ words: String, _ comment: Comment = "") {
    let error = #expect(throws: EngineFailure.self, comment) { try run.result() }
    error?.expectRefusal(words, comment)
  }

  private func saving(_ run: SearchRun, to folder: String) -> SearchRun {
    var run = run
    run.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "grid", interval: .zero)
    return run
  }

  /// Calls `body` with a folder with a search up to depth 20, which has found something, and a run that resumes it.
  private func withSaved(_ body: (String, SearchRun) throws -> Void) throws {
    var builder = SystemBuilder.grid(40, 40)
    builder.addProperty(.invariant, "not there", builder.not(builder.equals([3, 4])))
    builder.addProperty(.cover, "corner", builder.equals([39, 39]))
    var run = SearchRun(builder.system)
    try withTemporaryFolder { folder in
      run.budget.maximumDepth = 20
      run.checkpoints = CheckpointPlan(folder: folder, resumed: nil, digest: "grid")
      _ = try run.result()
      run.budget.maximumDepth = nil
      run.checkpoints = CheckpointPlan(folder: nil, resumed: folder, digest: "grid")
      try body(folder, run)
    }
  }
}
