import Checking
import Encoding
import Foundation
import ModelIR
import Symbolic
import TestSupport
import Testing

/// Models about alignment: what their first line expects of each property comes in seconds.
@Suite(.serialized) struct AlignmentTests {
  private static var models: [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Alignment")
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.map(\.lastPathComponent).filter { $0.hasSuffix(".m") }.sorted()
  }

  @Test("come to what is expected", arguments: models)
  func verdicts(_ name: String) async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Alignment/\(name)")
    let text = try String(contentsOf: file, encoding: .utf8)
    let system = try Run.system(text, name: name)
    let task = CheckTask(
      system: system, claims: system.claims(deadlock: .off), deadlock: .off,
      budget: Budget(jobs: 1, timeout: .seconds(600)))
    let result = try await SymbolicEngine().check(task, observer: Silence())
    let expected = try #require(text.firstMatch(of: /-- expect: (.*)/)?.1.split(separator: " "))
    #expect(!expected.isEmpty)
    for part in expected {
      let (property, word) = (part.prefix { $0 != "=" }, part.drop { $0 != "=" }.dropFirst())
      let finding = try #require(result.findings.first { $0.claim.name(in: system) == property })
      #expect(finding.verdict.word.hasPrefix(word), "\(name), \(property): \(finding.verdict)")
      guard case .proved(let certificate) = finding.verdict else { continue }
      let scripts = try CertificateScripts(system, certificate, claim: finding.claim, deadlock: .off)
      for script in scripts.all { #expect(!script.text.contains("@log2"), "\(name): \(script.name)") }
    }
  }
}
