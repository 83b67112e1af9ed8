import Checking
import Encoding
import ModelIR

/// Turns the firings a solver found into evidence, and has it confirmed.
struct RunBuilder {
  private let confirmation: Confirmation
  private let canRun: Bool

  init(_ problem: SafetyProblem) {
    confirmation = Confirmation(problem.encoding.system, deadlock: problem.deadlock)
    canRun = problem.encoding.canWriteStates
  }

  /// Why there is no trace of what a solver found.
  var objection: String {
    canRun
      ? "the interpreter does not confirm what the solver found"
      : "a run that decides it was found, but its states are too large to be replayed; use smaller arrays"
  }

  /// The run of `firings`, ending as `origin` says; nil if the interpreter does not agree.
  func trace(_ claim: Claim, _ firings: [Firing], _ origin: Goal.Origin, arguments: [Value]) -> Trace? {
    switch origin {
    case .property: trace(claim, firings, .state(instance: arguments))
    case .propertyFailure(let id): trace(claim, firings, .property(id, instance: arguments))
    case .ruleFailure(let rule):
      trace(claim, firings, .guardOf(Firing(subject: .rule(rule), arguments: arguments)))
        ?? trace(claim, firings, .firing(Firing(subject: .rule(rule), arguments: arguments)))
    case .coverStatement(let rule):
      trace(claim, firings, .firing(Firing(subject: .rule(rule), arguments: arguments)))
    case .deadlock: trace(claim, firings, .deadlock)
    }
  }

  /// A trace of a start state that decides the claim by itself.
  func trace(_ claim: Claim, start firing: Firing) -> Trace? { trace(claim, [], .firing(firing)) }

  private func trace(_ claim: Claim, _ firings: [Firing], _ ending: Evidence.Ending) -> Trace? {
    guard canRun else { return nil }
    return try? confirmation.confirm(Evidence(claim: claim, firings: firings, ending: ending)).trace
  }
}
