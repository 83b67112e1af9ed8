package import Checking
import Diagnostics
package import ModelIR

/// From a trace document back to a trace of a model.
extension TraceDocument {
  /// The trace in terms of a model, for a replay; refuses what does not fit the model, so that a replay cannot trap.
  package func trace(in system: TransitionSystem) throws(TraceFileError) -> Trace {
    let rebuilding = Rebuilding(system: system)
    let claims = system.claims(deadlock: origin.deadlock)
    guard let claim = claims.first(where: { $0.name(in: system) == origin.claim }) else {
      throw TraceFileError(message: "the model has no property \"\(origin.claim)\"")
    }
    var steps: [Trace.Step] = []
    for step in self.steps {
      steps.append(
        Trace.Step(
          firing: try rebuilding.firing(step.action), state: try step.contents.map(rebuilding.state)))
    }
    return Trace(claim: claim, steps: steps, ending: try rebuilding.ending(ending, of: claim))
  }
}

/// Finds a model's rules, values and properties by the names of a trace document.
private struct Rebuilding {
  let system: TransitionSystem

  func firing(_ action: TraceDocument.Action) throws(TraceFileError) -> Firing {
    let rules =
      switch action.subject {
      case .start: system.startStates
      case .rule: system.rules
      }
    let index =
      switch action.subject {
      case .start(let index): index
      case .rule(let id): id.index
      }
    guard rules.indices.contains(index), rules[index].name == action.name else {
      throw TraceFileError(message: "the model has no rule \"\(action.name)\" in this place")
    }
    return Firing(
      subject: action.subject, arguments: try arguments(action.arguments, for: rules[index].parameters))
  }

  func arguments(
    _ arguments: [TraceDocument.Argument], for parameters: [Parameter]
  ) throws(TraceFileError) -> [Value] {
    let values = arguments.map(\.value)
    let fits =
      values.count == parameters.count
      && zip(values, parameters).allSatisfy { value, parameter in
        let bounds = min(parameter.first, parameter.last)...max(parameter.first, parameter.last)
        return bounds.contains(value) && (value - parameter.first) % parameter.step == 0
      }
    guard fits else { throw TraceFileError(message: "the parameters do not fit the model") }
    return values
  }

  func state(_ contents: [Content]) throws(TraceFileError) -> State {
    guard contents.count == system.variables.count else {
      throw TraceFileError(message: "the model has other variables")
    }
    var cells: [Value?] = []
    for (content, variable) in zip(contents, system.variables) {
      try append(content, of: variable.type, to: &cells)
    }
    return State(cells: cells)
  }

  func ending(_ ending: TraceDocument.Ending, of claim: Claim) throws(TraceFileError) -> Trace.Ending {
    var id: PropertyID?
    if case .property(let property) = claim { id = property }
    let parameters = id.map { system[$0].parameters } ?? []
    switch ending {
    case .violates(let values): return .violates(arguments: try arguments(values, for: parameters))
    case .reaches(let values): return .reaches(arguments: try arguments(values, for: parameters))
    case .deadlock: return .deadlock
    case .starves(let from, let loopsTo, let values):
      return .starves(from: from, loopsTo: loopsTo, arguments: try arguments(values, for: parameters))
    case .fails(let fault, let name):
      let property = system.propertyIDs.first { system[$0].name == name }
      return .fails(failure(fault, property: fault.kind == .assertion ? id : nil), inProperty: property)
    case .guardFails(let fault, let action):
      return .guardFails(failure(fault, property: fault.kind == .assertion ? id : nil), try firing(action))
    }
  }

  private func failure(_ fault: TraceDocument.Fault, property: PropertyID?) -> Failure {
    let nowhere = SourceRange(file: FileID(0), start: 0, end: 0)
    return Failure(fault.kind, fault.message, at: nowhere, property: property)
  }

  private func append(
    _ content: Content, of type: TypeID, to cells: inout [Value?]
  ) throws(TraceFileError) {
    switch (system[type].shape, content) {
    case (.record(let fields), .record(let contents)) where fields.count == contents.count:
      for (field, one) in zip(fields, contents) { try append(one.content, of: field.type, to: &cells) }
    case (.array(let index, let element), .array(let elements)):
      let domain = system.domain(of: index)
      guard let domain, domain.upperBound - domain.lowerBound + 1 == Value(elements.count) else {
        throw TraceFileError(message: "an array has another size in the model")
      }
      for one in elements { try append(one.content, of: element, to: &cells) }
    default:
      guard system[type].shape.isSimple else {
        throw TraceFileError(message: "a variable has another type in the model")
      }
      cells.append(try value(content, of: type))
    }
  }

  private func value(_ content: Content, of type: TypeID) throws(TraceFileError) -> Value? {
    if content == .undefined { return nil }
    switch (system[type].shape, content) {
    case (.boolean, .boolean(let value)): return value ? 1 : 0
    case (.integers, .integer(let value)): return value
    case (.enumeration(let members), .symbol(let name)):
      if let index = members.firstIndex(of: name) { return Value(index) }
    case (.scalarset(let size), .symbol(let name)):
      if let number = name.split(separator: "_").last.flatMap({ Value($0) }), 0..<size ~= number {
        return number
      }
    case (.union(let alternatives, let offsets, _), _):
      for (alternative, offset) in zip(alternatives, offsets) {
        if let value = try? value(content, of: alternative),
          Content(value, type: alternative, in: system) == content,
          let domain = system.domain(of: alternative), domain.contains(value)
        {
          return offset + value - domain.lowerBound
        }
      }
    default: break
    }
    throw TraceFileError(message: "`\(content.text)` is no value of the model's type")
  }
}
