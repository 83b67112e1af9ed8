package import Checking
package import Diagnostics
package import ModelIR

/// What a trace's text refers to: the model and where it was read from.
package struct TraceContext: Sendable {
  package var system: TransitionSystem
  package var sources: SourceMap

  package init(system: TransitionSystem, sources: SourceMap) {
    self.system = system
    self.sources = sources
  }

  func arguments(_ parameters: [Parameter], _ values: [Value]) -> [TraceDocument.Argument] {
    zip(parameters, values).map { parameter, value in
      TraceDocument.Argument(
        name: parameter.name, content: Content(value, type: parameter.type, in: system), value: value)
    }
  }

  /// How a firing is called.
  package func action(_ firing: Firing) -> TraceDocument.Action {
    let rule = system.rule(of: firing)
    return TraceDocument.Action(
      name: rule.name, arguments: arguments(rule.parameters, firing.arguments), subject: firing.subject,
      actorIndex: system.actor(of: rule))
  }

  func step(_ step: Trace.Step) -> TraceDocument.Step {
    let rule = system.rule(of: step.firing)
    let action = action(step.firing)
    return TraceDocument.Step(
      action: action, source: SourceSpan(rule.range, in: sources), anchor: rule.anchor,
      operation: operation(rule, action),
      contents: step.state.map { ContentReader.contents(of: $0, in: system) })
  }

  private func operation(_ rule: Rule, _ action: TraceDocument.Action) -> String? {
    let words = rule.operation.map { word in
      action.arguments.last { $0.name == word }?.content.text ?? word
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  func fault(_ failure: Failure) -> TraceDocument.Fault {
    TraceDocument.Fault(
      kind: failure.kind, message: failure.message,
      source: SourceSpan(failure.range, in: sources, excerpt: true))
  }

  fileprivate func property(of claim: Claim) -> Property? {
    if case .property(let id) = claim { system[id] } else { nil }
  }

  fileprivate func ending(_ ending: Trace.Ending, of claim: Claim) -> TraceDocument.Ending {
    let parameters = property(of: claim)?.parameters ?? []
    switch ending {
    case .violates(let values): return .violates(arguments(parameters, values))
    case .fails(let failure, let property):
      return .fails(fault(failure), property: property.map { system[$0].name })
    case .guardFails(let failure, let firing): return .guardFails(fault(failure), action(firing))
    case .deadlock: return .deadlock
    case .explains: return .explains
    case .reaches(let values): return .reaches(arguments(parameters, values))
    case .starves(let from, let loopsTo, let values):
      return .starves(from: from, loopsTo: loopsTo, arguments(parameters, values))
    }
  }
}

extension TraceDocument {
  /// What is claimed of a run that explains a log: that the model has it.
  static let behaviour = "behaviour"

  /// Names everything in a trace; `origin` needs neither the claim nor its place.
  package init(_ trace: Trace, in context: TraceContext, origin: Origin) {
    let system = context.system
    var origin = origin
    origin.claim = trace.ending == .explains ? Self.behaviour : trace.claim.name(in: system)
    origin.source = context.property(of: trace.claim).map { SourceSpan($0.range, in: context.sources) }
    self.init(
      origin: origin, variables: Self.variables(of: system), steps: trace.steps.map(context.step),
      ending: context.ending(trace.ending, of: trace.claim), account: context.account(of: trace),
      waiting: context.waiting(of: trace))
  }

  package static func variables(of system: TransitionSystem) -> [ShownVariable] {
    system.variables.map {
      ShownVariable(name: $0.name, view: $0.view, types: typeNames(of: $0.type, in: system))
    }
  }

  private static func typeNames(of type: TypeID, in system: TransitionSystem) -> [String] {
    guard case .array(let index, let element) = system[type].shape else { return [system[type].name ?? ""] }
    return [system[index].name ?? ""] + typeNames(of: element, in: system)
  }
}
