import Diagnostics
import Encoding
import ModelIR
import TestSupport
import Testing

@Suite("Encoded steps are the interpreter's steps")
struct EncoderTests {
  /// Each takes several times as long as an ordinary one.
  private static var wideAmount: Amount {
    var amount = Amount.ownModels
    amount.count = max(amount.count / 8, 1)
    return amount
  }

  @Test("on random models", arguments: Amount.ownModels.hands(4))
  func randomModels(seeds: Amount.Hand) throws {
    for seed in seeds {
      let model = RandomModel(seed: seed)
      let system = try Run.system(model.text, name: "seed \(seed)")
      for limit in [64, 2] {
        let encoding = try Encoder(system, elementLimit: limit).encode()
        var comparison = EncodingComparison(system, encoding, seed: seed)
        comparison.run(walk: 12, scattered: 8)
        #expect(comparison.difference == nil, "seed \(seed), limit \(limit)")
      }
    }
  }

  @Test("on random models with wide numbers and large arrays", arguments: wideAmount.hands(4))
  func wideModels(seeds: Amount.Hand) throws {
    for seed in seeds {
      let encoding = try TransitionEncoding.encode(
        try Run.system(WideModel(seed: seed).text, name: "seed \(seed)"))
      var comparison = EncodingComparison(encoding.system, encoding, seed: seed)
      comparison.run(walk: 6, scattered: 4)
      #expect(comparison.difference == nil, "seed \(seed)")
    }
  }

  @Test(
    "what cannot be unrolled says what to do instead",
    arguments: [
      ("x := 0; for i := 0 to 99999 do x := i & 7; end;", "let one rule do one iteration"),
      ("while x < 9 do y := x; end;", "use a `for` with a bound"),
      ("x := again(x);", "use a loop instead of recursion"),
      ("assert forall i: 0 .. 999 do x != i end;", "a parameter of the property"),
      ("f := big = other;", "compare one element"),
    ])
  func unsupported(body: String, advice: String) throws {
    let text = """
      var x, y: 0 .. 9; f: boolean; big, other: array [0 .. 999] of 0 .. 9;
      function again(n: 0 .. 9): 0 .. 9; begin return n = 0 ? 0 : again(n); end;
      startstate begin x := 0; y := 0; end;
      rule begin \(body) end;
      """
    let system = try Run.system(text)
    let error = try #require(throws: UnsupportedConstruct.self) { try TransitionEncoding.encode(system) }
    #expect(error.message.contains(advice))
  }

  @Test("on the corpus", arguments: CorpusModel.all.filter { $0.outcome != .rejected })
  func corpus(model: CorpusModel) throws {
    guard let system = Run.read(model.text, name: "corpus").system else { return }
    for limit in [64, 2] {
      let encoding: TransitionEncoding
      do throws(UnsupportedConstruct) {
        encoding = try Encoder(system, elementLimit: limit).encode()
      } catch {
        // Says what to do instead.
        #expect(error.message.contains(":"))
        continue
      }
      var comparison = EncodingComparison(system, encoding, seed: 1)
      comparison.run(walk: 30, scattered: 20)
      #expect(comparison.difference == nil, "limit \(limit)")
    }
  }
}
