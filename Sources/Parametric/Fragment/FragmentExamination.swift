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
    try sorts.require(locals: rule.locals)
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
    try sorts.require(locals: property.locals)
    let count = WitnessCount(
      sorts: sorts, functions: functions, locality: locality, locals: property.locals, owner: nil,
      result: nil, counted: property.kind == .assumption ? nil : counted)
    return try count.condition(condition)
  }

}
