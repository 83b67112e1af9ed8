import Checking
import Encoding
import ModelIR
import Synchronization
import Z3

/// What the strategies know together: decided claims, how deep was searched, when to stop.
///
/// A claim is decided once; whoever decides it ends the others' work on it.
final class Blackboard: Sendable {
  /// How a claim was decided.
  enum Decision: Sendable {
    case refuted(Trace)
    case proved(Certificate)
  }

  private struct Content {
    var claims: [Claim] = []
    /// Decided only because proofs of the others rest on them.
    var auxiliary: [Claim] = []
    var decisions: [Claim: Decision] = [:]
    var depths: [Claim: Int] = [:]
    var remarks: [Claim: String] = [:]
    var objections: [Claim: String] = [:]
    var interruptions: [SolverInterrupt] = []
    var hasGivenUp = false
    /// Why the strategies were ended.
    var reason: String?
    /// When time was up.
    var end: ContinuousClock.Instant?
    var lemmas: [Lemma] = []
    var background = InductiveSet([])
    var powers: PowerDefinitions?
    var facts: [Property] = []
    var clauses = 0
    var solverTime: Duration = .zero
  }

  private let content = Mutex(Content())
  private let start: ContinuousClock.Instant
  private let deadline: ContinuousClock.Instant?
  private let observer: any CheckObserver
  private let stopped = Atomic<Bool>(false)
  private let stopAtFirst: Bool
  /// Of the time limit, what is kept for the check of proofs once there is one.
  private let reserve: Duration
  /// How long verdicts may take when time is up.
  private static let moment: Duration = .milliseconds(700)
  /// How long strategies may take to notice that they are to end.
  private static let patience: Duration = .milliseconds(300)

  init(_ task: CheckTask, observer: any CheckObserver) {
    let start = ContinuousClock.now
    self.start = start
    self.deadline = task.budget.timeout.map { start + $0 }
    self.observer = observer
    self.stopAtFirst = task.stopAtFirst
    reserve = (task.budget.timeout ?? .zero) / 4
  }

  // MARK: - Claims

  /// Work is over once all of these are decided, and what their proofs rest on.
  func begin(_ claims: [Claim], auxiliary: [Claim]) {
    content.withLock { ($0.claims, $0.auxiliary) = (claims, auxiliary) }
  }

  func isOpen(_ claim: Claim) -> Bool { content.withLock { $0.decisions[claim] == nil } }

  func decision(_ claim: Claim) -> Decision? { content.withLock { $0.decisions[claim] } }

  /// Records a violation or a reached cover, or why there is no trace of it.
  func refute(_ claim: Claim, _ trace: Trace?, orBecause objection: String) {
    content.withLock { content in
      guard let trace else {
        content.objections[claim] = objection
        return
      }
      if content.decisions[claim] == nil { content.decisions[claim] = .refuted(trace) }
    }
    endIfDone()
  }

  func prove(_ claim: Claim, _ certificate: Certificate) {
    content.withLock { content in
      var certificate = certificate
      // The questions took them for granted.
      certificate.invariants.insert(
        contentsOf: content.facts.filter { !certificate.invariants.contains($0) }, at: 0)
      if content.decisions[claim] == nil { content.decisions[claim] = .proved(certificate) }
    }
    endIfDone()
  }

  /// Why what a solver found does not count.
  func objection(to claim: Claim) -> String? { content.withLock { $0.objections[claim] } }

  /// Notes why a claim may stay undecided.
  func remark(_ claim: Claim, _ reason: String) { content.withLock { $0.remarks[claim] = reason } }
  /// Likewise, for one that cannot be evaluated somewhere.
  func remarkFailure(of claim: Claim) { remark(claim, "evaluating it fails in some reachable state") }
  func remark(of claim: Claim) -> String? { content.withLock { $0.remarks[claim] } }

  /// No run of at most `depth` firings decides the claim.
  func searched(_ claim: Claim, to depth: Int) { content.withLock { $0.depths[claim] = depth } }
  func depth(of claim: Claim) -> Int? { content.withLock { $0.depths[claim] } }

  /// Conditions that hold in every reachable state; the larger set counts.
  func learn(_ lemmas: [Lemma]) {
    content.withLock { if lemmas.count > $0.lemmas.count { $0.lemmas = lemmas } }
  }
  var lemmas: [Lemma] { content.withLock { $0.lemmas } }

  /// Lemmas that are inductive together, on which others build.
  func lay(background: InductiveSet) { content.withLock { $0.background = background } }
  var background: InductiveSet { content.withLock(\.background) }

  /// Which constants are powers of two in every reachable state, as lemmas say that are inductive together: from now on
  /// solvers are given them as such.
  func know(_ powers: PowerDefinitions, because facts: [Property]) {
    content.withLock { ($0.powers, $0.facts) = (powers, facts) }
  }

