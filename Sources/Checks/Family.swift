import Checking
package import Diagnostics
package import ModelIR

/// What several checks have in common, said once: an entry of a file of checks with `family` and without `id`.
package struct Family: Sendable {
  package var name: String
  /// The name in the file.
  package var range: SourceRange
  /// A check that says this and nothing of its own.
  package var template: Check

  /// What its checks begin with: all that it says, marked as said by it, and not by what it extends.
  package var inherited: Check {
    var check = template
    check.family = name
    func mark(_ named: inout Check.Named) { named.family = named.family ?? name }
    for index in check.expected.indices { mark(&check.expected[index].property) }
    for index in check.properties.indices { mark(&check.properties[index]) }
    for index in check.neverFires.indices { mark(&check.neverFires[index]) }
    for index in check.fires.indices { mark(&check.fires[index]) }
    for index in check.vacuous.indices { mark(&check.vacuous[index]) }
    for index in check.meant.indices { mark(&check.meant[index]) }
    return check
  }

  /// The names it says itself that none of these models has.
  package func unknownNames(in models: [TransitionSystem]) -> [Diagnostic] {
    func own(_ names: [Check.Named]) -> [Check.Named] { names.filter { $0.family == nil } }
    func missing(_ names: [Check.Named], from known: [String]) -> [Check.Named] {
      let known = Set(known)
      return own(names).filter { !known.contains($0.name) }
    }
    let rules = models.flatMap(\.rules).map(\.name)
    let properties = models.flatMap(\.properties).map(\.name)
    let claims =
      properties
      + models.flatMap { model in
        model.claims(deadlock: .stuck).map { $0.name(in: model) }
      }
    let constants = models.flatMap(\.constants)
    let expected = template.expected.filter { $0.property.family == nil }
    var diagnostics =
      missing(expected.map(\.property) + template.properties, from: claims).map {
        Diagnostic.inNoModel("property", .unknownProperty, $0, of: self, candidates: claims)
      }
    diagnostics += missing(template.vacuous + template.meant, from: properties).map {
      .inNoModel("property", .unknownProperty, $0, of: self, candidates: properties)
    }
    diagnostics += missing(template.neverFires + template.fires, from: rules).map {
      .inNoModel("rule", .unknownRule, $0, of: self, candidates: rules)
    }
    for expected in expected {
      for condition in expected.conditions {
        guard let constant = constants.first(where: { $0.name == condition.constant.name }) else {
          diagnostics.append(
            .inNoModel(
              "constant", .invalidCheckValue, condition.constant, of: self, candidates: constants.map(\.name))
          )
          continue
        }
        diagnostics += condition.values.filter { !constant.mayBe($0) }
          .map { .valueOfOtherKind($0, constant, at: condition.constant.range) }
      }
    }
    return diagnostics
  }
}

extension Diagnostic {
  fileprivate static func inNoModel(
    _ kind: String, _ code: DiagnosticCode, _ name: Check.Named, of family: Family, candidates: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error, code, "no model of the family `\(family.name)` has a \(kind) `\(name.name)`", at: name.range,
      help: Suggestion.help(for: name.name, among: candidates))
  }
}
