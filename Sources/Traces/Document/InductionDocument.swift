package import Checking
import ModelIR

/// A counterexample to induction that needs no model to be shown: some state, and a step that breaks a property.
package struct InductionDocument: Hashable, Sendable {
  /// What a user does about it.
  package static let advice = "this state may be unreachable: add an invariant that excludes it"

  /// The name of the property, and where it is written.
  package var claim: String
  package var source: SourceSpan
  package var variables: [TraceDocument.ShownVariable]
  /// The contents of all variables before the step.
  package var before: [Content]
  package var step: TraceDocument.Step
  /// The contents after it.
  package var after: [Content]
  /// Of the property.
  package var arguments: [TraceDocument.Argument]

  package init(_ counterexample: InductionCounterexample, in context: TraceContext) {
    let system = context.system
    let property = system[counterexample.property]
    claim = property.name
    source = SourceSpan(property.range, in: context.sources)
    variables = TraceDocument.variables(of: system)
    before = ContentReader.contents(of: counterexample.before, in: system)
    after = ContentReader.contents(of: counterexample.after, in: system)
    step = context.step(Trace.Step(firing: counterexample.firing, state: counterexample.after))
    arguments = context.arguments(property.parameters, counterexample.arguments)
  }

  /// What the step changes.
  package var changes: [StateChange] { StateChange.changes(from: before, to: after, variables: variables) }
}

extension InductionCounterexample {
  /// Both states as if they were a run, for what looks at states only: where else their steps lead, why the property is false.
  ///
  /// Nothing that asks for a run may be given it.
  var pretendedTrace: Trace {
    Trace(
      claim: .property(property),
      steps: [Trace.Step(firing: firing, state: before), Trace.Step(firing: firing, state: after)],
      ending: .violates(arguments: arguments))
  }
}
