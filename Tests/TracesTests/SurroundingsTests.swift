import Checking
import Diagnostics
import ModelIR
import OrderedJSON
import TestSupport
import Testing
import Traces

/// What else could happen, as the page of a trace has it.
@Suite struct SurroundingsTests {
  private static func around(
    _ text: String, _ firings: [(rule: Int, arguments: [Value])]
  ) throws -> JSON {
    let walk = try Walked(text, firings, .violates(arguments: []))
    return try #require(try pageData(walk.page())["around"])
  }

  /// Name, arguments, target and number of changes.
  private static func moves(_ around: JSON, at place: Int) throws -> [String] {
    let actions = try #require(around["actions"]?.elements)
    return try #require(around["moves"]?.elements?[place].elements).map { move in
      let parts = try #require(move.elements)
      let action = actions[try #require(parts[0].integer)]
      let target = parts[1].integer.map { "\($0)" } ?? "fails: \(parts[1].string ?? "")"
      let name = (action["name"]?.string ?? "") + (action["arguments"]?.string ?? "")
      return "\(name) -> \(target), \(try #require(parts[2].elements).count / 2)"
    }
  }

  @Test("a small model is on the page with all its states, each once")
  func complete() throws {
    let around = try Self.around(Walked.lock, [(0, [0]), (1, [0]), (0, [1]), (1, [1])])
    #expect(around["complete"] == .boolean(true))
    // Each of two processes is in one of three places; `left` never changes, since what would change it fails.
    #expect(around["moves"]?.elements?.count == 9)
    #expect(around["places"]?.elements?.compactMap(\.integer) == [0, 1, 2, 3, 4])
    #expect(around["violating"]?.elements?.compactMap(\.integer) == [4])
    #expect(around["judged"] == .integer(9))
    #expect(
      try Self.moves(around, at: 0) == ["lock (p = process_0) -> 1, 1", "lock (p = process_1) -> 5, 1"])
    #expect(
      try Self.moves(around, at: 2) == [
        "lock (p = process_1) -> 3, 1", "overflow -> fails: value -1 is outside 0 .. 1, 0",
      ])
  }

  @Test(
    "each step of a random model is one that the interpreter makes, and none is missing", arguments: 0..<40)
  func random(seed: Int) throws {
    let text = RandomModel(seed: UInt64(seed)).text
    let system = try Run.system(text)
    let interpreter = Interpreter(system)
    guard let start = interpreter.startFirings.first, case .next(let state, _) = interpreter.start(start)
    else {
      return
    }
    let trace = Trace(
      claim: .noRuntimeError, steps: [Trace.Step(firing: start, state: state)], ending: .explains)
    let context = TraceContext(system: system, sources: SourceMap(files: [SourceFile(name: "m", text: text)]))
    let origin = TraceDocument.Origin(
      toolVersion: "1", model: "m", digest: "", settings: [], deadlock: .off, claim: "", source: nil,
      check: nil)
    let document = TraceDocument(trace, in: context, origin: origin)
    let study = TraceStudy(of: document, trace, in: context, isExplained: false)
    let data = try pageData(HTMLTrace.text(of: document, study, in: context, file: nil))
    let around = try #require(data["around"])
    let expected = interpreter.ruleFirings.compactMap { firing -> String? in
      let name = system.rule(of: firing).name
      switch interpreter.attempt(firing, in: state) {
      case .next(let next, _):
        return "\(name) \(zip(state.cells, next.cells).count { $0 != $1 })"
      case .failed: return "\(name) fails"
      case .dropped, .excluded, nil: return nil
      }
    }
    let actions = try #require(around["actions"]?.elements)
    let found = try #require(around["moves"]?.elements?.first?.elements).map { move -> String in
      let parts = try #require(move.elements)
      let name = actions[try #require(parts[0].integer)]["name"]?.string ?? ""
      return "\(name) " + (parts[1].integer == nil ? "fails" : "\((parts[2].elements?.count ?? 0) / 2)")
    }
    #expect(found == expected, "\(text)")
  }

  @Test("of a model with very many states there is what is near, and the page says how near")
  func bounded() throws {
    let text = """
      var n: array [0 .. 99] of 0 .. 9;
      startstate begin for i: 0 .. 99 do n[i] := 0 end; end;
      ruleset i: 0 .. 99 do rule "up" n[i] < 9 ==> n[i] := n[i] + 1; end; end;
      invariant "small" n[0] < 3;
      """
    let around = try Self.around(text, [(0, [0]), (0, [0]), (0, [0])])
    #expect(around["complete"] == .boolean(false))
    #expect(try #require(around["depth"]?.integer) >= 1)
    #expect(try #require(around["moves"]?.elements?.count) < 10_000)
    for place in 0..<4 { #expect(try Self.moves(around, at: place).count == 100) }
  }

  @Test("of a state in which very much can happen the first is told, and that there is more")
  func cut() throws {
    let text = """
      var n: 0 .. 9;
      startstate begin n := 0; end;
      ruleset i: 0 .. 999 do rule "set" begin n := i % 10; end; end;
      invariant "small" n < 3;
      """
    let around = try Self.around(text, [(0, [3])])
    #expect(around["cut"]?.elements?.isEmpty == false)
    #expect(around["complete"] == .boolean(false))
    #expect(try Self.moves(around, at: 0).count == 300)
  }

  @Test("a trace whose model is not at hand has none")
  func without() throws {
    let page = HTMLTrace.text(of: Sample.document(Sample.endings[0]), sources: Sample.sources)
    #expect(try pageData(page)["around"] == nil)
  }
}
