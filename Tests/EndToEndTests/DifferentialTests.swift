import Checking
import ExplicitState
import ModelIR
import TestSupport
import Testing

@Suite("Whatever explores, the result is the same")
struct DifferentialTests {
  @Test("interpreted and compiled, on the corpus", arguments: CorpusModel.all)
  func corpus(_ model: CorpusModel) async throws {
    guard model.outcome != .rejected else { return }
    try await compare(
      model.text, name: model.path, deadlock: model.deadlock, maximumDepth: model.maximumDepth)
  }

  @Test("interpreted and compiled, on random models", arguments: Amount.ownModels.hands(4))
  func random(_ seeds: [UInt64]) async throws {
    for seed in seeds {
      let model = RandomModel(seed: seed)
      try await compare(model.text, name: "seed \(seed)", deadlock: model.deadlock, maximumDepth: nil)
    }
  }

  private func compare(_ text: String, name: String, deadlock: String, maximumDepth: Int?) async throws {
    let system = try Run.system(text, name: name)
    var run = Run(deadlock: try #require(DeadlockMode(rawValue: deadlock)), maximumDepth: maximumDepth)
    let interpreted = try await run.check(system)
    #expect(interpreted.statistics.successor == "interpreted", "\(name)")
    var compiled = interpreted
    for effort in [CompilerEffort.least, .little] {
      run.native = .quick(effort)
      // An audit has nothing to say either.
      run.audit = effort == .least ? .full : .off
      compiled = try await run.check(system)
      let comparison: Comment = "\(name): compiled with \(effort) effort and interpreted"
      #expect(compiled.statistics.successor == "compiled", "\(name): \(compiled.notes)")
      #expect(summary(compiled, system) == summary(interpreted, system), comparison)
      #expect(counts(compiled) == counts(interpreted), comparison)
    }

    guard system.types.contains(where: { if case .scalarset = $0.shape { true } else { false } }) else {
      return
    }
    run.symmetry = true
    run.countsOrbits = true
    run.audit = .full
    let reduced = try await run.check(system)
    #expect(summary(reduced, system) == summary(compiled, system), "\(name): with and without symmetry")
    #expect(reduced.statistics.states <= compiled.statistics.states, "\(name): with and without symmetry")
    if compiled.statistics.complete, isClosed(Set(system.startStates(by: Interpreter(system))), system) {
      #expect(
        reduced.statistics.statesOfOrbits == compiled.statistics.states, "\(name): the states of the orbits")
    }
    run.native = nil
    let slow = try await run.check(system)
    #expect(
      summary(slow, system) == summary(reduced, system), "\(name): compiled and interpreted, with symmetry")
    #expect(counts(slow) == counts(reduced), "\(name): compiled and interpreted, with symmetry")
  }

  /// Whether the start states are whole orbits: `clear` picks the first element.
  private func isClosed(_ starts: Set<State>, _ system: TransitionSystem) -> Bool {
    let scalarsets = ScalarsetSymmetry(system).symmetric
    let orbits = OrbitSizes(system, scalarsets: scalarsets)
    guard let layout = StateLayout(system),
      let permutations = OrbitEnumeration(system, scalarsets: scalarsets)
    else { return false }
    var sizes: [[UInt64]: UInt64] = [:]
    for start in starts {
      sizes[permutations.representative(of: start, layout: layout)] = orbits.size(of: start)
    }
    return sizes.values.reduce(0, +) == starts.count
  }

  /// A line per claim: its name, the verdict and the length of the trace.
  private func summary(_ result: CheckResult, _ system: TransitionSystem) -> [String] {
    result.findings.map { finding in
      let length = finding.verdict.trace.map { " in \($0.length)" } ?? ""
      return "\(finding.claim.name(in: system)): \(finding.verdict.word)\(length)"
    }
  }

  private func counts(_ result: CheckResult) -> [UInt64] {
    let statistics = result.statistics
    return [statistics.states, statistics.firings, UInt64(statistics.depth)] + statistics.firingsPerRule
      + statistics.hitsPerProperty.map { $0 ?? .max }
  }
}

extension TransitionSystem {
  fileprivate func startStates(by interpreter: Interpreter) -> [State] {
    interpreter.startFirings.compactMap { firing in
      if case .next(let state, _) = interpreter.start(firing) { state } else { nil }
    }
  }
}
