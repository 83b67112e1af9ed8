import Diagnostics
package import ModelIR

/// Rule instances as somebody names them: `lock`, `lock (p = process_0)`.
package struct RuleQuery: Sendable {
  /// Why no rule is meant.
  package struct Failure: Error, Hashable {
    package var message: String
  }

  /// All rules of that name.
  private let rules: [RuleID]
  /// Values of parameters, by name.
  private let values: [(name: String, text: String)]

  /// The name is that of a rule, or a part of it that only one name has; case does not matter in a part.
  package init(_ text: String, in system: TransitionSystem) throws(Failure) {
    if let rules = Self.rules(named: text, in: system) {
      self.init(rules: rules, values: [])
      return
    }
    guard let (name, values) = Self.split(text), let rules = Self.rules(named: name, in: system) else {
      throw Self.failure(Self.split(text)?.name ?? text, in: system)
    }
    self.init(rules: rules, values: values)
    for (name, value) in values where !rules.contains(where: { system[$0].admits(name, value, system) }) {
      throw Failure(
        message: "no rule of this name has a parameter `\(name.visible)` that can be `\(value.visible)`")
    }
  }

  private init(rules: [RuleID], values: [(name: String, text: String)]) {
    self.rules = rules
    self.values = values
  }

  /// The instances that are meant, in the order of the model; no more than `limit`.
  package func firings(in system: TransitionSystem, limit: Int) -> (firings: [Firing], isComplete: Bool) {
    var found: [Firing] = []
    var isComplete = true
    for id in rules {
      guard let parameters = fixed(system[id].parameters, in: system) else { continue }
      let count = parameters.instanceCount ?? .max
      let wanted = Swift.min(count, UInt64(limit - found.count))
      if wanted < count { isComplete = false }
      found += (0..<wanted).map {
        Firing(subject: .rule(id), arguments: parameters.arguments(ofInstance: $0))
      }
    }
    return (found, isComplete)
  }

  /// The parameters with nothing but the values that they are to have; nil if they cannot have them.
  private func fixed(_ parameters: [Parameter], in system: TransitionSystem) -> [Parameter]? {
    var fixed = parameters
    for (name, text) in values {
      guard let index = fixed.lastIndex(where: { $0.name == name }),
        let value = parameters[index].value(shownAs: text, in: system)
      else { return nil }
      fixed[index].first = value
      fixed[index].last = value
      fixed[index].step = 1
    }
    return fixed
  }

  /// Those that are called so, or all with the only name that contains the text; nil if there is none.
  private static func rules(named text: String, in system: TransitionSystem) -> [RuleID]? {
    let exact = system.ruleIDs.filter { system[$0].name == text }
    if !exact.isEmpty { return exact }
    let names = names(containing: text, in: system)
    return names.count == 1 ? system.ruleIDs.filter { system[$0].name == names[0] } : nil
  }

  private static func names(containing text: String, in system: TransitionSystem) -> [String] {
    guard !text.isEmpty else { return [] }
    let wanted = text.lowercased()
    var seen: Set<String> = []
    return system.rules.map(\.name).filter { $0.lowercased().contains(wanted) && seen.insert($0).inserted }
  }

  /// `name (p = process_0, g = 2)`.
  private static func split(_ text: String) -> (name: String, values: [(name: String, text: String)])? {
    guard text.hasSuffix(")"), let bracket = text.lastIndex(of: "(") else { return nil }
    var values: [(name: String, text: String)] = []
    for part in text[text.index(after: bracket)...].dropLast().split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      guard sides.count == 2 else { return nil }
      values.append((sides[0], sides[1]))
    }
    let name = text[..<bracket]
    return (name.last == " " ? String(name.dropLast()) : String(name), values)
  }

  private static func failure(_ name: String, in system: TransitionSystem) -> Failure {
    let names = names(containing: name, in: system)
    guard names.isEmpty else {
      let list = names.prefix(mostNames).map { "`\($0)`" }.joined(separator: ", ")
      return Failure(message: "several rules are called like \"\(name.visible)\": \(list)".visible)
    }
    let help = Suggestion.help(for: name, among: system.rules.map(\.name)).map { "; \($0)" } ?? ""
    return Failure(message: "the model has no rule \"\(name.visible)\"\(help.visible)")
  }

  private static let mostNames = 10
}

extension Rule {
  fileprivate func admits(_ name: String, _ text: String, _ system: TransitionSystem) -> Bool {
    parameters.last { $0.name == name }?.value(shownAs: text, in: system) != nil
  }
}

extension Parameter {
  /// So many values are looked at for one that is called so.
  private static var mostValues: Value { 100_000 }

  fileprivate func value(shownAs text: String, in system: TransitionSystem) -> Value? {
    func isShown(_ value: Value) -> Bool { system.text(of: value, type: type) == text }
    if let value = Value(text), [self].admits([value]), isShown(value) { return value }
    return (0..<min(count, Self.mostValues)).lazy.map(value(at:)).first(where: isShown)
  }
}
