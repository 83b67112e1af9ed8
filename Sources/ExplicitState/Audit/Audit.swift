import Checking
import ModelIR
import Synchronization

/// Repeats a part of a search with the reference interpreter, and the looking up of all states.
///
/// What compiled code did with a state is compared with what the interpreter does: successors, hashes, findings. Every
/// successor must have been visited, and nothing found against a claim that the search has nothing against. A claim of all
/// states so rests on the interpreter for those of them that were looked at, not on a C compiler and what it was given.
struct Audit {
  private let subject: AuditSubject
  private let plan: AuditPlan
  private let exploration: Exploration
  /// What the search counted.
  private let counts: FiringCounts
  private let silent: SilentConditions
  private let stored: StoredStates
  private let budget: AuditBudget
  private let record = AuditRecord()

  /// Which part of the time is spent on what; what one leaves over nobody else gets.
  private enum Part {
    static let table = 0.1
    static let rareContents = 0.1
    static let states = 0.5
    static let silentConditions = 0.15
    static let rareRules = 0.15
  }

  /// From so many states on a walk begins at one in so many of them, and has so many steps.
  private static let walk = (every: 8, steps: 8)
  /// A rule that the interpreter has fired less often is searched for.
  private static let fewFirings: UInt64 = 8
  /// Most states in which something is searched for.
  private static let mostGlances = 1 << 16

  init(_ exploration: Exploration, _ counts: FiringCounts, _ subject: AuditSubject, plan: AuditPlan) {
    self.exploration = exploration
    self.counts = counts
    self.subject = subject
    self.plan = plan
    silent = SilentConditions(
      Interpreter(subject.system, stop: subject.stop.flag), counts, undecided: subject.undecided)
    stored = StoredStates(exploration.storedRanges)
    budget = AuditBudget(exploration.context, plan)
  }

  /// What was looked at, or a failure that says what is wrong.
  func run() throws(EngineFailure) -> AuditAccount {
    let deadline = AuditDeadline(budget, raising: subject.stop)
    deadline.begin()
    defer { deadline.end() }
    do throws(Discrepancy) {
      let table = try lookUp()
      let isComplete = try repeatStates()
      if !isComplete, plan.extent == .sample {
        try searchSilent()
        try searchRareRules()
      }
      return AuditAccount(
        states: record.states, glances: record.glances, lookups: UInt64(table.lookups),
        isComplete: isComplete, plan: plan)
    } catch {
      throw EngineFailure(.disagreement, "the search and the interpreter disagree: \(error.message)")
    }
  }

  /// Runs a part of the audit on all threads; the first discrepancy ends it.
  private func share(
    _ part: Double, _ body: @escaping @Sendable (Int, AuditBudget.Share) throws(Discrepancy) -> Void
  ) throws(Discrepancy) {
    let (record, budget) = (record, budget)
    let number = Atomic(0)
    exploration.crew.run { _ in
      let (thread, _) = number.add(1, ordering: .relaxed)
      do throws(Discrepancy) {
        try body(thread, budget.share(part))
      } catch {
        record.note(error)
      }
    }
    if let discrepancy = record.discrepancy { throw discrepancy }
  }

  private func lookUp() throws(Discrepancy) -> TableAudit {
    let table = TableAudit(subject.space)
    try share(Part.table) { _, share throws(Discrepancy) in try table.work(within: share) }
    guard !table.isComplete || table.lookups == stored.count else {
      throw Discrepancy("\(stored.count) states are stored, \(table.lookups) can be found")
    }
    return table
  }

