package import Checking
import ModelIR

/// Other ways than a trace takes: what can happen in a state, and where it leads.
package struct TraceExploration: Sendable {
  /// Something that can happen.
  struct Option: Hashable {
    var step: TraceDocument.Step
    /// Nil if it fails.
    var state: State?
    /// Why it fails.
    var failure: String?
  }

  private let context: TraceContext
  private let interpreter: Interpreter
  private let claim: Claim
  /// After each step of the trace.
  let states: [State?]

  /// The trace must be one of the model.
  package init(of trace: Trace, in context: TraceContext) {
    self.context = context
    interpreter = Interpreter(context.system)
    claim = trace.claim
    states = trace.steps.map(\.state)
  }

  /// All that can happen in a state, in the order of the model's rules.
  func options(in state: State) -> [Option] {
    interpreter.enabledFirings(in: state).compactMap { firing in
      switch interpreter.fire(firing, in: state) {
      case .next(let next, _):
        Option(step: context.step(Trace.Step(firing: firing, state: next)), state: next)
      case .failed(let failure):
        Option(step: context.step(Trace.Step(firing: firing, state: nil)), failure: failure.message)
      case .dropped, .excluded: nil
      }
    }
  }

  /// What is in the way of rules in a state: of those that are named so, or of all.
  func guards(of name: String, in state: State) throws(RuleQuery.Failure) -> GuardInquiry {
    if name.isEmpty { return GuardInquiry(in: state, of: context) }
    return GuardInquiry(try RuleQuery(name, in: context.system), in: state, of: context)
  }

  /// Instances of a property that are looked at.
  private static let mostInstances: UInt64 = 10_000

  /// Whether the property is false in a state; nil if it says nothing of single states.
  func isViolated(in state: State) -> Bool? {
    guard case .property(let id) = claim, context.system[id].kind == .invariant else { return nil }
    let parameters = context.system[id].parameters
    let instances = 0..<min(parameters.instanceCount ?? 0, Self.mostInstances)
    return instances.contains { instance in
      let arguments = parameters.arguments(ofInstance: instance)
      return (try? interpreter.holds(id, arguments: arguments, in: state)) == false
    }
  }
}
