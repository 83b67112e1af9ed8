/// Which rules, properties and functions can be parts of one evaluation, or are so with a third.
///
/// A rule and what it calls are; so are assumptions and every rule, for after a rule has fired they are looked at.
struct EvaluationGroups {
  /// Of each function, rule and property, in this order, another one of its group; itself for one of each group.
  private var parents: [Int]
  private let functions: Int
  private let rules: Int

  init(_ system: TransitionSystem) {
    functions = system.functions.count
    rules = system.rules.count
    parents = Array(0..<functions + rules + system.properties.count)
    for (caller, callees) in CallGraph(system).callees.enumerated() { join(caller, to: callees) }
    for id in system.ruleIDs {
      let rule = system[id]
      join(
        place(of: id),
        to: callees {
          [rule.guardCondition].compactMap(\.self).forEach($0.visit); $0.visit(rule.body)
        })
    }
    for id in system.propertyIDs {
      let property = system[id]
      join(place(of: id), to: callees { property.condition.map($0.visit) })
      guard property.kind == .assumption else { continue }
      for rule in system.ruleIDs { join(place(of: rule), place(of: id)) }
    }
  }

  subscript(_ id: FunctionID) -> Int { root(of: id.index) }
  subscript(_ id: RuleID) -> Int { root(of: place(of: id)) }
  subscript(_ id: PropertyID) -> Int { root(of: place(of: id)) }

  private func place(of id: RuleID) -> Int { functions + id.index }
  private func place(of id: PropertyID) -> Int { functions + rules + id.index }

  private func callees(_ visit: (BodyWalk) -> Void) -> Set<FunctionID> {
    var callees: Set<FunctionID> = []
    visit(BodyWalk(call: { callees.insert($0.function) }))
    return callees
  }

  private mutating func join(_ caller: Int, to callees: Set<FunctionID>) {
    for callee in callees { join(caller, callee.index) }
  }

  private mutating func join(_ left: Int, _ right: Int) { parents[root(of: right)] = root(of: left) }

  private func root(of member: Int) -> Int {
    var member = member
    while parents[member] != member { member = parents[member] }
    return member
  }
}