  private func endIfDone() {
    let isDone = content.withLock { content in
      let claims = content.claims
      let decisions = claims.compactMap { content.decisions[$0] }
      let restsOnOthers = decisions.contains { if case .proved = $0 { true } else { false } }
      return decisions.count == claims.count
        && (!restsOnOthers || content.auxiliary.allSatisfy { content.decisions[$0] != nil })
        || stopAtFirst && decisions.contains { if case .refuted = $0 { true } else { false } }
    }
    if isDone { stop() }
  }

  // MARK: - Time

  /// A solver context that is interrupted when all work is to end.
  func context() throws(SolverError) -> Z3Context {
    let context = try Z3Context()
    context.powers = content.withLock { content in
      content.interruptions.append(context.interruption)
      return content.powers
    }
    return context
  }

  var goesOn: Bool {
    if stopped.load(ordering: .relaxed) { return false }
    if isTimeUp || isOnReserve {
      let reason = endReason
      content.withLock { if $0.reason == nil { $0.reason = reason } }
      stop()
      return false
    }
    return true
  }

  /// Why time is up, if it is.
  var endReason: String { observer.isCancelled ? "interrupted" : "the time limit was reached" }

  /// Whether the user, or the clock, ends the check.
  private var isTimeUp: Bool {
    guard observer.isCancelled || deadline.map({ ContinuousClock.now >= $0 }) == true else { return false }
    content.withLock { if $0.end == nil { $0.end = .now } }
    return true
  }

  private var isOnReserve: Bool {
    guard let deadline, ContinuousClock.now >= deadline - reserve else { return false }
    return content.withLock {
      $0.decisions.values.contains { if case .proved = $0 { true } else { false } }
    }
  }

  /// Whether the moment is over that verdicts have once time is up.
  var isConcluded: Bool { isTimeUp && timeToConclude <= .zero }

  /// How long verdicts may take.
  var timeToConclude: Duration {
    let end = content.withLock(\.end) ?? deadline
    return end.map { $0 + Self.moment - .now } ?? .seconds(300)
  }

  /// Runs a strategy on a thread of its own; nil if it does not notice that it is to end.
  func work<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value? {
    try await onDeepStack(patience: Self.patience, after: { !self.goesOn }, body)
  }

  /// Finds out what can be said in the end; nil if that takes too long.
  func conclude<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value? {
    try await onDeepStack(patience: .zero, after: { self.isConcluded }, body)
  }

  var isCancelled: Bool { observer.isCancelled }

  /// Nil without a time limit.
  var timeLeft: Duration? { deadline.map { $0 - ContinuousClock.now } }

  /// Ends all work; running checks answer "unknown".
  func stop() {
    stopped.store(true, ordering: .relaxed)
    for interruption in content.withLock({ $0.interruptions }) { interruption.interrupt() }
  }

  /// No strategy that proves is at work any more.
  func giveUp() { content.withLock { $0.hasGivenUp = true } }
  var hasGivenUp: Bool { content.withLock { $0.hasGivenUp } }

  /// Why work ended before everything was decided.
  var reason: String? { content.withLock(\.reason) }

  /// Asks a solver, within the time that is left.
  func check(
    _ solver: Solver, _ assumptions: [Term], limits: SolverLimits = .none
  ) throws(SolverError) -> Answer {
    guard goesOn else { return .unknown(reason: reason ?? "decided") }
    let rest = timeLeft.map(\.milliseconds)
    solver.limits = limits
    solver.limits.milliseconds = [rest, limits.milliseconds].compactMap { $0 }.min()
    let begin = ContinuousClock.now
    defer { content.withLock { $0.solverTime += ContinuousClock.now - begin } }
    return try solver.check(assuming: assumptions)
  }

  /// A solver for few hard questions, which without arrays go to Z3's SAT solver, or for many quick ones.
  func solver(
    for encoding: TransitionEncoding, in context: Z3Context? = nil, isQuick: Bool = false
  ) throws(SolverError) -> Solver {
    let hasArrays = encoding.leaves.contains { !$0.indices.isEmpty }
    let place = if let context { context } else { try self.context() }
    return try Solver(
      place, isQuick ? .incremental : hasArrays ? .general : .logic("QF_BV"))
  }

  // MARK: - Progress

  /// Tells the observer how far a strategy is; `clauses` are what it knows of states that few firings reach.
  func progress(_ strategy: String, _ step: ProofProgress.Step, clauses: Int? = nil) {
    let proof = content.withLock { content in
      if let clauses { content.clauses = clauses }
      return ProofProgress(
        step: step, lemmas: content.lemmas.count, clauses: content.clauses, solverTime: content.solverTime)
    }
    observer.progress(
      Progress(
        phase: strategy, states: 0, firings: 0, depth: 0, queued: 0, memory: 0,
        elapsed: ContinuousClock.now - start, proof: proof))
  }
}
