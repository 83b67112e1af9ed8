import Diagnostics
import Encoding
import ModelIR
import TestSupport
import Testing

@Suite("Encoded steps are the interpreter's steps")
struct EncoderTests {
  @Test("on random models", arguments: Amount.ownModels.hands(4))
  func randomModels(seeds: [UInt64]) throws {
    for seed in seeds {
      let model = RandomModel(seed: seed)
      let system = try #require(Run.read(model.text, name: "random").system, "seed \(seed)")
      for limit in [64, 2] {
        let encoding = try Encoder(system, elementLimit: limit).encode()
        var comparison = EncodingComparison(system, encoding, seed: seed)
        comparison.run(walk: 12, scattered: 8)
        #expect(comparison.difference == nil, "seed \(seed), limit \(limit)")
      }
    }
  }

  @Test("on random models with wide numbers and large arrays", arguments: Amount.ownModels.hands(4))
  func wideModels(seeds: [UInt64]) throws {
    for seed in seeds {
      let (system, diagnostics) = Run.read(WideModel(seed: seed).text, name: "wide")
      let encoding = try TransitionEncoding.encode(
        try #require(system, "seed \(seed): \(diagnostics.map(\.message))"))
      var comparison = EncodingComparison(encoding.system, encoding, seed: seed)
      comparison.run(walk: 6, scattered: 4)
      #expect(comparison.difference == nil, "seed \(seed)")
    }
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
