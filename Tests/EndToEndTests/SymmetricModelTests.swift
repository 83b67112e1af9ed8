import Checking
import Foundation
import ModelIR
import TestSupport
import Testing

@Suite("Symmetry changes nothing but the number of states")
struct SymmetricModelTests {
  @Test(
    "on random models in which evaluations may fail", arguments: Amount.symmetricModels.hands(4),
    ["plain", "folds", "literals", "steps"])
  func random(_ seeds: Amount.Hand, kind: String) async throws {
    var tally = Tally()
    for seed in seeds {
      let model = RandomSymmetricModel(
        seed: seed, hasFolds: kind == "folds", hasLiterals: kind == "literals",
        hasSteps: kind == "steps")
      try await compare(model, &tally)
    }
    print(tally)
    // A generator whose models lose their symmetry would test nothing.
    #expect(tally.reduced * 4 >= seeds.count, "\(tally)")
  }

  /// What became of the models.
  private struct Tally: CustomStringConvertible {
    var models = 0
    var reduced = 0
    var begunAgain = 0

    var description: String {
      "\(models) models about scalarsets: \(reduced) reduced to the end, \(begunAgain) begun again without symmetry"
    }
  }

  private func compare(_ model: RandomSymmetricModel, _ tally: inout Tally) async throws {
    let name: Comment = "seed \(model.seed)"
    if let folder = ProcessInfo.processInfo.environment["P2P_SAVE"] {
      try model.text.write(toFile: "\(folder)/\(model.seed).m", atomically: true, encoding: .utf8)
    }
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
    tally.models += 1
    if reduced.notes.isEmpty {
      tally.reduced += 1
    } else if ScalarsetSymmetry(system).objections.isEmpty {
      tally.begunAgain += 1
    }
  }

  /// Which rules fire, and which covers and premises are met.
  private func seen(_ result: CheckResult) -> [Bool] {
    result.statistics.firingsPerRule.map { $0 > 0 } + result.statistics.hitsPerProperty.map { ($0 ?? 0) > 0 }
  }
}
