import Foundation
import TestSupport
import Testing

/// The pages that show commands show what they print today.
@Suite struct DocumentationTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test(
    "every command of a page prints what the page shows",
    arguments: ["README.md", "docs/model-your-patch.md", "docs/conform.md"])
  func page(name: String) throws {
    let page = try String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
    let commands = ShellTranscript(page: page).commands
    #expect(!commands.isEmpty)
    let scratch = try Scratch(copying: ["Models", "docs"].map { Self.root.appending(path: $0) })
    defer { scratch.remove() }
    for command in commands where !command.isSlow || Amount.isLong {
      let actual = try scratch.run(command.text)
      #expect(
        command.agrees(with: actual),
        "\(name):\(command.line): \(command.text)\nprints\n\(actual.suffix(4_000))")
    }
  }
}
