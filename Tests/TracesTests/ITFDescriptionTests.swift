import Checking
import Foundation
import OrderedJSON
import TestSupport
import Testing
import Traces

/// Trace files against the published description of their format.
@Suite struct ITFDescriptionTests {
  private func file(_ trace: Trace) -> String {
    JSONWriter.text(of: ITFWriter.json(of: Sample.document(trace)))
  }

  @Test("every file that is written is as described", arguments: Sample.endings.indices)
  func written(index: Int) throws {
    #expect(try ITFValidator.objections(to: Data(file(Sample.endings[index]).utf8)) == [])
  }

  @Test("the last state of a lasso is the one before its loop")
  func loop() throws {
    let json = ITFWriter.json(of: Sample.document(Sample.endings[7]))
    let states = try #require(json["states"]?.elements)
    let loop = try #require(json["loop"]?.integer)
    for name in ["allocated", "mapped", "call"] { #expect(states.last?[name] == states[loop - 1][name]) }
  }

  @Test(
    "what is not as described is found",
    arguments: [
      ("\"vars\"", "\"variables\""), ("\"#bigint\": \"0\"", "\"#bigint\": \"x\""), ("\"#map\"", "\"#mop\""),
      ("\"#tup\": []", "\"#tup\": 1"), ("\"mapped\": {", "\"maped\": {"), ("\"loop\": 2", "\"loop\": 9"),
    ])
  func found(part: String, replacement: String) throws {
    let text = file(Sample.endings[7])
    #expect(text.contains(part))
    let changed = text.replacing(part, with: replacement)
    #expect(try !ITFValidator.objections(to: Data(changed.utf8)).isEmpty)
  }
}
