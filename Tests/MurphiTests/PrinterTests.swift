import Diagnostics
import ModelIR
import Murphi
import TestSupport
import Testing

/// Printing a model gives the same model.
@Suite struct PrinterTests {
  private func printed(_ text: String) -> String {
    MurphiFrontEnd.print(MurphiFrontEnd.load(SourceFile(name: "test.m", text: text)).value)
  }

  /// The transition system without its source ranges, as far as its rules' text goes.
  private func check(_ text: String) {
    let once = printed(text)
    #expect(printed(once) == once)
    let (before, after) = (compile(text), compile(once))
    #expect(
      before.diagnostics.count { $0.severity == .error } == after.diagnostics.count { $0.severity == .error })
    #expect(
      before.system?.rules.map(\.guardCondition?.shape) == after.system?.rules.map(\.guardCondition?.shape))
    #expect(
      before.system?.properties.map(\.condition?.shape) == after.system?.properties.map(\.condition?.shape))
    #expect(before.system?.types.map(\.shape) == after.system?.types.map(\.shape))
  }

  @Test(
    "every model of the corpus prints as itself",
    arguments: CorpusModel.all.filter { $0.outcome != .rejected })
  func corpus(model: CorpusModel) { check(model.text) }

  @Test("random models print as themselves", arguments: 0..<60)
  func random(seed: Int) {
    check(RandomModel(seed: UInt64(seed)).text)
    check(RandomModel(seed: UInt64(seed), hasMultisets: true).text)
    check(RandomModel(seed: UInt64(seed), hasFolds: true).text)
    check(RandomModel(seed: UInt64(seed), hasLiterals: true).text)
  }

  @Test("settings and annotations are in the text, includes in their place")
  func flattening() {
    let main = SourceFile(
      name: "main.m",
      text: """
        const N: 2;
        include "lib.m";
        include "lib.m";
        --@ view strip
        var x: t;
        startstate x := 0; end;
        """)
    let parsed = MurphiFrontEnd.load(main: main, settings: [Setting(name: "N", value: "5")]) { path, _ in
      .success(SourceFile(name: path, text: "include \"main.m\"; type t: 0..N;"))
    }
    #expect(parsed.diagnostics.isEmpty)
    #expect(
      MurphiFrontEnd.print(parsed.value) == """
        const N: 5;
        type t: 0 .. N;
        --@ view strip
        var x: t;

        startstate
        begin
          x := 0;
        end;

        """)
  }
}
