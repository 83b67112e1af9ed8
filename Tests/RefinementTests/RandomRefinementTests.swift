import Diagnostics
import ExplicitState
import ModelIR
import Refinement
import TestSupport
import Testing

/// Random models against themselves, and against themselves without one of their rules, by an explicit reference.
@Suite struct RandomRefinementTests {
  private static let mostStates = 2000

  @Test(
    "a random model refines itself, and itself without a rule where no step is missed",
    arguments: Amount.ownModels.hands(4))
  func models(seeds: Amount.Hand) async throws {
    var answers: [String: Int] = [:]
    for seed in seeds {
      let text =
        switch seed % 3 {
        case 0: RandomModel(seed: seed).text
        case 1: RandomModel(seed: seed, hasMultisets: seed % 2 == 0, writesParameters: true).text
        default: RandomSymmetricModel(seed: seed).text
        }
      for answer in try await compare(try Run.system(text), seed) { answers[answer, default: 0] += 1 }
    }
    // A generator that makes only one kind of model would say little.
    guard seeds.count >= 50 else { return }
    for word in ["refines", "violated", "unknown"] {
      #expect(answers[word, default: 0] >= seeds.count / 20, "\(answers)")
    }
  }

  @Test(
    "the prover says the same of steps as whoever tries all of them", arguments: Amount.familyProofs.hands(4))
  func proved(seeds: Amount.Hand) async throws {
    for seed in seeds {
      let design = try Run.system(RandomSymmetricModel(seed: seed &+ 1 << 20).text)
      guard let rule = design.ruleIDs.last else { continue }
      let model = without(rule, of: design)
      let subject = identity(design, model, most: 1)
      guard let expected = PlainReference(design, refines: model, most: 1).answer(limit: 300) else {
        continue
      }
      let refinement = try #require(subject.parsed.value)
      var limits = Refinement.Limits(memory: 1 << 28)
      limits.instances = 0
      let answer = try await refinement.answer(
        native: nil, prover: RefinementSubject.prover, limits: limits, stop: StopWord()
      ) { "stopped" }
      #expect(answer.word == expected.description || answer.word == "unknown", "seed \(seed)")
      if answer.word == "unknown", expected != .unknown {
        guard case .unknown(let reason) = answer.outcome else { continue }
        Issue.record("seed \(seed): \(reason)")
      }
    }
  }

  /// What came of it.
  private func compare(_ design: TransitionSystem, _ seed: UInt64) async throws -> [String] {
    var words: [String] = []
    let models =
      [design] + (design.ruleIDs.first.map { [without($0, of: design)] } ?? [])
      + (design.ruleIDs.last.map { [without($0, of: design)] } ?? [])
    for (index, model) in models.enumerated() {
      let most = index == 0 ? 1 : 1 + Int(seed % 2)
      guard
        let expected = PlainReference(design, refines: model, most: most).answer(limit: Self.mostStates)
      else { continue }
      let subject = identity(design, model, most: most)
      let answer = try await subject.answer(prover: nil)
      #expect(answer.word == expected.description, "seed \(seed), model \(index)")
      words.append(String(answer.word.prefix { $0 != " " }))
      if index == 0 { #expect(!answer.word.hasPrefix("violated"), "seed \(seed)") }
    }
    return words
  }

  private func without(_ rule: RuleID, of system: TransitionSystem) -> TransitionSystem {
    var model = system
    model.rules.remove(at: rule.index)
    return model
  }

  /// Each variable is the one of the same name.
  private func identity(_ design: TransitionSystem, _ model: TransitionSystem, most: Int) -> RefinementSubject
  {
    let range = SourceRange(file: FileID(0), start: 0, end: 0)
    var design = design
    for index in design.variables.indices {
      design.variables[index].abstracts = AbstractedPlace(text: design.variables[index].name, range: range)
    }
    return RefinementSubject(
      design, model, RefinementTarget(file: "itself", steps: most, settings: [], range: range))
  }
}