  /// Whether all states were looked at.
  private func repeatStates() throws(Discrepancy) -> Bool {
    let isAll = plan.extent == .full || stored.count <= AuditSample.size
    let sample = isAll ? AuditSample(all: stored, seed: plan.seed) : chosen()
    let (subject, record, seed, isSample) = (subject, record, plan.seed, plan.extent == .sample)
    let next = Atomic(0)
    let left = Atomic(sample.states.count)
    try share(Part.states) { thread, share throws(Discrepancy) in
      var audit = StateAudit(subject, isSample: isSample)
      defer { record.add(audit) }
      var dice = Dice(seed: seed, stream: 16 + thread)
      while share.goesOn, record.discrepancy == nil {
        let (number, _) = next.add(1, ordering: .relaxed)
        guard number < sample.states.count else { return }
        guard var successors = try audit.examine(sample.states[number]) else { return }
        left.subtract(1, ordering: .relaxed)
        guard !isAll, number % Self.walk.every == 0 else { continue }
        for _ in 0..<Self.walk.steps where share.goesOn {
          guard let step = successors.randomElement(using: &dice), let next = try audit.examine(step)
          else { break }
          successors = next
        }
      }
    }
    guard isAll, left.load(ordering: .relaxed) == 0 else { return false }
    guard !subject.isReduced else { return true }
    let counted = counts.firings
    for rule in subject.system.ruleIDs
    where subject.checkedDepth == nil && record.firings[rule.index] != counted[rule.index] {
      throw Discrepancy(
        "\"\(subject.system[rule].name)\" fires \(record.firings[rule.index]) times; "
          + "\(counted[rule.index]) were counted")
    }
    guard subject.checkedDepth != nil || record.failures == counts.failures else {
      throw Discrepancy("more or fewer steps fail than were counted")
    }
    return true
  }

  private func chosen() -> AuditSample {
    let rare = RareContents.states(
      of: stored, in: subject.space.store, subject.layout, seed: plan.seed,
      within: budget.share(Part.rareContents))
    return AuditSample(of: stored, rare: rare, seed: plan.seed)
  }

  /// Looks for states in which something is the case that never was.
  private func searchSilent() throws(Discrepancy) {
    guard !silent.isEmpty else { return }
    let (silent, subject) = (silent, subject)
    try search(Part.silentConditions, stream: 64) { _, state in
      silent.isSpoken(in: subject.layout.unpack(subject.space.store.state(state)))
    }
  }

  /// Looks for states in which rules fire that seldom do.
  private func searchRareRules() throws(Discrepancy) {
    let rare = subject.system.ruleIDs.filter {
      counts.firings[$0.index] > 0 && record.firings[$0.index] < Self.fewFirings
    }
    guard !rare.isEmpty else { return }
    try search(Part.rareRules, stream: 128) { audit, state in audit.fires(anyOf: rare, in: state) }
  }

  /// Examines states that are of interest, among states by chance.
  private func search(
    _ part: Double, stream: Int, isOfInterest: @escaping @Sendable (StateAudit, UInt32) -> Bool
  ) throws(Discrepancy) {
    let (stored, subject, record, seed) = (stored, subject, record, plan.seed)
    let isSample = plan.extent == .sample
    try share(part) { thread, share throws(Discrepancy) in
      var audit = StateAudit(subject, isSample: isSample)
      defer { record.add(audit) }
      var dice = Dice(seed: seed, stream: stream + thread)
      for _ in 0..<Self.mostGlances where share.goesOn && record.discrepancy == nil {
        let state = stored[Int.random(in: 0..<stored.count, using: &dice)]
        record.glance()
        if isOfInterest(audit, state) { _ = try audit.examine(state) }
      }
    }
  }
}

/// What all threads of an audit have found out.
private final class AuditRecord: Sendable {
  private struct Totals {
    var states: UInt64 = 0
    var sampled: Set<UInt32> = []
    var firings: [UInt64] = []
    var failures: UInt64 = 0
    var discrepancy: Discrepancy?
  }

  private let totals = Mutex(Totals())
  private let glanceCount = Atomic<UInt64>(0)

  /// Each of a sample once.
  var states: UInt64 { totals.withLock { $0.sampled.isEmpty ? $0.states : UInt64($0.sampled.count) } }
  /// By rule.
  var firings: [UInt64] { totals.withLock { $0.firings } }
  var failures: UInt64 { totals.withLock { $0.failures } }
  var glances: UInt64 { glanceCount.load(ordering: .relaxed) }
  /// The first one.
  var discrepancy: Discrepancy? { totals.withLock { $0.discrepancy } }

  func glance() { glanceCount.add(1, ordering: .relaxed) }

  func note(_ discrepancy: Discrepancy) {
    totals.withLock { if $0.discrepancy == nil { $0.discrepancy = discrepancy } }
  }

  func add(_ audit: StateAudit) {
    totals.withLock {
      $0.states += audit.states
      $0.failures += audit.failures
      $0.sampled.formUnion(audit.sampled)
      if $0.firings.isEmpty { $0.firings = audit.firings.map { _ in 0 } }
      for rule in $0.firings.indices { $0.firings[rule] += audit.firings[rule] }
    }
  }
}
