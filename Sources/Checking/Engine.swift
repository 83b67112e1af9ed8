import Diagnostics
package import ModelIR

/// Something that decides claims about a transition system.
///
/// An engine never prints and returns no verdict it cannot back. Ending early (budget, cancellation) is a verdict, not
/// an error; `EngineFailure` is for a world that does not work.
package protocol Engine: Sendable {
  /// The word for `--engine`.
  static var name: String { get }

  func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure) -> CheckResult
}

/// One job for an engine.
package struct CheckTask: Sendable {
  package var system: TransitionSystem
  /// The claims to decide; others are neither reported nor a reason to go on.
  package var claims: [Claim]
  package var deadlock: DeadlockMode
  package var symmetry: Bool
  /// Whether of actions that do not depend on each other one order is enough, where that can be shown to hide nothing.
  package var reduction = false
  /// Whether to count the states that the visited ones stand for under symmetry, which takes time.
  package var countsOrbits: Bool
  /// Whether to compute a fingerprint of the set of visited states, once all are.
  package var digestsStates = false
  package var stopAtFirst: Bool
  /// Whether steps that fail are meant to end their runs; otherwise something unknown lies behind them.
  package var failuresEndRuns = false
  /// What the interpreter repeats of a search with compiled code.
  package var audit = AuditPlan()
  /// Whether to measure what the exploration spends its time on, which takes some; not with `reduction`.
  package var profiles = false
  /// How visited states are stored.
  package var storage = Storage.automatic
  package var budget: Budget

  package init(
    system: TransitionSystem, claims: [Claim], deadlock: DeadlockMode = .stuttering, symmetry: Bool = true,
    countsOrbits: Bool = false, stopAtFirst: Bool = false, budget: Budget = Budget()
  ) {
    self.system = system
    self.claims = claims
    self.deadlock = deadlock
    self.symmetry = symmetry
    self.countsOrbits = countsOrbits
    self.stopAtFirst = stopAtFirst
    self.budget = budget
  }
}

extension TransitionSystem {
  /// Everything that can be claimed of the system; assumptions are restrictions, not claims.
  package func claims(deadlock: DeadlockMode) -> [Claim] {
    var claims: [Claim] = propertyIDs.filter { self[$0].kind != .assumption }.map(Claim.property)
    claims.append(.noRuntimeError)
    if deadlock != .off { claims.append(.noDeadlock) }
    return claims
  }
}

/// The world failed: no memory to start with, a broken compiler, an unreadable checkpoint.
package struct EngineFailure: Error, Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The model needs something the engine cannot do; `message` says what, and what to do instead. Exit code 3.
    case unsupported
    /// A file could not be read or written. Exit code 74.
    case inputOutput
    /// Our own mistake: an answer that did not survive its confirmation. Exit code 70.
    case disagreement
  }

  package var kind: Kind
  /// A clear sentence for the user.
  package var message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message.visible
  }
}
