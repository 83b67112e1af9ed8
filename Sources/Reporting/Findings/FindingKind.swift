import Checking
package import Diagnostics
import ModelIR

/// What a finding is about; reports for other programs call it the rule that was checked.
package struct FindingKind: Hashable, Sendable {
  /// As reports write it; never changed, so that other programs recognise a finding from run to run.
  package var id: String
  /// One line.
  package var summary: String
  /// What to do about a finding of this kind.
  package var help: String

  private init(_ id: String, _ summary: String, help: String) {
    self.id = id
    self.summary = summary
    self.help = help
  }

  package init(_ code: DiagnosticCode) {
    self.init(code.name, code.summary, help: code.explanation)
  }

  package static let invariant = FindingKind(
    "invariant", "an invariant holds in every reachable state",
    help: """
      The trace is a shortest run into a state that violates the invariant. Either the design has this bug, or the model \
      allows a step that the design does not: look at each step of the trace.
      """)

  package static let assertion = FindingKind(
    "assertion", "an assertion holds whenever its statement is reached",
    help: "The last step of the trace reaches the statement while its condition is false.")

  package static let cover = FindingKind(
    "cover", "a cover is reached in some reachable state",
    help: """
      No run reaches it: the model does not do something that it is meant to do, so that its invariants say less than they \
      seem to. A guard that is too strong is the usual reason.
      """)

  package static let liveness = FindingKind(
    "liveness", "from every reachable state, a state can be reached in which the property holds",
    help: "From some state of the trace on there is no way to a state in which the property holds.")

  package static let leadsTo = FindingKind(
    "leadsto", "on every fair run, a state with the one thing is followed by a state with the other",
    help: """
      The run of the trace ends, or goes round for ever, without what it should lead to. If it goes round only because some \
      process never gets its turn, say of that process's rules that they are fair: `--@ fair`.
      """)

  package static let noRuntimeError = FindingKind(
    "no-runtime-error", "no evaluation ever fails",
    help: """
      After the trace something is evaluated that has no value: an index or a value out of range, an undefined value, a \
      division by zero, a failed assertion in a condition.
      """)

  package static let noDeadlock = FindingKind(
    "no-deadlock", "progress is always possible",
    help: """
      After the trace no rule is enabled, or none leads to another state. If the design may end there, choose another mode \
      with `deadlock`.
      """)

  package static let vacuity = FindingKind(
    "vacuity", "every rule fires and every premise is true, in some reachable state",
    help: """
      What is never exercised is not checked. If that is meant, list the rule under `never-fires` or the property under \
      `vacuous` in the file of checks.
      """)

  package static let noVerdict = FindingKind(
    "no-verdict", "every model can be checked",
    help: "A file could not be read, or the engine cannot do what the model needs: the message says which.")

  package static let proofs = FindingKind(
    "proofs", "the proofs of a check still prove what it says",
    help: """
      Look at what changed in the model or the check. If it is meant, `p2pcheck gate --update` makes new proofs and says \
      what became stronger or weaker; if not, `p2pcheck verify --check ID` shows a counterexample.
      """)

  /// Every kind but the diagnostics.
  package static let all: [FindingKind] = [
    .invariant, .assertion, .cover, .liveness, .leadsTo, .noRuntimeError, .noDeadlock, .vacuity, .noVerdict,
    .proofs,
  ]

  init(_ claim: Claim, in system: TransitionSystem) {
    switch claim {
    case .noRuntimeError: self = .noRuntimeError
    case .noDeadlock: self = .noDeadlock
    case .property(let id):
      switch system[id].kind {
      // Assumptions are not claims.
      case .invariant, .assumption: self = .invariant
      case .assertion: self = .assertion
      case .cover: self = .cover
      case .liveness: self = .liveness
      case .leadsTo: self = .leadsTo
      }
    }
  }
}
