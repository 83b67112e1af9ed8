import Foundation
import Testing

/// The formatter's opinion.
@Suite struct FormattingTests {
  @Test("swift format has nothing to say")
  func formatting() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swift", "format", "lint", "--strict", "--recursive", "Sources", "Tests", "Package.swift",
    ]
    process.currentDirectoryURL = SourceTree.root
    let output = Pipe()
    process.standardError = output
    process.standardOutput = output
    try process.run()
    let findings = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    // A toolchain without the formatter says so itself.
    if findings.contains("unable to invoke subcommand") { return }
    #expect(process.terminationStatus == 0, "\(findings)")
  }
}
