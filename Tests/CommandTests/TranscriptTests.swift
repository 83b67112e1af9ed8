import Foundation
import Testing

/// The command line as users see it: each file of `Transcripts` is a list of commands with what they print.
///
/// With `RECORD_SNAPSHOTS=1` the files are rewritten; the test fails all the same, so that a recording is never green.
@Suite struct TranscriptTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private static let transcripts = folder.appending(path: "Transcripts")

  private static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: transcripts.path)) ?? [])
    .filter { $0.hasSuffix(".txt") }.sorted()

  @Test("commands print what the transcript says", arguments: names)
  func transcript(name: String) throws {
    let file = Self.transcripts.appending(path: name)
    let expected = try String(contentsOf: file, encoding: .utf8)
    let scratch = try Scratch(fixtures: Self.folder.appending(path: "Fixtures"))
    defer { scratch.remove() }
    var actual = ""
    for line in expected.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# ") { actual += line + "\n" }
      if line.hasPrefix("$ ") { actual += "\(line)\n\(try scratch.run(String(line.dropFirst(2))))\n" }
    }
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)")
    }
    #expect(actual == expected)
  }
}

/// A folder with a copy of the fixtures, in which commands run.
private struct Scratch {
  private let folder: URL

  init(fixtures: URL) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: fixtures, to: folder)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// What a shell command prints, both outputs together, with its exit code unless that is 0.
  ///
  /// Times are replaced.
  func run(_ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "{ \(command)\n} 2>&1"]
    process.currentDirectoryURL = folder
    let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(products):\(environment["PATH"] ?? "/usr/bin:/bin")"
    environment["XDG_CACHE_HOME"] = folder.appending(path: "cache").path
    environment["COLUMNS"] = "80"
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    var output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    output.replace(folder.path, with: "SCRATCH")
    output.replace(/[0-9]+\.[0-9]+ s\b/, with: "0.00 s")
    if process.terminationStatus != 0 { output += "[exit \(process.terminationStatus)]\n" }
    return output
  }
}
