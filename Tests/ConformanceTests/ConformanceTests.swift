import Conformance
import Diagnostics
import ExplicitState
import Foundation
import TestSupport
import Testing

/// Logs in files: the folder is the model, the name says what is to come of the log.
///
/// `explained-....log`; `line-3-....log` if line 3 is the first that no behaviour has; `P2P804-....log` for a mistake.
@Suite struct ConformanceTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  private static let logs: [String] =
    (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
    .filter { $0.hasSuffix(".log") }.sorted()

  private static func subject(_ log: String) throws -> ConformanceSubject {
    let file = folder.appending(path: log)
    let model = file.deletingLastPathComponent().appending(path: "model.m")
    return try ConformanceSubject(
      String(contentsOf: model, encoding: .utf8), log: String(contentsOf: file, encoding: .utf8))
  }

  @Test("a log is judged as its name says", arguments: logs)
  func log(name: String) async throws {
    let subject = try Self.subject(name)
    let expected = URL(filePath: name).lastPathComponent
    if expected.hasPrefix("P2P") {
      #expect(subject.diagnostics.map(\.code.name).first == String(expected.prefix(6)))
      return
    }
    #expect(subject.diagnostics == [])
    for native in [nil, NativeOptions(cache: nil)] {
      let line = try await subject.firstUnexplainedLine(native: native)
      if expected.hasPrefix("explained") {
        #expect(line == nil)
      } else {
        #expect(line.map { expected.hasPrefix("line-\($0)-") } == true, "line \(line ?? 0)")
      }
    }
  }

  @Test("there are logs")
  func areThere() { #expect(Self.logs.count >= 25) }

  @Test("a log that allows too much is refused with its line")
  func memory() async throws {
    let model = """
      var n: array [0..9] of 0..9;
      --@ observe
      done: boolean;
      startstate for i: 0..9 do n[i] := 0 end; done := false; end;
      ruleset i: 0..9 do rule "hidden" n[i] < 9 ==> n[i] := n[i] + 1; end; end;
      --@ operation wait
      rule "wait" forall i: 0..9 do n[i] = 9 end ==> done := true; end;
      """
    let subject = try ConformanceSubject(model, log: #"{"call": "wait"}"#)
    guard case .unknown(let reason) = try await subject.answer(memory: 1 << 20).outcome else {
      Issue.record("it is known")
      return
    }
    #expect(reason.contains("up to line 1"))
  }
}
