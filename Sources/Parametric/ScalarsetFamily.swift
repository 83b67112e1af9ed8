package import ModelIR

/// The systems that a model stands for when one of its scalarsets has any number of elements.
package struct ScalarsetFamily: Hashable, Sendable {
  package private(set) var system: TransitionSystem
  /// The scalarset.
  package let type: TypeID
  /// As the model calls it.
  package let typeName: String
  /// The constant that is its size and nothing else; nil if the model has a number there.
  package let constant: String?
  private let folds: SizelessFolds
  /// Properties that its members do not have: true without parameters stands in their place.
  package private(set) var aside: Set<PropertyID> = []
  /// Assertions that evaluating one of these may come to, by assertion.
  private(set) var assertionsAside: [PropertyID: PropertyID] = [:]

  /// The family of a named scalarset, unless something else depends on its size.
  package init(_ system: TransitionSystem, of name: String) throws(Refusal) {
    let types = system.types.indices.map(TypeID.init).filter { system[$0].name == name }
    guard let type = types.first, types.count == 1, case .scalarset = system[type].shape else {
      throw Refusal("the model has no scalarset type `\(name)`, or mixes it with another one")
    }
    let range = system[type].range
    if let multiset = system.types.first(where: \.isMultiset) {
      throw Refusal(
        "the order in which multisets are kept depends on the size of `\(name)`", at: multiset.range)
    }
    switch system.scalarsetSizes[type] {
    case .constant(let name): constant = name
    case .number: constant = nil
    case .shared(let constant):
      throw Refusal("`\(constant)` is used for something else than the size of `\(name)`", at: range)
    case .expression, nil:
      throw Refusal("the size of `\(name)` is neither a constant nor a number", at: range)
    }
    var sizeless = system
    folds = try SizelessFolds.widening(&sizeless, over: type, called: name)
    self.system = sizeless
    self.type = type
    typeName = name
  }

  /// Whether the runs are the same without a property: it is no assumption, nor a statement.
  package func canBeWithout(_ id: PropertyID) -> Bool {
    system[id].kind != .assumption && system[id].condition != nil
  }

  /// The family without some of its properties, as far as it can be.
  package func without(_ properties: Set<PropertyID>) -> ScalarsetFamily {
    var family = self
    for id in properties.sorted() where canBeWithout(id) {
      family.aside.insert(id)
      for assertion in family.system.assertions(reachedBy: id) {
        family.assertionsAside[assertion] = family.assertionsAside[assertion] ?? id
      }
      family.system.properties[id.index].parameters = []
      family.system.properties[id.index].condition = Expression(
        .constant(1), type: .boolean, range: system[id].range)
    }
    return family
  }

  /// The family with another text of its system, with the same properties and functions.
  func replacing(_ system: TransitionSystem) -> ScalarsetFamily {
    var family = self
    family.system = system
    return family
  }

  /// What a proof is for: `NODE_NUM`, or `size of NODE`.
  package var everySize: String { constant ?? "size of \(typeName)" }

  /// How many elements there are in the system at hand.
  package var size: Int {
    guard case .scalarset(let size) = system[type].shape else { return 0 }
    return Int(size)
  }

  /// The system with this many elements.
  package func member(_ size: Int) -> TransitionSystem {
    var member = system
    member.types[type.index].shape = .scalarset(size: Value(size))
    for index in member.rules.indices { resize(&member.rules[index].parameters, size) }
    for index in member.startStates.indices { resize(&member.startStates[index].parameters, size) }
    for index in member.properties.indices { resize(&member.properties[index].parameters, size) }
    for index in member.constants.indices where member.constants[index].name == constant {
      member.constants[index].value = Value(size)
    }
    return member
  }

  /// A condition for the system with this many elements.
  package func member(_ property: Property, _ size: Int) -> Property {
    var member = property
    resize(&member.parameters, size)
    member.condition = property.condition.map(folds.retyped)
    return member
  }

  func isElement(_ type: ValueType) -> Bool { type == .declared(self.type) }

  /// How many of the parameters are elements.
  func elements(in parameters: [Parameter]) -> Int { parameters.count { isElement($0.type) } }

  private func resize(_ parameters: inout [Parameter], _ size: Int) {
    for index in parameters.indices where isElement(parameters[index].type) {
      parameters[index].last = Value(size - 1)
    }
  }
}

extension TransitionSystem {
  /// The assertions in what a property calls.
  fileprivate func assertions(reachedBy id: PropertyID) -> Set<PropertyID> {
    guard let condition = self[id].condition, condition.mayCall else { return [] }
    let own = functions.map { function in
      var found: Set<PropertyID> = []
      BodyWalk(statement: { statement in
        if case .check(let property, _) = statement.kind { found.insert(property) }
      }).visit(function.body)
      return found
    }
    let reached = CallGraph(self).closed(own)
    var found: Set<PropertyID> = []
    BodyWalk(call: { found.formUnion(reached[$0.function.index]) }).visit(condition)
    return found.filter { self[$0].kind == .assertion }
  }
}
