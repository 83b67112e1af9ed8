import Foundation
import Testing

/// Lists that must be complete.
@Suite struct CatalogTests {
  @Test("every diagnostic code is declared once, with its own number, and listed")
  func diagnosticCodes() throws {
    var numbers: [String: String] = [:]
    var names: [String] = []
    var lists = ""
    for path in try SourceTree.swiftFiles("Sources/Diagnostics") where path.contains("/DiagnosticCode") {
      let text = try SourceTree.text(path)
      for match in text.matches(of: /static let (\w+) = DiagnosticCode\(\s*name: "(P2P\d{3})"/) {
        let number = String(match.2)
        #expect(numbers[number] == nil, "\(number) is used twice")
        numbers[number] = String(match.1)
        names.append(String(match.1))
      }
      for match in text.matches(of: /\[DiagnosticCode\] = \[([^\]]*)\]/) { lists += match.1 + "," }
    }
    #expect(!names.isEmpty)
    let listed = lists.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    for name in names { #expect(listed.count { $0 == name } == 1, "\(name) is not listed exactly once") }
  }

  @Test("the code map names every target")
  func codeMap() throws {
    let map = try SourceTree.text("Sources/README.md")
    for target in try SourceTree.folders(in: "Sources") { #expect(map.contains("`\(target)`"), "\(target)") }
  }

  @Test("the exit codes of the executable are those of the manual")
  func exitCodes() throws {
    let source = try SourceTree.text("Sources/p2pcheck/ExitCode.swift")
    let manual = try SourceTree.text("docs/cli.md")
    let declared = source.matches(of: /case \w+ = (\d+)/).map { String($0.1) }
    let documented = manual.matches(of: /(?m)^\| (\d+) \|/).map { String($0.1) }
    #expect(declared == documented)
    #expect(declared.count == 8)
  }
}
