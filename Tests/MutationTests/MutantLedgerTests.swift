import Diagnostics
import Mutation
import OrderedJSON
import TestSupport
import Testing

/// What became of mutants of models that share text, and what explains those that survive.
@Suite struct MutantLedgerTests {
  private static let text = """
    var n: 0 .. 3;
    startstate n := 0; end;
    --@ unnoticed it only saves time
    rule "up" n < 3 & n >= 0 ==> n := n + 1; end;
    rule "down" n > 0 ==> n := 0; end;
    """

  private static let sources = SourceMap(files: [SourceFile(name: "model.m", text: text)])

  private static func mutants() throws -> [Mutant] {
    MutantSchema(try Run.system(text)).mutants { _ in true }
  }

  private static func mutant(_ kind: Mutant.Kind, _ part: String) throws -> Mutant {
    try #require(
      try mutants().first { $0.kind == kind && sources.text(of: $0.range) == part })
  }

  @Test("of several models that have a mutant, the one that notices it counts")
  func greatest() throws {
    let mutant = try Self.mutant(.droppedCondition, "n > 0")
    for fates in [
      [MutantFate.noticed, .unchanged], [.survives, .noticed], [.unchanged, .noticed, .undecided],
    ] {
      var ledger = MutantLedger()
      #expect(!ledger.isNoticed(mutant, in: Self.sources))
      for fate in fates { ledger.record(fate, of: mutant, in: Self.sources) }
      #expect(ledger.entries.map(\.fate) == [.noticed])
      #expect(ledger.isNoticed(mutant, in: Self.sources))
      #expect(!ledger.entries[0].isUnexplained)
    }
  }

  @Test("an explanation is about what begins on the next line")
  func explanations() throws {
    var ledger = MutantLedger()
    ledger.record(.survives, of: try Self.mutant(.droppedCondition, "n >= 0"), in: Self.sources)
    ledger.record(.survives, of: try Self.mutant(.droppedCondition, "n > 0"), in: Self.sources)
    #expect(ledger.entries.map(\.explanation?.reason) == ["it only saves time", nil])
    #expect(ledger.entries.map(\.isUnexplained) == [false, true])
    #expect(ledger.needless.isEmpty)
    let explanation = try #require(ledger.entries[0].explanation)
    let bytes = Array(Self.text.utf8)[explanation.start..<explanation.end]
    #expect(String(decoding: bytes, as: UTF8.self) == "--@ unnoticed it only saves time")
  }

  @Test("an explanation of which every mutant is noticed is needless")
  func needless() throws {
    var ledger = MutantLedger()
    let dropped = try Self.mutant(.droppedCondition, "n >= 0")
    let flipped = try Self.mutant(.flippedCondition, "n >= 0")
    ledger.record(.noticed, of: dropped, in: Self.sources)
    #expect(ledger.needless.count == 1)
    ledger.record(.survives, of: flipped, in: Self.sources)
    #expect(ledger.needless.isEmpty)
    ledger.record(.noticed, of: flipped, in: Self.sources)
    #expect(ledger.needless.map(\.explanation.reason) == ["it only saves time"])
  }

  @Test("as JSON: kind, fate, explanation and place")
  func json() throws {
    var ledger = MutantLedger()
    ledger.record(.survives, of: try Self.mutant(.flippedCondition, "n < 3"), in: Self.sources)
    let mutant = try #require(MutantJSON.json(of: ledger)["mutants"]?.elements?.first)
    #expect(mutant["kind"]?.string == Mutant.Kind.flippedCondition.rawValue)
    #expect(mutant["fate"]?.string == "survives")
    #expect(mutant["explanation"]?.string == "it only saves time")
    #expect(mutant["text"]?.string == "n < 3")
    let source = try #require(mutant["source"])
    #expect(source["line"]?.integer == 4 && source["column"]?.integer == 11)
    #expect(source["endLine"]?.integer == 4 && source["endColumn"]?.integer == 16)
  }
}
