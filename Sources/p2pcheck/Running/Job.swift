import Checking
import Diagnostics
import ExplicitState
import ModelIR
import Reporting

/// One model to check, from the command line or from a file of checks.
struct Job {
  var model: String
  var check: Check?
  var settings: [ConstantSetting]
  /// The constants with several values, of which `settings` has the first; empty if this is no sweep.
  var swept: [ConstantValues] = []
  /// The settings of every combination.
  private var allSettings: [[ConstantSetting]] = []
  var engine: EngineChoice
  var deadlock: DeadlockMode
  var symmetry: Bool
  var stopAtFirst = false
  var budget: Budget
  /// Of one combination of a sweep, the values of what is swept.
  var combination: [ConstantSetting] = []
  /// Empty for all.
  var properties: [String] = []
  var expected: [ExpectedProperty] = []
  /// Folders to save the search to and to go on from.
  var checkpoint: String?
  var resume: String?

  init(_ check: Check, budget: BudgetOptions) {
    self.check = check
    model = check.model
    settings = []
    engine = check.engine
    deadlock = check.deadlock
    symmetry = check.symmetry
    properties = check.properties.map(\.name)
    self.budget = budget.budget(check: check, maximumDepth: nil)
    set(check.settings)
  }

  init(model: String, options: ModelOptions, budget: BudgetOptions) {
    self.model = model
    settings = []
    engine = options.engine ?? .auto
    deadlock = options.deadlock ?? .stuttering
    symmetry = options.symmetry != .off
    stopAtFirst = options.stopAtFirst
    self.budget = budget.budget(check: nil, maximumDepth: options.maxDepth)
    properties = options.properties
    expected = options.expected
    checkpoint = options.checkpoint
    resume = options.resume
    set(options.settings)
  }

  private mutating func set(_ constants: [ConstantValues]) {
    swept = constants.filter { $0.values.count > 1 }
    allSettings = ConstantValues.combinations(of: constants)
    settings = allSettings.first ?? []
  }

  /// The job of each combination of constants, each with one thread; only this one if it is no sweep.
  var combinations: [Job] {
    guard !swept.isEmpty else { return [self] }
    return allSettings.map { settings in
      var job = self
      job.settings = settings
      job.swept = []
      job.combination = swept.compactMap { constant in settings.first { $0.name == constant.name } }
      job.budget.memory = budget.memory.map { $0 / max(1, budget.jobs) }
      job.budget.jobs = 1
      return job
    }
  }

  /// Where the engine saves the search; a saved one is only continued by the same job on the same model.
  func checkpoints(of task: CheckTask, digest: String) -> CheckpointPlan? {
    guard checkpoint != nil || resume != nil else { return nil }
    let claims = task.claims.map { $0.name(in: task.system) }.joined(separator: ", ")
    return CheckpointPlan(
      folder: checkpoint, resumed: resume, digest: "\(digest), \(task.deadlock.rawValue), \(claims)")
  }

  /// The claims to decide.
  func claims(in system: TransitionSystem) throws(UsageFailure) -> [Claim] {
    let claims = system.claims(deadlock: deadlock)
    guard !properties.isEmpty else { return claims }
    for name in properties { _ = try self.claims(named: name, among: claims, in: system) }
    return claims.filter { properties.contains($0.name(in: system)) }
  }

  /// What is expected of the claims.
  func expectations(in system: TransitionSystem) throws(UsageFailure) -> Parsed<Expectations> {
    if let check { return check.expectations(in: system, combination: combination) }
    var expectations = Expectations()
    let claims = try claims(in: system)
    for expected in expected {
      for claim in try self.claims(named: expected.property, among: claims, in: system) {
        expectations.verdicts[claim] = expected.verdict
      }
    }
    expectations.isOfCombination = !combination.isEmpty
    return Parsed(expectations)
  }

  private func claims(
    named name: String, among claims: [Claim], in system: TransitionSystem
  ) throws(UsageFailure) -> [Claim] {
    let named = claims.filter { $0.name(in: system) == name }
    guard named.isEmpty else { return named }
    let help = Suggestion.help(for: name, among: claims.map { $0.name(in: system) })
    throw UsageFailure("`\(model)` has no property `\(name)`" + (help.map { "; \($0)" } ?? ""))
  }
}

/// A command line that does not fit the model: exit code 64.
struct UsageFailure: Error {
  var message: String

  init(_ message: String) { self.message = message }
}
