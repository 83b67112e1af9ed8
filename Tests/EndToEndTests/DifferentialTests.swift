import Checking
import ExplicitState
import ModelIR
import TestSupport
import Testing

@Suite("Whatever explores, the result is the same")
struct DifferentialTests {
  private static let mostAudited: UInt64 = Amount.isLong ? .max : 300

  @Test("interpreted and compiled, on the corpus", arguments: CorpusModel.all)
  func corpus(_ model: CorpusModel) async throws {
    guard model.outcome != .rejected else { return }
    try await compare(
      model.text, name: model.path, deadlock: model.deadlock, maximumDepth: model.maximumDepth)
  }

  @Test("interpreted and compiled, on random models", arguments: Amount.ownModels.hands(4))
  func random(_ seeds: Amount.Hand) async throws { try await compare(seeds, of: .ordinary) }

  @Test("interpreted and compiled, on random models with multisets", arguments: Amount.ownModels.hands(4))
  func multisets(_ seeds: Amount.Hand) async throws { try await compare(seeds, of: .multisets) }

  @Test(
    "interpreted and compiled, on random models that write to parameters",
    arguments: Amount.scalarsetModels.hands(4))
  func parameters(_ seeds: Amount.Hand) async throws { try await compare(seeds, of: .parameters) }

  @Test(
    "interpreted and compiled, on random models with fair rules", arguments: Amount.scalarsetModels.hands(4))
  func leadsTo(_ seeds: Amount.Hand) async throws { try await compare(seeds, of: .leadsTo) }

  @Test(
    "interpreted and compiled, on random models about scalarsets", arguments: Amount.scalarsetModels.hands(4))
  func scalarsets(_ seeds: Amount.Hand) async throws { try await compare(seeds, of: .scalarsets) }

  @Test(
    "interpreted and compiled, on random models with counts and sums",
    arguments: Amount.scalarsetModels.hands(4), [RandomSource.folds, .scalarsetFolds])
  func folds(_ seeds: Amount.Hand, _ source: RandomSource) async throws {
    try await compare(seeds, of: source)
  }

  @Test(
    "interpreted and compiled, on random models that write records and arrays out",
    arguments: Amount.scalarsetModels.hands(4), [RandomSource.literals, .scalarsetLiterals])
  func literals(_ seeds: Amount.Hand, _ source: RandomSource) async throws {
    try await compare(seeds, of: source)
  }

  @Test(
    "interpreted and compiled, on random models that say something of steps",
    arguments: Amount.scalarsetModels.hands(4), [RandomSource.steps, .scalarsetSteps])
  func steps(_ seeds: Amount.Hand, _ source: RandomSource) async throws {
    try await compare(seeds, of: source)
  }

  @Test(
    "interpreted and compiled, on random models of numbers at the ends of 64 bits",
    arguments: Amount.scalarsetModels.hands(4))
  func limits(_ seeds: Amount.Hand) async throws { try await compare(seeds, of: .limits) }

  private func compare(_ seeds: Amount.Hand, of source: RandomSource) async throws {
    for seed in seeds {
      let model = source.model(seed)
      try await compare(
        model.text, name: model.name, deadlock: model.deadlock, maximumDepth: nil,
        isThorough: Amount.isLong || seed.isMultiple(of: 4))
    }
  }

  /// A compiler that makes an effort takes most of the time: it compiles what is compared thoroughly only.
  private func compare(
    _ text: String, name: String, deadlock: String, maximumDepth: Int?, isThorough: Bool = true
  ) async throws {
    let system = try Run.system(text, name: name)
    var run = Run(deadlock: try #require(DeadlockMode(rawValue: deadlock)), maximumDepth: maximumDepth)
    let interpreted = try await run.check(system)
    #expect(interpreted.statistics.successor == "interpreted", "\(name)")
    var compiled = interpreted
    for effort in isThorough ? [CompilerEffort.least, .little] : [.least] {
      run.native = .quick(effort)
      // An audit has nothing to say either; it takes as long as the interpreter.
      run.audit = effort == .least && interpreted.statistics.states <= Self.mostAudited ? .full : .off
      compiled = try await run.check(system)
      let comparison: Comment = "\(name): compiled with \(effort) effort and interpreted"
      #expect(compiled.statistics.successor == "compiled", "\(name): \(compiled.notes)")
      #expect(compiled.summary(of: system) == interpreted.summary(of: system), comparison)
      #expect(counts(compiled) == counts(interpreted), comparison)
    }
    // As early as possible, however few states there are.
    run.native = .quick(.least)
    run.storage = .compact(from: 1)
    run.audit = interpreted.statistics.states <= Self.mostAudited ? .full : .off
    let compact = try await run.check(system)
    #expect(compact.summary(of: system) == interpreted.summary(of: system), "\(name): compact")
    #expect(counts(compact) == counts(interpreted), "\(name): compact")

    guard system.types.contains(where: { if case .scalarset = $0.shape { true } else { false } }) else {
      return
    }
    run.symmetry = true
    run.countsOrbits = true
    run.audit = interpreted.statistics.states <= Self.mostAudited ? .full : .off
    let reduced = try await run.check(system)
    #expect(reduced.summary(of: system) == compiled.summary(of: system), "\(name): with and without symmetry")
    #expect(reduced.statistics.states <= compiled.statistics.states, "\(name): with and without symmetry")
    if compiled.statistics.complete, system.startsAreWholeOrbits {
      #expect(
        reduced.statistics.statesOfOrbits == compiled.statistics.states, "\(name): the states of the orbits")
    }
    run.native = nil
    run.storage = .automatic
    let slow = try await run.check(system)
    #expect(
      slow.summary(of: system) == reduced.summary(of: system),
      "\(name): compiled and interpreted, with symmetry")
    #expect(counts(slow) == counts(reduced), "\(name): compiled and interpreted, with symmetry")
  }

  private func counts(_ result: CheckResult) -> [UInt64] {
    let statistics = result.statistics
    return [statistics.states, statistics.firings, UInt64(statistics.depth), statistics.failedSteps]
      + statistics.firingsPerRule + statistics.stopsPerRule
      + statistics.hitsPerProperty.map { $0 ?? .max }
  }
}
