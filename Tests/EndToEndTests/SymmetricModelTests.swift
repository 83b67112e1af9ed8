import Checking
import ModelIR
import TestSupport
import Testing

@Suite("Symmetry changes nothing but the number of states")
struct SymmetricModelTests {
  @Test("on random models in which evaluations may fail", arguments: Amount.symmetricModels.hands(4))
  func random(_ seeds: [UInt64]) async throws {
    var reduced = 0
    for seed in seeds {
      let model = RandomSymmetricModel(seed: seed)
      if try await compare(model) { reduced += 1 }
    }
    // A generator whose models lose their symmetry would test nothing.
    #expect(reduced * 4 > seeds.count, "only \(reduced) of \(seeds.count) are reduced")
  }

  /// True if symmetry was used.
  private func compare(_ model: RandomSymmetricModel) async throws -> Bool {
    let name: Comment = "seed \(model.seed)"
    let system = try Run.system(model.text, name: "seed \(model.seed)")
    var run = Run()
    let whole = try await run.check(system)
    run.symmetry = true
    run.countsOrbits = system.startsAreWholeOrbits
    let reduced = try await run.check(system)
    #expect(reduced.summary(of: system) == whole.summary(of: system), name)
    #expect(seen(reduced) == seen(whole), name)
    #expect(reduced.statistics.states <= whole.statistics.states, name)
    if run.countsOrbits, whole.statistics.complete {
      #expect(reduced.statistics.statesOfOrbits == whole.statistics.states, name)
    }
    let replay = Checking.Confirmation(system, deadlock: run.deadlock)
    for trace in (reduced.findings + whole.findings).compactMap(\.verdict.trace) {
      #expect(replay.objection(to: trace) == nil, name)
    }
    return reduced.notes.isEmpty
  }

  /// Which rules fire, and which covers and premises are met.
  private func seen(_ result: CheckResult) -> [Bool] {
    result.statistics.firingsPerRule.map { $0 > 0 } + result.statistics.hitsPerProperty.map { ($0 ?? 0) > 0 }
  }
}
