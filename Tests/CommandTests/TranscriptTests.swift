import Foundation
import TestSupport
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
    let commands = try String(contentsOf: file, encoding: .utf8)
    let scratch = try Scratch()
    defer { scratch.remove() }
    var actual = ""
    for line in commands.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# ") { actual += line + "\n" }
      if line.hasPrefix("$ ") { actual += "\(line)\n\(try scratch.run(String(line.dropFirst(2))))\n" }
    }
    #expect(try actual == Snapshot.text(at: file, recording: actual))
  }
}
