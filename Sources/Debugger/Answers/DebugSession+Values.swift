import Diagnostics
import ModelIR
import Murphi
import OrderedJSON

/// Expressions in the state of a step, with the parameters of its rule.
extension DebugSession {
  /// How long an expression may be evaluated.
  private static var patience: Duration { .seconds(2) }

  /// Reads an expression; with a rule, its parameters have names.
  func read(_ text: String, at subject: Firing.Subject?) throws(DebugFailure) -> ExpressionReader.Reading {
    let rule = subject.map { system.rule(of: Firing(subject: $0, arguments: [])) }
    let parsed = reader.read(text, parameters: rule?.parameters ?? [], locals: rule?.locals ?? [])
    if let reading = parsed.value { return reading }
    let mistake = parsed.diagnostics.first { $0.severity == .error }
    let help = mistake?.help.map { " (\($0))" } ?? ""
    throw DebugFailure((mistake?.message ?? "this is no expression") + help)
  }

  /// The value of an expression after a step.
  func value(
    of reading: ExpressionReader.Reading, at position: Int, inRule: Bool, as text: String? = nil
  ) throws(DebugFailure) -> ShownValue {
    let firing = inRule ? run.step(at: position)?.firing : nil
    let interpreter = Interpreter(reading.system, stop: StopFlag(after: Self.patience))
    let cells: [Value?]
    do throws(Failure) {
      cells = try interpreter.content(
        of: reading.expression, locals: reading.locals,
        parameters: firing.map { system.rule(of: $0).parameters } ?? [], arguments: firing?.arguments ?? [],
        in: run.state(at: position))
    } catch {
      throw DebugFailure(
        error.kind == .stopped ? "this takes too long to be evaluated" : error.message)
    }
    return ShownValue(
      system: reading.system, map: interpreter.map, type: reading.expression.type, cells: cells, offset: 0,
      expression: text)
  }

  /// What an expression is after a step.
  func evaluate(_ text: String, at position: Int) throws(DebugFailure) -> ShownValue {
    let subject = run.step(at: position)?.firing.subject
    return try value(of: try read(text, at: subject), at: position, inRule: subject != nil, as: text)
  }

  /// The variables after a step.
  func variables(at position: Int) -> [(name: String, value: ShownValue)] {
    let state = run.state(at: position)
    return system.variables.enumerated().map { index, variable in
      (
        variable.name,
        ShownValue(
          system: system, map: interpreter.map, type: .declared(variable.type), cells: state.cells,
          offset: interpreter.map.offset(of: VariableID(index)), expression: variable.name)
      )
    }
  }

  /// The parameters of a step's rule.
  func parameters(at position: Int) -> [(name: String, value: ShownValue)] {
    guard let firing = run.step(at: position)?.firing else { return [] }
    return zip(system.rule(of: firing).parameters, firing.arguments).map { parameter, value in
      (
        parameter.name,
        ShownValue(
          system: system, map: interpreter.map, type: parameter.type, cells: [value], offset: 0,
          expression: parameter.name)
      )
    }
  }

  /// What a step changes.
  func changes(at position: Int) -> [ChangedPlace] {
    guard position > 0, run.step(at: position)?.state != nil else { return [] }
    return zip(variables(at: position - 1), variables(at: position)).flatMap { before, after in
      ChangedPlace.all(in: before.name, from: before.value, to: after.value)
    }
  }
}
