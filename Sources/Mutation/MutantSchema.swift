import Diagnostics
package import ModelIR

/// All mutants of a system in one, of which a variable that no rule changes chooses one: it is compiled once (Untch,
/// Offutt, Harrold: Mutation Analysis Using Mutant Schemata, 1993).
///
/// Start states and properties stay as they are, and conditions that a constant decides, which say nothing.
package struct MutantSchema: Sendable {
  /// In the order of the text.
  package let mutants: [Mutant]
  private let schema: TransitionSystem
  private let selector: Place
  private let callees: [Set<FunctionID>]

  package init(_ system: TransitionSystem) {
    let type = TypeID(system.types.count)
    let selector = Place(
      root: .state(VariableID(system.variables.count)), type: .declared(type), range: Self.nowhere)
    var schema = system
    var embedding = MutantEmbedding(selector: selector)
    for index in schema.rules.indices {
      embedding.owner = .rule(RuleID(index))
      schema.rules[index].guardCondition = schema.rules[index].guardCondition.map { embedding.condition($0) }
      schema.rules[index].body = embedding.body(schema.rules[index].body)
    }
    for index in schema.functions.indices {
      embedding.owner = .function(FunctionID(index))
      schema.functions[index].body = embedding.body(schema.functions[index].body)
    }
    let last = TypeShape.integers(low: 0, high: Value(embedding.mutants.count))
    schema.types.append(TypeDefinition(name: nil, shape: last, range: Self.nowhere))
    schema.variables.append(Variable(name: "mutant", type: type, range: Self.nowhere, view: nil))
    self.schema = schema
    self.selector = selector
    callees = CallGraph(system).callees
    mutants = embedding.mutants.sorted {
      ($0.range.file.index, $0.range.start, $0.range.end) < (
        $1.range.file.index, $1.range.start, $1.range.end
      )
    }
  }

  /// The system with one of its mutants chosen; without, what it does unchanged.
  package func system(of mutant: Mutant?) -> TransitionSystem {
    let number = Expression(.constant(mutant?.number ?? 0), type: .integer, range: Self.nowhere)
    let choice = Statement(.assign(selector, number), range: Self.nowhere)
    var system = schema
    for index in system.startStates.indices { system.startStates[index].body.insert(choice, at: 0) }
    return system
  }

  /// The changes of what can make a difference: of these rules and of the functions that they call.
  package func mutants(of isIncluded: (RuleID) -> Bool) -> [Mutant] {
    var called: Set<FunctionID> = []
    var open: [FunctionID] = []
    for index in schema.rules.indices where isIncluded(RuleID(index)) {
      let rule = schema.rules[index]
      let walk = BodyWalk(call: { open.append($0.function) })
      if let condition = rule.guardCondition { walk.visit(condition) }
      walk.visit(rule.body)
    }
    while let function = open.popLast() {
      if called.insert(function).inserted { open += callees[function.index] }
    }
    return mutants.filter { mutant in
      switch mutant.owner {
      case .rule(let rule): isIncluded(rule)
      case .function(let function): called.contains(function)
      }
    }
  }

  private static let nowhere = SourceRange(file: FileID(0), start: 0, end: 0)
}
