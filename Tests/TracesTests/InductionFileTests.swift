import Checking
import Diagnostics
import Foundation
import ModelIR
import OrderedJSON
import TestSupport
import Testing
import Traces

/// Counterexamples to induction as files and pages: never taken for traces.
@Suite struct InductionFileTests {
  private static let text = """
    type process: scalarset(2);
    var x: 0 .. 9; y: array [process] of 0 .. 3;
    startstate "boot" begin x := 0; undefine y; end;
    ruleset p: process do rule "up" x < 9 ==> x := x + 2; y[p] := 1; end; end;
    invariant "small" x < 8;
    """

  private func sample() throws -> (InductionCounterexample, TraceContext, TraceDocument.Origin) {
    let system = try Run.system(Self.text)
    let counterexample = try #require(
      InductionCounterexample(
        PropertyID(0), from: State(cells: [7, nil, 2]), Firing(subject: .rule(RuleID(0)), arguments: [1]),
        arguments: [], in: system))
    let context = TraceContext(
      system: system, sources: SourceMap(files: [SourceFile(name: "up.m", text: Self.text)]))
    let origin = TraceDocument.Origin(
      toolVersion: "1", model: "up.m", digest: "sha256:00",
      settings: [ConstantSetting(name: "N", value: "1")], deadlock: .off, claim: "", source: nil, check: nil)
    return (counterexample, context, origin)
  }

  private func file(_ change: (inout [JSON.Member]) -> Void = { _ in }) throws -> JSON {
    let (counterexample, context, origin) = try sample()
    var members = try #require(
      InductionFile.json(of: counterexample, in: context, origin: origin).members)
    change(&members)
    return .object(members)
  }

  @Test("what is written is read back, and the interpreter makes the step anew")
  func roundTrip() throws {
    let (counterexample, context, _) = try sample()
    let read = try #require(try InductionFile(file()))
    #expect(read.model == "up.m" && read.claim == "small" && read.digest == "sha256:00")
    #expect(read.settings == [ConstantSetting(name: "N", value: "1")])
    #expect(read.counterexample(in: context.system) == counterexample)
  }

  @Test("no reader of traces takes it for one")
  func noTrace() throws {
    let json = try file()
    #expect(throws: TraceFileError.self) { try ITFReader.read(json) }
    #expect(try InductionFile(ITFWriter.json(of: Sample.document(Sample.endings[0]))) == nil)
  }

  @Test(
    "what does not fit the model, or breaks nothing, is refused",
    arguments: [
      ("cells", "[]"), ("cells", ##"[{"#bigint": "7"}, null, {"#bigint": "4"}]"##),
      ("cells", ##"[{"#bigint": "3"}, null, null]"##), ("cells", "[null, null, null]"),
      ("ruleIndex", "1"), ("ruleIndex", "-1"), ("arguments", "[]"), ("arguments", ##"[{"#bigint": "2"}]"##),
      ("instance", ##"[{"#bigint": "0"}]"##), ("claim", #""other""#),
    ])
  func wrong(member: String, value: String) throws {
    let value = try JSONParser.parse(Array(value.utf8))
    let json = try file { members in
      for index in members.indices where members[index].name == member { members[index].value = value }
    }
    let read = try #require(try InductionFile(json))
    #expect(read.counterexample(in: try Run.system(Self.text)) == nil)
  }

  @Test("a damaged file is refused with a sentence", arguments: ["cells", "arguments", "claim", "version"])
  func damaged(member: String) throws {
    let json = try file { members in members.removeAll { $0.name == member } }
    #expect(throws: TraceFileError.self) { try InductionFile(json) }
  }

  @Test("its page says that it is no run")
  func page() throws {
    let (counterexample, context, origin) = try sample()
    let page = HTMLTrace.text(of: counterexample, in: context, origin: origin)
    #expect(page.contains("Counterexample to induction: no run from a start state"))
    #expect(page.contains("class=\"page doubtful\""))
    #expect(!page.contains(">boot<") && page.contains("some state, perhaps unreachable"))
    let data = try pageData(page)
    #expect(data["isRun"] == .boolean(false))
    #expect(data["start"]?.elements == [.integer(7), .null, .integer(2)])
    #expect(data["reads"]?.elements == [.string("x")])
    #expect(data["around"]?["violating"]?.elements?.first == .integer(1))
  }
}
