import Foundation
import TestSupport
import Testing

/// docs/p2pdma-review.md, whose tables are made of what the checks expect.
@Suite struct ReviewTests {
  private static let python = ForeignTool("python3")

  @Test(
    "the review is what its generator makes of the expected verdicts",
    .enabled(if: python != nil, "there is no Python"))
  func review() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.python).path)
    process.arguments = ["docs/review/generate.py", "--check"]
    process.currentDirectoryURL = root
    var environment = ProcessInfo.processInfo.environment
    environment["P2PCHECK"] = products.appending(path: "p2pcheck").path
    process.environment = environment
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "run `make review`")
  }
}
