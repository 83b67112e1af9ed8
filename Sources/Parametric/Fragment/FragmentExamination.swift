import ModelIR

/// Counts the witnesses of whole rules and properties.
struct FragmentExamination {
  private let sorts: ElementSorts
  private let functions: FunctionWitnesses
  private let locality: ElementLocality
  private let counted: CountedElements

  init(_ sorts: ElementSorts, _ counted: CountedElements) {
    self.sorts = sorts
    self.counted = counted
    functions = FunctionWitnesses(sorts.family.system)
    locality = ElementLocality(sorts.family.system)
  }

  func count(_ rule: Rule) throws(Refusal) -> (condition: Witnesses, body: Witnesses) {
    try sorts.require(rule.parameters, of: rule.range)
    try requireKnownLocals(rule.locals)
    let count = WitnessCount(
      sorts: sorts, functions: functions, locality: locality, locals: rule.locals, owner: .rule(rule),
      result: nil, counted: nil)
    var condition = Witnesses.none
    if let expression = rule.guardCondition { condition = try count.condition(expression) }
    return (condition, try count.count(rule.body))
  }

  /// Nil for a property that is a statement.
  func count(_ property: Property) throws(Refusal) -> Witnesses? {
    guard let condition = property.condition else { return nil }
    try sorts.require(property.parameters, of: property.range)
    try requireKnownLocals(property.locals)
    let count = WitnessCount(
      sorts: sorts, functions: functions, locality: locality, locals: property.locals, owner: nil,
      result: nil, counted: property.kind == .assumption ? nil : counted)
    return try count.condition(condition)
  }

  /// Types of their own, such as those of a body, are among the types of the system; this only makes sure.
  private func requireKnownLocals(_ locals: [Local]) throws(Refusal) {
    for local in locals {
      if case .declared(let type) = local.type { _ = try sorts.pointers(in: type) }
    }
  }
}
