import Checking
import ExplicitState
import ModelIR
import Simulation
import TestSupport
import Testing

/// Random walks: what they see is so, and who takes them makes no difference.
@Suite struct SimulationTests {
  private func simulate(
    _ system: TransitionSystem, deadlock: DeadlockMode = .stuttering, jobs: Int = 1, walks: Int = 6,
    depth: Int = 20, choice: SimulationPlan.Choice = .uniform, native: NativeOptions? = nil,
    timeout: Duration? = nil
  ) async throws -> CheckResult {
    let plan = SimulationPlan(seed: 5, walks: walks, depth: depth, choice: choice)
    let task = CheckTask(
      system: system, claims: system.claims(deadlock: deadlock), deadlock: deadlock, symmetry: false,
      budget: Budget(jobs: jobs, timeout: timeout))
    return try await SimulationEngine(plan, native: native).check(task, observer: Silence())
  }

  /// A simulation never denies what an exploration knows, and is never shorter.
  private func compare(
    _ simulated: CheckResult, _ explored: CheckResult, _ name: String, in system: TransitionSystem
  ) {
    for (left, right) in zip(simulated.findings, explored.findings) {
      let claim = "\(name), \(left.claim.name(in: system)): \(left.verdict.word), \(right.verdict.word)"
      switch (left.verdict, right.verdict) {
      case (.violated(let left?), .violated(let right?)), (.reached(let left), .reached(let right)):
        #expect(left.length >= right.length, "\(claim)")
      case (.violated, _), (.reached, _): Issue.record("\(claim)")
      case (.unknown, _): break
      case (.explored, _), (.proved, _), (.bounded, _): Issue.record("\(claim)")
      }
    }
  }

  @Test(
    "on the corpus", arguments: CorpusModel.all.filter { $0.outcome != .rejected && $0.outcome != .unknown })
  func corpus(_ model: CorpusModel) async throws {
    let system = try Run.system(model.text, name: model.path)
    let mode = try #require(DeadlockMode(rawValue: model.deadlock))
    let explored = try await Run(deadlock: mode, symmetry: false).check(system)
    compare(
      try await simulate(system, deadlock: mode, timeout: .seconds(1)), explored, model.path, in: system)
  }

  @Test("on random models, with compiled code as well", arguments: Amount.ownModels.hands(4))
  func random(_ seeds: Amount.Hand) async throws {
    for seed in seeds where Amount.isLong || seed.isMultiple(of: 4) {
      let model = RandomModel(seed: seed)
      let system = try Run.system(model.text, name: "seed \(seed)")
      let mode = try #require(DeadlockMode(rawValue: model.deadlock))
      let explored = try await Run(deadlock: mode, symmetry: false).check(system)
      let walked = try await simulate(system, deadlock: mode, walks: 5, depth: 20, choice: .rare)
      compare(walked, explored, "seed \(seed)", in: system)
      guard seed.isMultiple(of: 20) else { continue }
      let compiled = try await simulate(
        system, deadlock: mode, walks: 5, depth: 20, choice: .rare, native: NativeOptions(cache: nil))
      #expect(compiled.findings.map(\.verdict) == walked.findings.map(\.verdict), "seed \(seed)")
      #expect(compiled.statistics.firingsPerRule == walked.statistics.firingsPerRule, "seed \(seed)")
    }
  }

  @Test("threads make no difference", arguments: SimulationPlan.Choice.allCases)
  func threads(choice: SimulationPlan.Choice) async throws {
    for seed in 1...8 {
      let system = try Run.system(RandomModel(seed: UInt64(seed)).text, name: "seed \(seed)")
      let one = try await simulate(system, choice: choice)
      let four = try await simulate(system, jobs: 4, choice: choice)
      #expect(one.findings.map(\.verdict) == four.findings.map(\.verdict), "seed \(seed)")
    }
  }

  private static let counter = """
    const LIMIT: 12;
    var x: 0 .. 20; at: enum {LOW, HIGH, NEVER};
    startstate x := 0; at := LOW end;
    rule "up" x < LIMIT ==> x := x + 1; if x > 5 then at := HIGH end end;
    rule "down" x > 0 ==> x := x - 1 end;
    rule "never" x = 20 ==> x := 0 end;
    invariant "below" x < 9;
    liveness "again" x = 0;
    """

  @Test("a run is made as short as it can be, and what no walk came to is named")
  func counter() async throws {
    let system = try Run.system(Self.counter, name: "counter")
    let result = try await simulate(system, walks: 20, depth: 100)
    let violated = result.findings.compactMap { finding -> Int? in
      if case .violated(let trace?) = finding.verdict { trace.length } else { nil }
    }
    #expect(violated == [9])
    let notes = result.notes.map(\.message).joined(separator: "\n")
    #expect(notes.contains("seed 5") && notes.contains("rules that no walk took: `never`"))
    #expect(notes.contains("`at`: NEVER"))
    #expect(result.findings.contains { $0.verdict == .unknown(reason: "walks do not decide liveness") })
  }
}
