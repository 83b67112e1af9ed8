import Diagnostics
import Murphi
import TestSupport
import Testing

/// Any text ends in a tree and diagnostics: no trap, no endless loop, no exhausted stack.
@Suite struct RobustnessTests {
  static let samples = CorpusModel.all.map(\.text) + [model(statement: "x := (x + 1) % N; a[x] := y;")]

  @Test("random bytes are survived", arguments: 0..<20)
  func randomBytes(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let bytes = (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let parsed = MurphiFrontEnd.load(SourceFile(name: "random", bytes: bytes))
    _ = MurphiFrontEnd.analyse(parsed.value)
  }

  @Test("damaged models are survived, and printed stably", arguments: 0..<200)
  func damagedModels(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var bytes = Array((Self.samples.randomElement(using: &random) ?? "").utf8)
    for _ in 0..<Int.random(in: 1...6, using: &random) where bytes.count > 4 {
      let place = Int.random(in: 0..<bytes.count - 3, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(place..<min(place + Int.random(in: 1...20, using: &random), bytes.count))
      case 2: bytes.insert(contentsOf: bytes[place...].prefix(15), at: bytes.count / 2)
      default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 1...40, using: &random)))
      }
    }
    let compilation = MurphiFrontEnd.compile(main: SourceFile(name: "damaged", bytes: bytes)) { _, _ in
      .failure(IncludeFailure(message: "none"))
    }
    let renderer = SnippetRenderer(sourceMap: compilation.program.sourceMap, colour: true)
    for diagnostic in compilation.diagnostics { #expect(!renderer.render(diagnostic).isEmpty) }
  }

  @Test(
    "nesting is followed or refused",
    arguments: [
      ("(", "0", ")"), ("- ", "1", ""), ("!", "true", ""), ("a[", "0", "]"), ("(x+", "1", ")"),
      ("true ? (", "0", ") : 0"), ("forall i: small do ", "b", " end"),
    ])
  func nesting(open: String, middle: String, close: String) {
    func text(_ depth: Int) -> String {
      String(repeating: open, count: depth) + middle + String(repeating: close, count: depth)
    }
    #expect(!errors(model(statement: "x := \(text(30));")).contains("P2P105"))
    #expect(errors(model(statement: "x := \(text(10_000));")) == ["P2P105"])
  }

  @Test("blocks, rulesets and types nest only so deep")
  func nestedBlocks() {
    let blocks = String(repeating: "if b then ", count: 10_000)
    #expect(errors(model(statement: blocks)).contains("P2P105"))
    let rulesets = String(repeating: "ruleset i: boolean do ", count: 10_000)
    #expect(errors(model(statement: "x := 0;") + rulesets).contains("P2P105"))
    let arrays = String(repeating: "array [boolean] of ", count: 10_000)
    #expect(errors("var q: \(arrays) boolean;" + model(statement: "x := 0;")).contains("P2P105"))
    let types = (1...1_000).map { "type t\($0): array [boolean] of t\($0 - 1);" }.joined()
    #expect(errors("type t0: boolean;" + types + model(statement: "x := 0;")).contains("P2P105"))
  }

  @Test("long chains are understood or refused, long lists understood")
  func chains() {
    let terms = { (symbol: String) in Array(repeating: "x", count: 10_000).joined(separator: symbol) }
    #expect(errors(model(statement: "x := \(terms(" + "));")).isEmpty)
    #expect(errors(model(statement: "x := \(terms(" * "));")) == ["P2P105"])
    #expect(errors(model(statement: String(repeating: "x := 1; ", count: 10_000))).isEmpty)
    let branches = String(repeating: "elsif b then x := 1; ", count: 10_000)
    #expect(errors(model(statement: "if b then \(branches) end;")).isEmpty)
  }

  @Test("aliases that double are refused before they explode")
  func aliases() {
    let doubling = (1...60).map { "a\($0): a\($0 - 1) + a\($0 - 1);" }.joined(separator: " ")
    let text =
      "var x: 0..1; startstate x := 0; end; alias a0: x; \(doubling) do rule a60 = 0 ==> begin end; end;"
    #expect(errors(text) == ["P2P404"])
  }
}
