/// Which locals a body assigns, clears, undefines or passes by reference.
package enum WrittenLocals {
  package static func of(_ body: [Statement]) -> Set<LocalID> {
    var found: Set<LocalID> = []
    for place in WrittenPlaces.of(body) {
      if case .local(let local) = place.root { found.insert(local) }
    }
    return found
  }
}

/// The places a body writes directly or hands to a `var` parameter; calls are not followed.
package enum WrittenPlaces {
  package static func of(_ body: [Statement]) -> [Place] {
    var places: [Place] = []
    BodyWalk(
      statement: { if let place = $0.kind.target { places.append(place) } },
      call: { call in
        for case .reference(let place) in call.arguments { places.append(place) }
      }
    ).visit(body)
    return places
  }
}

/// The state variables an evaluation may change, calls included.
package struct WriteSets: Sendable {
  /// By `FunctionID.index`, effects through `var` parameters left to the caller.
  private let functions: [Set<VariableID>]

  package init(_ system: TransitionSystem) {
    functions = CallGraph(system).closed(system.functions.map { Self.direct($0.body) })
  }

  /// The state variables a call may change, apart from its `var` arguments.
  func effects(of function: FunctionID) -> Set<VariableID> { functions[function.index] }

  /// The state variables a body may change.
  package func variables(of body: [Statement]) -> Set<VariableID> {
    Self.callees(body).reduce(Self.direct(body)) { $0.union(functions[$1.index]) }
  }

  private static func direct(_ body: [Statement]) -> Set<VariableID> {
    var found: Set<VariableID> = []
    for place in WrittenPlaces.of(body) {
      if case .state(let variable) = place.root { found.insert(variable) }
    }
    return found
  }

  private static func callees(_ body: [Statement]) -> Set<FunctionID> {
    var found: Set<FunctionID> = []
    BodyWalk(call: { found.insert($0.function) }).visit(body)
    return found
  }
}

/// The state variables a call may look at or change, apart from its `var` arguments.
package struct MentionSets: Sendable {
  /// By `FunctionID.index`.
  private let functions: [Set<VariableID>]

  package init(_ system: TransitionSystem) {
    functions = CallGraph(system).closed(
      system.functions.map { function in
        var found: Set<VariableID> = []
        BodyWalk(place: { if case .state(let variable) = $0.root { found.insert(variable) } }).visit(
          function.body)
        return found
      })
  }

  package func variables(of function: FunctionID) -> Set<VariableID> { functions[function.index] }
}
