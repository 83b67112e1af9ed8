import Checking
import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

/// A folder with states is recognised before it is touched, and what stands in it is looked at before it is used.
@Suite struct DiskTamperTests {
  private static let header = "search.json"

  @Test("no changed bit of a header is another verdict: each is refused")
  func flipped() async throws {
    try await withSaved { folder, run in
      let header = try TamperedHeader(folder, Self.header)
      for byte in stride(from: 0, to: header.whole.count, by: 37) {
        try header.flip(byte: byte)
        refuses(run, "`\(folder)`", "byte \(byte)")
      }
    }
  }

  @Test(
    "numbers that no search writes are refused, also with a digest",
    arguments: [
      ("blocks", "4611686018427387904"), ("blocks", "-1"), ("blocks", "0"), ("blocks", "1"),
      ("offset", "9223372036854775800"), ("offset", "-8"), ("offset", "0"),
      ("count", "9223372036854775807"), ("count", "-1"), ("count", "5"),
      ("end", "9223372036854775807"), ("end", "-1"), ("end", "8"),
      ("width", "9223372036854775807"), ("width", "0"), ("width", "2"), ("blockBytes", "9223372036854775807"),
      ("blockBytes", "0"), ("blockBytes", "8"), ("checkedDepth", "-9223372036854775808"),
      ("checkedDepth", "3"),
      ("firings", "[18446744073709551615,18446744073709551615]"), ("failures", "18446744073709551615"),
      ("hits", "[18446744073709551615,18446744073709551615]"), ("depth", "9223372036854775807"),
      ("depth", "-1"), ("subject", "4294967295"), ("instance", "18446744073709551615"), ("words", "[]"),
      ("failedProperties", "[4294967295]"), ("name", "\"../states-1\""), ("file", "\"states-1\""),
      ("format", "2"), ("format", "\"1\""),
    ])
  func numbers(_ field: String, _ value: String) async throws {
    try await withSaved { folder, run in
      let changed = try TamperedHeader(folder, Self.header).set(field, to: value)
      #expect(changed > 0)
      refuses(run, "`\(folder)`", "\(field): \(value)")
    }
  }

  @Test("a depth without states is refused")
  func layers() async throws {
    try await withSaved { folder, run in
      let header = try TamperedHeader(folder, Self.header)
      let first = try #require(header.json.firstMatch(of: /"layers":\[\[.*?\]/))
      try header.seal(header.json.replacing(first.0, with: "\"layers\":[[]"))
      refuses(run, "`\(folder)`")
      try header.seal(header.json.replacing(/"layers":\[\[.*\]\]/, with: "\"layers\":[]"))
      refuses(run, "`\(folder)`")
    }
  }

  @Test("a folder with a `search.json` of somebody else stays as it is, and nobody is told to delete it")
  func foreign() async throws {
    for text in ["{\"query\": 1}", "", "{\"format\":1}", String(repeating: "0", count: 63) + "\n{}"] {
      try withTemporaryFolder { folder in
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(Self.header)"))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        let error = refuses(Self.run(folder), "its `search.json` is none of a search")
        #expect(error?.message.contains("delete") == false)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [Self.header])
        let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
        #expect(mode == 0o755)
      }
    }
  }

  @Test("files whose names only begin like ours are others'")
  func others() async throws {
    for name in [
      "states-mine", "temporary-notes.txt", "states-01", "states-1.txt", "temporary--1", "states-",
    ] {
      try withTemporaryFolder { folder in
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        refuses(Self.run(folder), "the folder holds other files")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name])
      }
      // Beside a search they are left alone.
      try await withSaved { folder, run in
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        #expect(try run.result().statistics.states == 576)
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")) == Data("mine".utf8))
      }
    }
  }

  @Test(
    "what is no regular file is said to be none, and does not make anybody wait", arguments: Obstacle.allCases
  )
  func obstacles(_ obstacle: Obstacle) async throws {
    let words =
      switch obstacle {
      case .pipe: "is no regular file"
      case .folder: "is a folder"
      case .danglingLink, .ring: "is a link"
      }
    for prefix in ["states-", Self.header] {
      try await withSaved { folder, run in
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let name = try #require(names.first { $0.hasPrefix(prefix) })
        try obstacle.put("\(folder)/\(name)")
        refuses(run, "`\(name)` \(words)")
      }
    }
  }

  @Test("a file where the folder is to be is said to be one")
  func file() async throws {
    try withTemporaryFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      refuses(Self.run(folder + "/file"), "it is a file, not a folder")
      refuses(Self.run(folder + "/file/states"), "`\(folder)/file` is a file, not a folder")
      #expect(try Self.run(folder + "/new/states").result().statistics.states == 576)
    }
  }

  @discardableResult
  private func refuses(_ run: SearchRun, _ words: String, _ comment: Comment = "") -> EngineFailure? {
    let error = #expect(throws: EngineFailure.self, comment) { try run.result() }
    error?.expectRefusal(words, comment)
    return error
  }

  private static func run(_ folder: String) -> SearchRun {
    var builder = SystemBuilder.grid(24, 24)
    builder.addProperty(.invariant, "not there", builder.not(builder.equals([3, 4])))
    builder.addProperty(.cover, "corner", builder.equals([23, 23]))
    var run = SearchRun(builder.system)
    run.budget.memory = 1
    var plan = DiskPlan(folder: folder, limit: nil, digest: "grid")
    plan.tuning.gathered = 40
    plan.tuning.blockBytes = 120
    plan.tuning.fanIn = 3
    run.disk = plan
    return run
  }

  /// Calls `body` with a folder with a search up to depth 20, which has found something, and a run that goes on there.
  private func withSaved(_ body: (String, SearchRun) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      var run = Self.run(folder + "/states")
      run.budget.maximumDepth = 20
      _ = try run.result()
      run.budget.maximumDepth = nil
      try await body(folder + "/states", run)
    }
  }
}
