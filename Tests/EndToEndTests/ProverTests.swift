import Checking
import Encoding
import ModelIR
import Symbolic
import TestSupport
import Testing

/// Two engines, one semantics: what one says for certain the other never denies.
@Suite("The prover and the explorer agree")
struct ProverTests {
  @Test("on the corpus", arguments: CorpusModel.all)
  func corpus(_ model: CorpusModel) async throws {
    guard model.outcome != .rejected else { return }
    try await compare(model.text, name: model.path, deadlock: model.deadlock)
  }

  @Test("on random models", arguments: Amount.proverModels.hands(2))
  func random(_ seeds: Amount.Hand) async throws { try await compare(seeds, of: .ordinary) }

  @Test("on random models with multisets", arguments: Amount.proverModels.hands(2))
  func multisets(_ seeds: Amount.Hand) async throws { try await compare(seeds, of: .multisets) }

  @Test("on random models about scalarsets", arguments: Amount.proverModels.hands(2))
  func scalarsets(_ seeds: Amount.Hand) async throws { try await compare(seeds, of: .scalarsets) }

  @Test("on random models with counts and sums", arguments: Amount.proverModels.hands(2))
  func folds(_ seeds: Amount.Hand) async throws {
    try await compare(seeds, of: .folds)
    try await compare(seeds, of: .scalarsetFolds)
  }

  @Test(
    "on random models that write records and arrays out", arguments: Amount.proverModels.hands(2))
  func literals(_ seeds: Amount.Hand) async throws {
    try await compare(seeds, of: .literals)
    try await compare(seeds, of: .scalarsetLiterals)
  }

  @Test("on random models that say something of steps", arguments: Amount.proverModels.hands(2))
  func steps(_ seeds: Amount.Hand) async throws {
    try await compare(seeds, of: .steps)
    try await compare(seeds, of: .scalarsetSteps)
  }

  @Test("on random models about alignment", arguments: Amount.alignedModels.hands(2))
  func aligned(_ seeds: Amount.Hand) async throws { try await compare(seeds, of: .aligned) }

  @Test("on random models of numbers at the ends of 64 bits", arguments: Amount.proverModels.hands(2))
  func limits(_ seeds: Amount.Hand) async throws { try await compare(seeds, of: .limits) }

  /// How often the prover answered what.
  private struct Tally: CustomStringConvertible {
    var models = 0
    var unsupported = 0
    var verdicts: [String: Int] = [:]

    var description: String {
      let words = verdicts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      return "\(models) random models, \(unsupported) of them unsupported; explorer/prover: "
        + words.joined(separator: ", ")
    }

    mutating func count(_ left: Verdict, _ right: Verdict) {
      let words = [left, right].map { $0.word.prefix { $0 != " " } }
      verdicts[words.joined(separator: "/"), default: 0] += 1
    }
  }

  private func compare(_ text: String, name: String, deadlock: String) async throws {
    var tally = Tally()
    try await compare(text, name: name, deadlock: deadlock, confirms: true, &tally)
  }

  private func compare(_ seeds: Amount.Hand, of source: RandomSource) async throws {
    var tally = Tally()
    for seed in seeds {
      let model = source.model(seed)
      try await compare(
        model.text, name: model.name, deadlock: model.deadlock, confirms: confirms(seed, source), &tally)
    }
    print(tally)
  }

  /// Every solver takes a process for each script: a long run, or one about hard questions, asks them about some models only.
  private func confirms(_ seed: UInt64, _ source: RandomSource) -> Bool {
    if source == .aligned { return seed.isMultiple(of: 10) }
    return Amount.proverModels.count <= 1000 || seed.isMultiple(of: 50)
  }

  private func compare(
    _ text: String, name: String, deadlock: String, confirms: Bool, _ tally: inout Tally
  ) async throws {
    tally.models += 1
    let system = try Run.system(text, name: name)
    let mode = try #require(DeadlockMode(rawValue: deadlock))
    let explored = try await Run(deadlock: mode, maximumDepth: 200).check(system)
    let task = CheckTask(
      system: system, claims: system.claims(deadlock: mode), deadlock: mode,
      budget: Budget(jobs: 1, timeout: Amount.proverTime, maximumDepth: 8))
    let proved: CheckResult
    do {
      proved = try await SymbolicEngine().check(task, observer: Silence())
    } catch {
      #expect(error.kind == .unsupported, "\(name): \(error.message)")
      tally.unsupported += 1
      return
    }
    var isConfirmed = !confirms
    for (left, right) in zip(explored.findings, proved.findings) {
      tally.count(left.verdict, right.verdict)
      let claim = "\(name), \(left.claim.name(in: system)): \(left.verdict.word), \(right.verdict.word)"
      switch (left.verdict, right.verdict) {
      case (_, .proved) where explored.statistics.failedSteps > 0, (.explored, .violated),
        (.violated, .proved), (.reached, .violated), (.violated(nil), .reached):
        Issue.record("\(claim)")
      case (.violated(let left?), .violated(let right?)), (.reached(let left), .reached(let right)):
        #expect(left.length <= right.length, "\(claim)")
      case (.violated(let left?), .bounded(let depth, _)), (.reached(let left), .bounded(let depth, _)):
        #expect(left.length > depth, "\(claim)")
      case (.explored, _), (.proved, _), (.violated, _), (.reached, _), (.bounded, _), (.unknown, _): break
      }
      // One certificate of each model.
      if !isConfirmed, case .proved(let certificate) = right.verdict {
        isConfirmed = true
        let scripts = try CertificateScripts(system, certificate, claim: right.claim, deadlock: mode)
        for script in scripts.all { try confirm(script, claim) }
      }
    }
  }

  /// Whatever other solvers there are find the script unsatisfiable, or do not know after some seconds: products and quotients
  /// of variables are beyond some of them.
  private func confirm(_ script: CertificateScripts.Script, _ claim: String) throws {
    for solver in ForeignSolver.installed {
      let answer = try solver.ask(script.text, seconds: 5)
      #expect(answer != .satisfiable, "\(solver): \(script.name) of \(claim)")
    }
  }
}
