import Checking
import ExplicitState
import ModelIR
import Synchronization
import Testing

/// Runs a search, replays every trace it returns, and hands back the result.
struct SearchRun {
  var system: TransitionSystem
  var claims: [Claim]?
  var deadlock = DeadlockMode.stuck
  var stopAtFirst = false
  var failuresEndRuns = false
  var budget = Budget()
  /// Builds the successor function; the interpreter's by default.
  var successor: ((TransitionSystem, StateLayout) -> any Successor)?
  var checkpoints: CheckpointPlan?
  var disk: DiskPlan?
  /// Of the interpreter, that is not compiled, there is nothing to audit.
  var audit = AuditPlan(.off)
  var storage = Storage.automatic
  var observer = SilentObserver()

  init(_ system: TransitionSystem) { self.system = system }

  func result() throws -> CheckResult {
    let layout = try #require(StateLayout(system))
    var task = CheckTask(
      system: system, claims: claims ?? system.claims(deadlock: deadlock), deadlock: deadlock,
      symmetry: false,
      stopAtFirst: stopAtFirst, budget: budget)
    task.audit = audit
    task.storage = storage
    task.failuresEndRuns = failuresEndRuns
    let function =
      successor?(system, layout) ?? InterpretedSuccessor(system, layout: layout, orbits: nil)
    let search = Search(
      task: task, layout: layout, successor: function, observer: observer, checkpoints: checkpoints,
      disk: disk)
    guard case .result(let result) = try search.run() else {
      throw ReducedTooFar()
    }
    let replay = Checking.Confirmation(system, deadlock: deadlock)
    for trace in result.findings.compactMap(\.verdict.trace) {
      #expect(replay.objection(to: trace) == nil)
    }
    return result
  }
}

/// A search that came to something that depends on the order of elements.
struct ReducedTooFar: Error {}

extension CheckResult {
  func verdict(_ claim: Claim) -> Verdict? { findings.first { $0.claim == claim }?.verdict }

  func verdict(_ property: PropertyID) -> Verdict? { verdict(.property(property)) }
}

/// An observer that can cancel after a number of polls.
final class SilentObserver: CheckObserver {
  private let polls: Atomic<Int>

  init(cancelAfter polls: Int = .max) { self.polls = Atomic(polls) }

  func progress(_ progress: Progress) {}

  var isCancelled: Bool { polls.subtract(1, ordering: .relaxed).newValue < 0 }
}
