package import Diagnostics

/// What stands in a model, as an editor lists it.
package struct Outline: Sendable {
  package enum Kind: Sendable {
    case constant, type, variable, function, startState, rule, ruleset, property(String)
  }

  package struct Item: Sendable {
    package let name: String
    package let kind: Kind
    /// All of it.
    package let range: SourceRange
    /// What is shown when it is chosen.
    package let selection: SourceRange
    package var children: [Item] = []
  }

  package let items: [Item]

  package init(_ program: MurphiProgram) {
    items = program.syntax.items.flatMap { item -> [Item] in
      switch item {
      case .declaration(let declaration): Self.items(of: declaration)
      case .procedure(let procedure):
        [
          Item(
            name: procedure.name.text, kind: .function, range: procedure.range,
            selection: procedure.name.range)
        ]
      case .rule(let rule): [Self.item(of: rule)]
      case .version, .refinement, .include, .processStart: []
      }
    }
  }

  private static func items(of declaration: DeclarationSyntax) -> [Item] {
    let (kind, end): (Kind, SourceRange) =
      switch declaration {
      case .constant(let constant): (.constant, constant.value.range)
      case .type(let entry): (.type, entry.type.range)
      case .variable(let entry): (.variable, entry.type.range)
      }
    return declaration.names.map { name in
      // The value of a constant that was set stands elsewhere.
      Item(name: name.text, kind: kind, range: name.range.union(end), selection: name.range)
    }
  }

  private static func item(of rule: RuleSyntax) -> Item {
    switch rule {
    case .step(let step):
      Item(
        name: step.name?.text ?? (step.isStart ? "startstate" : "rule"),
        kind: step.isStart ? .startState : .rule,
        range: step.range, selection: step.head)
    case .property(let property):
      Item(
        name: property.message?.text ?? property.category.rawValue,
        kind: .property(property.category.rawValue),
        range: property.range, selection: property.message?.range ?? property.range)
    case .ruleset(let quantifiers, let rules, let range):
      Item(
        name: "ruleset " + quantifiers.map(\.name.text).joined(separator: ", "), kind: .ruleset, range: range,
        selection: quantifiers.first?.range ?? range, children: rules.map(item))
    case .choose(let element, let rules, let range):
      Item(
        name: "choose " + element.name.text, kind: .ruleset, range: range, selection: element.range,
        children: rules.map(item))
    case .alias(let aliases, let rules, let range):
      Item(
        name: "alias " + aliases.flatMap { $0.names.map(\.text) }.joined(separator: ", "), kind: .ruleset,
        range: range, selection: aliases.first?.value.range ?? range, children: rules.map(item))
    }
  }
}
