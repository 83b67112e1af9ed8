import Foundation
import Testing

/// Paths that texts for people name.
@Suite struct DocumentedPathTests {
  private static let texts = [
    "README.md", "CONTRIBUTING.md", "Sources/README.md", "Models/README.md", "proofs/README.md",
    "docs/architecture.md",
  ].filter { FileManager.default.fileExists(atPath: SourceTree.root.appending(path: $0).path) }

  /// What a path in a text may be relative to.
  private static let bases = ["", "Sources/", "Models/", "Tests/"]

  @Test("every path of ours that a text names is there", arguments: texts)
  func paths(text: String) throws {
    let files = try Self.files()
    let folder = text.split(separator: "/").dropLast().map { "\($0)/" }.joined()
    let content = try SourceTree.text(text)
    for match in content.matches(of: /`([A-Za-z.][\w.+*\/-]*\/[\w.+*\/-]*)`/) {
      let path = String(match.1)
      // Only what begins like one of ours is one; the map names nothing else.
      guard let first = path.split(separator: "/").first,
        text == "Sources/README.md"
          || Self.bases.contains(where: { base in files.contains { $0.hasPrefix(base + first + "/") } })
      else { continue }
      let isThere = (Self.bases + [folder]).contains { Self.matches(files, $0 + path) }
      #expect(isThere, "\(text) names `\(path)`")
    }
  }

  private static func files() throws -> [String] {
    try ["Sources", "Models", "Tests", "docs", "proofs"].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: SourceTree.root.appending(path: folder).path)
        .map { "\(folder)/\($0)" }
    }
  }

  /// Whether there is such a file, or a folder, with `*` for some characters of a name.
  private static func matches(_ files: [String], _ path: String) -> Bool {
    let path = path.hasSuffix("/") ? String(path.dropLast()) : path
    guard path.contains("*") else {
      return files.contains(path) || files.contains { $0.hasPrefix(path + "/") }
    }
    let parts = path.split(separator: "*", omittingEmptySubsequences: false)
    return files.contains { file in
      guard file.hasPrefix(parts[0]), file.hasSuffix(parts[parts.count - 1]) else { return false }
      let middle = file.dropFirst(parts[0].count).dropLast(parts[parts.count - 1].count)
      return !middle.contains("/")
    }
  }
}
