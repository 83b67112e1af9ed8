import ModelIR
import Traces

/// Firings as text, and back.
struct FiringText {
  let system: TransitionSystem
  /// Values of larger types are read as numbers instead of being tried.
  private static let mostTried: Value = 4096

  func text(of firing: Firing) -> String {
    let rule = system.rule(of: firing)
    return rule.name + text(of: firing.arguments, for: rule.parameters)
  }

  /// ` (p = process_0)`, or nothing.
  func text(of arguments: [Value], for parameters: [Parameter]) -> String {
    TraceDocument.text(
      of: zip(parameters, arguments).map { parameter, value in
        TraceDocument.Argument(
          name: parameter.name, content: Content(value, type: parameter.type, in: system), value: value)
      })
  }

  private func text(of value: Value, _ parameter: Parameter) -> String {
    Content(value, type: parameter.type, in: system).text
  }

  /// Every firing that has this text; names need not be unique.
  func firings(_ text: String, isStart: Bool) -> [Firing] {
    let rules = isStart ? system.startStates : system.rules
    return rules.enumerated().compactMap { index, rule in
      guard text.hasPrefix(rule.name),
        let arguments = arguments(String(text.dropFirst(rule.name.count)), for: rule.parameters)
      else { return nil }
      return Firing(subject: isStart ? .start(index) : .rule(RuleID(index)), arguments: arguments)
    }
  }

  /// The values that have this text; nil if there are none.
  func arguments(_ text: String, for parameters: [Parameter]) -> [Value]? {
    guard !parameters.isEmpty else { return text.isEmpty ? [] : nil }
    guard text.hasPrefix(" ("), text.hasSuffix(")") else { return nil }
    let parts = text.dropFirst(2).dropLast().split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == parameters.count else { return nil }
    var values: [Value] = []
    for (part, parameter) in zip(parts, parameters) {
      let sides = part.drop { $0 == " " }.split(separator: " ")
      guard sides.count == 3, sides[0] == parameter.name, sides[1] == "=",
        let value = value(String(sides[2]), of: parameter)
      else { return nil }
      values.append(value)
    }
    // Only what would be written is read.
    return self.text(of: values, for: parameters) == text ? values : nil
  }

  private func value(_ text: String, of parameter: Parameter) -> Value? {
    if parameter.count <= Self.mostTried {
      return (0..<parameter.count).lazy.map(parameter.value(at:)).first {
        self.text(of: $0, parameter) == text
      }
    }
    guard let value = Value(text) else { return nil }
    return [parameter].instance(of: [value]) == nil ? nil : value
  }
}
