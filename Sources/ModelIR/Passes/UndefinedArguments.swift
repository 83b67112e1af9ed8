/// Which value parameters may be passed an undefined variable somewhere.
package struct UndefinedArguments: Sendable {
  private struct Parameter: Hashable {
    let function: Int
    let position: Int
  }

  private var doubtful: Set<Parameter> = []

  package init(_ system: TransitionSystem, _ definedness: Definedness) {
    var calls: [(call: Call, locals: [Local], assigned: Set<LocalID>, caller: Int?)] = []
    func collect(_ body: [Statement], _ conditions: [Expression?], _ locals: [Local], caller: Int?) {
      let assigned = WrittenLocals.of(body)
      let walk = BodyWalk(call: { calls.append(($0, locals, assigned, caller)) })
      walk.visit(body)
      for condition in conditions { condition.map(walk.visit) }
    }
    for rule in system.rules { collect(rule.body, [rule.guardCondition], rule.locals, caller: nil) }
    for property in system.properties { collect([], [property.condition], property.locals, caller: nil) }
    for (index, function) in system.functions.enumerated() {
      collect(function.body, [], function.locals, caller: index)
    }
    var count = -1
    while count != doubtful.count {
      count = doubtful.count
      for (call, locals, assigned, caller) in calls {
        for (position, argument) in call.arguments.enumerated() {
          guard case .value(let expression) = argument, case .read(let place) = expression.kind,
            !isDefined(place, definedness, locals, assigned, caller)
          else { continue }
          doubtful.insert(Parameter(function: call.function.index, position: position))
        }
      }
    }
  }

  package func contains(_ position: Int, of function: FunctionID) -> Bool {
    doubtful.contains(Parameter(function: function.index, position: position))
  }

  private func isDefined(
    _ place: Place, _ definedness: Definedness, _ locals: [Local], _ assigned: Set<LocalID>, _ caller: Int?
  ) -> Bool {
    switch place.root {
    case .state: return definedness.isAlwaysDefined(place)
    case .value: return false
    case .local(let local):
      switch locals[local.index].role {
      case .bound: return !assigned.contains(local)
      case .parameter:
        guard let caller else { return true }
        return place.path.isEmpty && !doubtful.contains(Parameter(function: caller, position: local.index))
      case .variable, .reference: return false
      }
    }
  }
}
