import Foundation
import OrderedJSON
import TestSupport
import Testing

/// Sessions of a client, recorded: requests with all that they are answered.
@Suite struct SessionTests {
  private static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: SessionLoader.folder.path)) ?? [])
    .filter { $0.hasSuffix(".txt") }.sorted()

  @Test("there are sessions") func sessionsExist() { #expect(Self.names.count >= 6) }

  @Test("a session goes as it is recorded", arguments: names)
  func session(name: String) throws {
    let file = SessionLoader.folder.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let actual = try Self.replay(text)
    #expect(try actual == Snapshot.text(at: file, recording: actual))
  }

  /// The requests of a session with what they are answered now.
  private static func replay(_ text: String) throws -> String {
    var client = DebugClient()
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# ") { lines.append(String(line)) }
      guard line.hasPrefix("> ") else { continue }
      let words = line.dropFirst(2).split(separator: " ", maxSplits: 1)
      let arguments = words.count > 1 ? try JSONParser.parse(Array(words[1].utf8)) : nil
      lines.append(String(line))
      lines += client.ask(String(words[0]), arguments).map(description) + [""]
    }
    #expect(client.isOver)
    let numbers = client.messages.compactMap { $0["seq"]?.integer }
    #expect(numbers == Array(1..<numbers.count + 1))
    return lines.joined(separator: "\n")
  }

  /// A message without what follows from its place.
  private static func description(_ message: JSON) -> String {
    let body = message["body"].map { " " + JSONWriter.text(of: $0).dropLast() } ?? ""
    if message["type"]?.string == "event" { return "event \(message["event"]?.string ?? "")\(body)" }
    if message["success"]?.boolean == true { return "ok\(body)" }
    return "failed: \(message["message"]?.string ?? "")"
  }
}
