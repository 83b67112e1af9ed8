import Checking
import Checks
import Diagnostics
import ExplicitState
import ModelIR
import Reporting
import Simulation

/// One model to check, from the command line or from a file of checks.
struct Job {
  var model: String
  var check: Check?
  /// Those with several values make it a sweep.
  private(set) var constants: [ConstantValues]
  var engine: EngineChoice
  var deadlock: DeadlockMode
  var symmetry: Bool
  var reduction = false
  var failuresEndRuns: Bool
  var stopAtFirst = false
  var budget: Budget
  var audit = AuditPlan(seed: AuditPlan.randomSeed)
  var storage = Storage.automatic
  /// Of one that may explore; it then does.
  var profiles = false {
    didSet { if profiles, engine == .auto { engine = .explore } }
  }
  /// Of one combination of a sweep, the values of what is swept.
  var combination: [ConstantSetting] = []
  /// The scalarset that the properties are to be proved for every size of; nil to do what the model says.
  var anySize: String?
  /// Empty for all.
  var properties: [String] = []
  var expected: [ExpectedProperty] = []
  /// Folders to save the search to and to go on from.
  var checkpoint: String?
  var resume: String?
  var checkpointInterval: Duration?
  /// Where the search goes on once memory is full.
  var disk: DiskChoice?
  /// To walk through the model instead of checking it.
  private(set) var simulation: SimulationPlan?

  init(_ check: Check, budget: BudgetOptions) {
    self.check = check
    model = check.model
    constants = check.settings
    engine = check.engine
    deadlock = check.deadlock
    symmetry = check.symmetry
    failuresEndRuns = check.failuresEndRuns
    anySize = check.anySize
    properties = check.properties.map(\.name)
    self.budget = budget.budget(check: check, maximumDepth: nil)
  }

  init(model: String, options: ModelOptions, budget: BudgetOptions) {
    self.model = model
    constants = options.settings
    engine = options.engine ?? .auto
    deadlock = options.deadlock ?? .stuttering
    symmetry = options.symmetry != .off
    reduction = options.reduction == .on
    failuresEndRuns = options.failuresEndRuns
    stopAtFirst = options.stopAtFirst
    self.budget = budget.budget(check: nil, maximumDepth: options.maxDepth)
    anySize = options.anySize?.visible
    properties = options.properties.map(\.visible)
    expected = options.expected
    checkpoint = options.checkpoint
    resume = options.resume
    checkpointInterval = options.checkpointInterval?.duration
    disk = options.disk
    if disk != nil { engine = .explore }
  }

  /// A simulation.
  init(model: String, walks: WalkOptions, budget: BudgetOptions) {
    self.model = model
    constants = walks.settings.map { ConstantValues(name: $0.name, values: [$0.value]) }
    engine = .auto
    deadlock = walks.deadlock
    symmetry = false
    failuresEndRuns = false
    stopAtFirst = walks.stopAtFirst
    self.budget = budget.budget(check: nil, maximumDepth: nil)
    properties = walks.properties.map(\.visible)
    simulation = walks.plan
  }

  /// Of the many searches of a sweep none is long.
  var effort: CompilerEffort { combination.isEmpty ? .much : .little }

  var start: EngineRegistry.Start { combination.isEmpty ? .interpreted : .compiled }

  /// Whether several ranks search for it together: one exploration, of which no profile is wanted.
  func isForRanks(anySize: String?, on system: TransitionSystem) -> Bool {
    guard simulation == nil, anySize == nil, !profiles, disk == nil, swept.isEmpty, combination.isEmpty else {
      return false
    }
    return EngineRegistry.name(of: engine, for: system) == ExplicitEngine.name
  }

  /// What heads the job in reports: the check's id, or the model.
  var name: String { check?.identity.id ?? model }

  /// The model's path as the file of checks has it.
  var modelAsWritten: String { check?.modelAsWritten ?? model }

  /// The constants with several values; empty if this is no sweep.
  var swept: [ConstantValues] { constants.filter { $0.values.count > 1 } }

  /// The constants with their values, in a sweep the first ones.
  var settings: [ConstantSetting] {
    constants.compactMap { constant in
      constant.values.first.map { ConstantSetting(name: constant.name, value: $0) }
    }
  }

  /// The job of each combination of constants, each with one thread; only this one if it is no sweep.
  var combinations: [Job] {
    let swept = swept
    guard !swept.isEmpty else { return [self] }
    let combinations = ConstantValues.combinations(of: constants)
    return combinations.map { settings in
      var job = self
      job.audit.searches = combinations.count
      job.constants = settings.map { ConstantValues(name: $0.name, values: [$0.value]) }
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
    var plan = CheckpointPlan(
      folder: checkpoint, resumed: resume, digest: "\(digest), \(task.deadlock.rawValue), \(claims)")
    if let checkpointInterval { plan.interval = checkpointInterval }
    return plan
  }

  /// Where the engine goes on once memory is full; only the same job on the same model goes on there.
  func disk(of task: CheckTask, digest: String) -> DiskPlan? {
    guard let disk else { return nil }
    let claims = task.claims.map { $0.name(in: task.system) }.joined(separator: ", ")
    return DiskPlan(
      folder: disk.folder, limit: disk.limit,
      digest: "\(P2PCheck.version), \(digest), \(task.deadlock.rawValue), \(claims)")
  }

  /// The scalarset that the properties of a system are to be proved for every size of.
  func anySize(in system: TransitionSystem) throws(UsageFailure) -> String? {
    guard simulation == nil else { return nil }
    if let anySize {
      let known = system.types.indices.map(TypeID.init).contains { id in
        guard case .scalarset = system[id].shape else { return false }
        return system[id].name == anySize
      }
      guard known else {
        throw UsageFailure("`\(model)` has no scalarset type `\(anySize)` that is not mixed with another one")
      }
      return anySize
    }
    // Whoever names an engine, or a bound, wants that.
    guard engine == .auto, budget.maximumDepth == nil, checkpoint == nil, resume == nil else { return nil }
    // Instances may be given the same type.
    let marked = Set(system.anySize.compactMap { system[$0].name })
    guard marked.count <= 1 else {
      throw UsageFailure("`\(model)` has `--@ any` before several types; choose one with '--any'")
    }
    return marked.first
  }

  func task(on system: TransitionSystem, countsOrbits: Bool = false) throws(UsageFailure) -> CheckTask {
    var task = CheckTask(
      system: system, claims: try claims(in: system), deadlock: deadlock, symmetry: symmetry,
      countsOrbits: countsOrbits && symmetry, stopAtFirst: stopAtFirst, budget: budget)
    task.failuresEndRuns = failuresEndRuns
    task.reduction = reduction
    task.audit = audit
    task.storage = storage
    task.profiles = profiles
    return task
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
    var expectations = try namedExpectations(in: system)
    expectations.value.isOfCombination = !combination.isEmpty
    return expectations
  }

  private func namedExpectations(in system: TransitionSystem) throws(UsageFailure) -> Parsed<Expectations> {
    if let check { return check.expectations(in: system, combination: combination) }
    var expectations = Expectations(isComplete: false, of: system)
    let claims = try claims(in: system)
    for expected in expected {
      for claim in try self.claims(named: expected.property, among: claims, in: system) {
        expectations.verdicts[claim] = expected.verdict
      }
    }
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

  init(_ message: String) { self.message = message.visible }
}
