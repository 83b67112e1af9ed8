import Checking
import Diagnostics
import ExplicitState
import ModelIR
import TestSupport
import Testing

@Suite("The corpus of small models")
struct CorpusTests {
  @Test("every folder has models")
  func isThere() {
    for outcome in CorpusModel.Outcome.allCases {
      #expect(CorpusModel.all.contains { $0.outcome == outcome })
    }
  }

  @Test("a model that holds, is violated or stays unknown does so", arguments: CorpusModel.all)
  func verdicts(_ model: CorpusModel) async throws {
    guard model.outcome != .rejected else { return }
    let system = try Run.system(model.text, name: model.path)
    let run = Run(
      deadlock: try #require(DeadlockMode(rawValue: model.deadlock)), maximumDepth: model.maximumDepth)
    let result = try await run.check(system)
    var words: [String: String] = [:]
    for finding in result.findings { words[finding.claim.name(in: system)] = finding.verdict.word }
    for (property, word) in model.expectations {
      #expect(words[property] == word, "\(property)")
      words[property] = nil
    }
    // Where a firing fails, nothing may follow: that state is a deadlock as well.
    if model.outcome == .violated { words["no-deadlock"] = nil }
    let others = words.filter { $0.value == "violated" || (model.outcome == .holds && $0.value == "unknown") }
    #expect(others.isEmpty, "unexpected: \(others)")
    if let steps = model.failedSteps { #expect(result.statistics.failedSteps == steps) }
    if model.outcome == .holds {
      #expect(result.statistics.failedSteps == 0)
      if let states = model.states { #expect(result.statistics.states == states) }
      if let firings = model.firings { #expect(result.statistics.firings == firings) }
    }
  }

  @Test("a wrong model is rejected for the right reason", arguments: CorpusModel.all)
  func rejections(_ model: CorpusModel) {
    let (system, diagnostics) = Run.read(model.text, name: model.path)
    let codes = diagnostics.filter { $0.severity == .error }.map(\.code.name)
    guard model.outcome == .rejected else {
      #expect(codes.isEmpty)
      return
    }
    #expect(system == nil)
    #expect(!model.diagnosticCodes.isEmpty)
    for code in model.diagnosticCodes { #expect(codes.contains(code), "reported: \(codes)") }
  }
}
