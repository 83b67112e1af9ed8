import Diagnostics
import ModelIR

/// What programs and their logs see of a model: the results of calls, and observations.
extension Lowering {
  /// What `--@ returns` says of a rule, in terms of its parameters and of the state before it.
  mutating func callReturn(_ annotations: [Annotation]) -> CallReturn? {
    guard let annotation = annotations.last(where: { $0.result != nil }) else { return nil }
    switch annotation.result {
    case nil: return nil
    case .nothing: return .nothing
    case .text(let text): return .text(text.text)
    case .value(let syntax):
      guard let operand = lower(syntax) else { return nil }
      guard types.isSimple(operand.type) else {
        report(
          .notSimple, "a result is a simple value, and this is \(types.describe(operand.type))",
          at: operand.expression.range, help: "name a field or an element of it")
        return nil
      }
      checkPure(operand.expression, "a result")
      return .value(operand.expression)
    }
  }

  /// The name under which logs have the value of what is declared; nil without `--@ observe`.
  mutating func observedName(_ annotations: [Annotation], of name: Name) -> String? {
    guard let annotation = annotations.last(where: \.isObservation) else { return nil }
    // Each instance has observations of its own.
    let prefix =
      name.text.hasSuffix(text(of: name.range)) ? name.text.dropLast(text(of: name.range).count) : ""
    let observed = annotation.words.count == 2 ? prefix + annotation.words[1] : name.text
    let taken = system.variables.compactMap(\.observed) + system.functions.compactMap(\.observed)
    guard !taken.contains(observed) else {
      report(
        .invalidObservation, "there is another observation `\(observed)`", at: annotation.range,
        help: "give this one a name of its own: `--@ observe NAME`")
      return nil
    }
    // Nobody else has to use it.
    _ = scopes.use(name.text)
    return observed
  }

  /// A log has one value for what a function returns, and asking changes nothing.
  mutating func checkObserved(_ function: Function, _ effects: Effects, _ annotations: [Annotation]) {
    guard function.observed != nil, let annotation = annotations.last(where: \.isObservation) else { return }
    let hasComplexResult = function.result.map { !types.isSimple(types.valueType(of: $0)) } ?? false
    let problem = hasComplexResult ? "its result is not a simple value" : reasonNotToAsk(function, effects)
    guard let problem else { return }
    report(
      .invalidObservation, "function `\(function.name)` cannot be observed: \(problem)",
      at: annotation.range,
      help: "observe a variable, or a function of simple values that returns one and changes nothing")
  }

  /// Why nobody outside can ask a function what it returns in a state; nil if one can.
  func reasonNotToAsk(_ function: Function, _ effects: Effects) -> String? {
    let parameters = function.locals.prefix(function.parameterCount)
    return if function.result == nil {
      "it has no result"
    } else if parameters.contains(where: { $0.role == .reference }) {
      "it has a `var` parameter"
    } else if parameters.contains(where: { !types.isSimple($0.type) }) {
      "a parameter of it is not simple"
    } else if effects.writesState {
      "it changes the state"
    } else {
      nil
    }
  }
}
