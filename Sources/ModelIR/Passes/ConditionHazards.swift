/// What evaluating a property's condition in some state can lead to other than true or false.
package struct ConditionHazards: Hashable, Sendable {
  /// A run-time error.
  package let canFail: Bool
  /// The assertions that can be false in it: of functions that it calls.
  package let assertions: Set<PropertyID>

  package init(_ property: Property, in system: TransitionSystem, _ definedness: Definedness) {
    let analysis = HazardAnalysis(system, definedness)
    let collector = HazardCollector(analysis, analysis.frame(of: property))
    let events = property.condition.map { collector.hazards(of: $0).events } ?? []
    canFail = events.contains(.error)
    var assertions: Set<PropertyID> = []
    for case .assertion(let id) in events { assertions.insert(id) }
    self.assertions = assertions
  }
}
