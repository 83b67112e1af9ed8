import Conformance
import Diagnostics
import Testing

/// What is a log, and what is a mistake in one.
@Suite struct LogParserTests {
  private static func codes(_ text: [UInt8]) -> [String] {
    LogParser.parse(SourceFile(name: "test.log", bytes: text), file: FileID(0)).diagnostics.map(\.code.name)
  }

  @Test("a line is a call or something that was seen")
  func lines() throws {
    let text = """

      {"call": "push", "arguments": [1, null, "a"], "actor": 7, "result": true, "note": [[]]}
        {"observe": {"length": 1}}
      """
    let log = LogParser.parse(SourceFile(name: "test.log", text: text), file: FileID(0))
    #expect(log.diagnostics.isEmpty)
    #expect(log.value.entries.map(\.line) == [2, 3])
    #expect(log.value.entries[0].arguments == .positional([.integer(1), nil, .text("a")]))
    #expect(log.value.entries[0].text == "push 1 ? a")
    #expect(log.value.entries[0].seen == ["actor 7", "result true"])
    #expect(!log.value.hasTimes)
  }

  @Test(
    "mistakes have codes",
    arguments: [
      ("{", "P2P801"), ("[]", "P2P801"), ("3", "P2P801"), ("{}", "P2P802"), (#"{"call": 1}"#, "P2P803"),
      (#"{"call": ""}"#, "P2P803"), (#"{"call": "a", "call": "b"}"#, "P2P802"),
      (#"{"call": "a", "x": 1}"#, "P2P802"),
      (#"{"call": "a", "arguments": 1}"#, "P2P803"), (#"{"call": "a", "arguments": [[]]}"#, "P2P803"),
      (#"{"call": "a", "result": {}}"#, "P2P803"), (#"{"call": "a", "start": "x"}"#, "P2P803"),
      (#"{"call": "a", "start": 2, "return": 1}"#, "P2P803"), (#"{"call": "a", "return": 1}"#, "P2P802"),
      (#"{"call": "a", "start": 1, "result": 1}"#, "P2P802"), (#"{"observe": 1}"#, "P2P803"),
      (#"{"observe": {}, "result": 1}"#, "P2P802"), (#"{"call": "a"} {}"#, "P2P801"),
      ("{\"call\": \"a\nb\"}", "P2P801"), ("", "P2P801"), (" \n\t\n", "P2P801"),
      (#"{"call": "a", "start": 0.12345678901234567890123456789012345678901}"#, "P2P801"),
      (#"{"call": "a", "start": 1e400}"#, "P2P801"),
    ])
  func mistakes(text: String, code: String) { #expect(Self.codes(Array(text.utf8)).first == code) }

  @Test("what nobody would write is refused, and nothing traps")
  func hostile() {
    #expect(Self.codes(Array(String(repeating: "[", count: 100_000).utf8)) == ["P2P801"])
    #expect(Self.codes([0xFF, 0xFE, 0x00, 0x0A, 0x7B]).allSatisfy { $0 == "P2P801" })
    #expect(
      Self.codes(Array((#"{"call": ""# + String(repeating: "x", count: 2 << 20) + #""}"#).utf8)) == ["P2P801"]
    )
    let many = Self.codes(Array(String(repeating: "{\n", count: 10_000).utf8))
    #expect(many.count == 100)
  }

  @Test("at one time, what begins overlaps what ends")
  func ties() async throws {
    let model = """
      var x: 0..1;
      startstate x := 0; end;
      --@ operation up
      rule "up" x = 0 ==> x := 1; end;
      --@ operation down
      rule "down" x = 1 ==> x := 0; end;
      """
    func log(_ start: String) -> String {
      #"{"call": "down", "start": 0, "return": 5}"# + "\n"
        + #"{"call": "up", "start": \#(start), "return": 9}"#
    }
    #expect(try await ConformanceSubject(model, log: log("5")).firstUnexplainedLine() == nil)
    #expect(try await ConformanceSubject(model, log: log("5.5")).firstUnexplainedLine() == 1)
  }
}
