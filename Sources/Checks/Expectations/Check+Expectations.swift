import Checking
package import Diagnostics
package import ModelIR

/// What a check expects of its model.
extension Check {
  /// What the model's own needs, the family and the check say, the latter counting most.
  ///
  /// Names that the model does not have are diagnostics, unless they are the family's.
  package func expectations(
    in system: TransitionSystem, combination: [ConstantSetting]
  ) -> Parsed<Expectations> {
    var parsed = Parsed(Expectations(isComplete: true, of: system))
    let claims = system.claims(deadlock: deadlock)
    let names = claims.map { $0.name(in: system) }
    for expected in expected {
      check(expected, against: system, &parsed.diagnostics)
      let verdict = expected.verdict { name in
        combination.first { $0.name == name }?.value ?? system.constants.first { $0.name == name }?.text
      }
      for claim in claims where claim.name(in: system) == expected.property.name {
        parsed.value.verdicts[claim] = verdict ?? parsed.value.verdicts[claim]
      }
    }
    for name in expected.map(\.property) + properties where name.family == nil && !names.contains(name.name) {
      parsed.diagnostics.append(.unknownProperty(name, candidates: names))
    }
    for name in expected.map(\.property) + vacuous + meant where isUnchecked(name) {
      parsed.diagnostics.append(.uncheckedProperty(name))
    }
    func listed<ID>(_ names: [Named], among ids: [ID], _ name: (ID) -> String) -> [ID] {
      ids.filter { id in names.contains { $0.name == name(id) } }
    }
    parsed.value.vacuous.formUnion(listed(vacuous, among: system.propertyIDs) { system[$0].name })
    parsed.value.vacuous.subtract(listed(meant, among: system.propertyIDs) { system[$0].name })
    parsed.value.neverFired.formUnion(listed(neverFires, among: system.ruleIDs) { system[$0].name })
    parsed.value.neverFired.subtract(listed(fires, among: system.ruleIDs) { system[$0].name })
    let properties = system.properties.map(\.name)
    for name in vacuous + meant where name.family == nil && !properties.contains(name.name) {
      parsed.diagnostics.append(.unknownProperty(name, candidates: properties))
    }
    let rules = system.rules.map(\.name)
    for name in neverFires + fires where name.family == nil && !rules.contains(name.name) {
      parsed.diagnostics.append(.unknownRule(name, candidates: rules))
    }
    return parsed
  }

  /// True of what the check itself expects, but does not check.
  private func isUnchecked(_ name: Named) -> Bool {
    name.family == nil && !properties.isEmpty && !properties.contains { $0.name == name.name }
  }

  /// Constants in its conditions must be the model's, and have values of their kind.
  private func check(
    _ expected: Expected, against system: TransitionSystem, _ diagnostics: inout [Diagnostic]
  ) {
    guard expected.property.family == nil else { return }
    let swept = Set(settings.filter { $0.values.count > 1 }.map(\.name))
    for condition in expected.conditions where !swept.contains(condition.constant.name) {
      guard let constant = system.constants.first(where: { $0.name == condition.constant.name }) else {
        diagnostics.append(
          .unknownConstant(condition.constant, candidates: system.constants.map(\.name)))
        continue
      }
      diagnostics += condition.values.filter { !constant.mayBe($0) }
        .map { .valueOfOtherKind($0, constant, at: condition.constant.range) }
    }
  }
}

extension Constant {
  /// Whether this is how a value of its kind is written.
  func mayBe(_ value: String) -> Bool {
    isBoolean ? value == "true" || value == "false" : Value(value).map { "\($0)" == value } == true
  }
}

extension Diagnostic {
  static func unknownProperty(_ name: Check.Named, candidates: [String]) -> Diagnostic {
    Diagnostic(
      .error, .unknownProperty, "the model has no property `\(name.name)`", at: name.range,
      help: Suggestion.help(for: name.name, among: candidates))
  }

  static func unknownRule(_ name: Check.Named, candidates: [String]) -> Diagnostic {
    Diagnostic(
      .error, .unknownRule, "the model has no rule `\(name.name)`", at: name.range,
      help: Suggestion.help(for: name.name, among: candidates))
  }

  fileprivate static func uncheckedProperty(_ name: Check.Named) -> Diagnostic {
    Diagnostic(
      .error, .unknownProperty, "`\(name.name)` is not among the properties to check", at: name.range)
  }

  fileprivate static func unknownConstant(
    _ name: Check.Named, candidates: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error, .invalidCheckValue, "the model has no constant `\(name.name)`", at: name.range,
      help: Suggestion.help(for: name.name, among: candidates))
  }

  static func valueOfOtherKind(
    _ value: String, _ constant: Constant, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, .invalidCheckValue,
      "`\(value)` is no value of `\(constant.name)`, which is \(constant.text)", at: range)
  }
}
