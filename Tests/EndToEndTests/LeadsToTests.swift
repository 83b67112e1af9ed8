import Checking
import ExplicitState
import ModelIR
import TestSupport
import Testing

@Suite("What leads to something is decided as by fixpoints")
struct LeadsToTests {
  /// Graphs of more states take fixpoints too long.
  private static let mostStates = 400
  private static let mostChoices = 64

  @Test("on random graphs", arguments: Amount.graphModels.hands(4))
  func graphs(_ seeds: Amount.Hand) async throws {
    var tally = Tally()
    for seed in seeds {
      let name = "graph seed \(seed)"
      try await compare(
        try Run.system(RandomGraphModel(seed: seed).text, name: name), name, jobs: [1, 3], &tally)
    }
    // A test that only ever sees one answer says little.
    if seeds.count >= 100 { #expect(tally.isVaried, "\(tally)") }
  }

  @Test("on random models", arguments: Amount.ownModels.hands(4))
  func models(_ seeds: Amount.Hand) async throws {
    var tally = Tally()
    for seed in seeds {
      let model = RandomSource.leadsTo.model(seed)
      try await compare(try Run.system(model.text, name: model.name), model.name, jobs: [2], &tally)
    }
  }

  @Test("on random graphs, compiled", arguments: Amount.scalarsetModels.hands(2))
  func compiled(_ seeds: Amount.Hand) async throws {
    var tally = Tally()
    for seed in seeds {
      let name = "graph seed \(seed)"
      let system = try Run.system(RandomGraphModel(seed: seed).text, name: name)
      try await compare(system, name, jobs: [2], native: .quick(.least), &tally)
    }
  }

  private struct Tally {
    var counts: [String: Int] = [:]
    var isVaried: Bool { ["explored", "violated", "unknown"].allSatisfy { counts[$0, default: 0] > 3 } }
  }

  private func compare(
    _ system: TransitionSystem, _ name: String, jobs: [Int], native: NativeOptions? = nil,
    _ tally: inout Tally
  ) async throws {
    let reference = LeadsToReference(system, mostStates: Self.mostStates)
    guard reference.isComplete, reference.choices <= Self.mostChoices else { return }
    let claims = system.claims(deadlock: .off)
    var engine = ExplicitEngine(native: native)
    engine.startsInterpreted = native == nil
    for (jobs, failuresEndRuns) in jobs.flatMap({ [($0, false), ($0, true)] }) {
      var task = CheckTask(
        system: system, claims: claims, deadlock: .off, symmetry: true,
        budget: Budget(jobs: jobs, timeout: .seconds(600)))
      task.failuresEndRuns = failuresEndRuns
      task.audit.extent = native == nil ? .off : .full
      let result = try await engine.check(task, observer: Silence())
      #expect(result.statistics.failedSteps == UInt64(reference.failedSteps), "\(name)")
      for finding in result.findings where finding.claim.isLeadsTo(in: system) {
        guard case .property(let id) = finding.claim else { continue }
        tally.counts[finding.verdict.word, default: 0] += 1
        let answer = reference.answer(id)
        let isOpen = reference.failedSteps > 0 && !failuresEndRuns
        let comment: Comment =
          "\(name): \(system[id].name): \(finding.verdict.word), but by fixpoints \(answer)"
        switch finding.verdict.kind {
        case .explored: #expect(answer == .holds && !isOpen, comment)
        case .violated: #expect(answer == .violated, comment)
        // Behind steps that fail may be what is waited for.
        case .unknown: #expect(answer == .fails || isOpen, comment)
        case .proved, .reached, .bounded: Issue.record(comment)
        }
      }
    }
  }
}
