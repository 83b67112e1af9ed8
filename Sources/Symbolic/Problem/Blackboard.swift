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
    var decisions: [Claim: Decision] = [:]
    var depths: [Claim: Int] = [:]
    var remarks: [Claim: String] = [:]
    var objections: [Claim: String] = [:]
    var interruptions: [Interruption] = []
    var hasGivenUp = false
    var lemmas: [Lemma] = []
    var clauses = 0
    var solverTime: Duration = .zero
  }

  private let content = Mutex(Content())
  private let claims: [Claim]
  /// Decided only because proofs of the others rest on them.
  private let auxiliary: [Claim]
  private let start: ContinuousClock.Instant
  private let deadline: ContinuousClock.Instant?
  private let observer: any CheckObserver
  private let stopped = Atomic<Bool>(false)
  private let stopAtFirst: Bool

  init(_ task: CheckTask, claims: [Claim], auxiliary: [Claim], observer: any CheckObserver) {
    self.claims = claims
    self.auxiliary = auxiliary
    let start = ContinuousClock.now
    self.start = start
    self.deadline = task.budget.timeout.map { start + $0 }
    self.observer = observer
    self.stopAtFirst = task.stopAtFirst
  }

  // MARK: - Claims

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
      if content.decisions[claim] == nil { content.decisions[claim] = .proved(certificate) }
    }
    endIfDone()
  }

  /// Why what a solver found does not count.
  func objection(to claim: Claim) -> String? { content.withLock { $0.objections[claim] } }

  /// Notes why a claim may stay undecided.
  func remark(_ claim: Claim, _ reason: String) { content.withLock { $0.remarks[claim] = reason } }
  func remark(of claim: Claim) -> String? { content.withLock { $0.remarks[claim] } }

  /// No run of at most `depth` firings decides the claim.
  func searched(_ claim: Claim, to depth: Int) { content.withLock { $0.depths[claim] = depth } }
  func depth(of claim: Claim) -> Int? { content.withLock { $0.depths[claim] } }

  /// Conditions that hold in every reachable state; the larger set counts.
  func learn(_ lemmas: [Lemma]) {
    content.withLock { if lemmas.count > $0.lemmas.count { $0.lemmas = lemmas } }
  }
  var lemmas: [Lemma] { content.withLock { $0.lemmas } }

  private func endIfDone() {
    let isDone = content.withLock { content in
      let decisions = claims.compactMap { content.decisions[$0] }
      let restsOnOthers = decisions.contains { if case .proved = $0 { true } else { false } }
      return decisions.count == claims.count
        && (!restsOnOthers || auxiliary.allSatisfy { content.decisions[$0] != nil })
        || stopAtFirst && decisions.contains { if case .refuted = $0 { true } else { false } }
    }
    if isDone { stop() }
  }

  // MARK: - Time

  /// A solver context that is interrupted when all work is to end.
  func context() throws(SolverError) -> Z3Context {
    let context = try Z3Context()
    content.withLock { $0.interruptions.append(context.interruption) }
    return context
  }

  var goesOn: Bool {
    if stopped.load(ordering: .relaxed) { return false }
    if observer.isCancelled || deadline.map({ ContinuousClock.now >= $0 }) == true {
      stop()
      return false
    }
    return true
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
  var reason: String? {
    if observer.isCancelled { return "interrupted" }
    if let deadline, ContinuousClock.now >= deadline { return "the time limit was reached" }
    return nil
  }

  /// Asks a solver, within the time that is left.
  func check(
    _ solver: Solver, _ assumptions: [Term], limits: SolverLimits = .none
  ) throws(SolverError) -> Answer {
    guard goesOn else { return .unknown(reason: reason ?? "decided") }
    let rest = timeLeft.map { UInt32(max(1, min($0 / .milliseconds(1), 1e9))) }
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
