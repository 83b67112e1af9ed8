import Diagnostics

/// What calls read and write, apart from what they are given.
///
/// Of a variable it is the part that constants and what is handed over name: a procedure that is called with the variable of a loop
/// comes to the cells of that element.
struct CallEffects {
  private let system: TransitionSystem
  private let writes: WriteSets
  private let mentions: MentionSets
  /// By `FunctionID.index`: what a function comes to in terms of its parameters, each once.
  private let places: [Set<Reach>]

  /// A part of a state variable, and whether it may be changed.
  private struct Reach: Hashable {
    var place: Place
    var isWritten: Bool
  }

  init(_ system: TransitionSystem) {
    self.system = system
    writes = WriteSets(system)
    mentions = MentionSets(system)
    places = Self.places(in: system, writes, mentions)
  }

  /// True if evaluating the expression calls nothing that changes the state or a `var` argument.
  func isPure(_ expression: Expression) -> Bool {
    var pure = true
    BodyWalk(call: { call in
      if !writes.effects(of: call.function).isEmpty { pure = false }
      for case .reference in call.arguments { pure = false }
    }).visit(expression)
    return pure
  }

  /// Parts of variables, and what `var` parameters stand for.
  func accesses(of call: Call, at range: SourceRange) -> [LoopEffects.Access] {
    var accesses = Self.reached(by: call, places[call.function.index], in: system).map { reach in
      var place = reach.place
      place.range = range
      return LoopEffects.Access(place: place, kind: reach.isWritten ? .write(.any) : .read, range: range)
    }
    for case .reference(let place) in call.arguments {
      accesses.append(LoopEffects.Access(place: place, kind: .write(.any), range: range))
    }
    return accesses
  }

  private static func places(
    in system: TransitionSystem, _ writes: WriteSets, _ mentions: MentionSets
  ) -> [Set<Reach>] {
    var known: [Set<Reach>?] = Array(repeating: nil, count: system.functions.count)
    var open: Set<FunctionID> = []
    func places(of id: FunctionID) -> Set<Reach> {
      if let places = known[id.index] { return places }
      // Of a function that calls itself, variables as a whole.
      guard open.insert(id).inserted else {
        return Set(
          mentions.variables(of: id).map { variable in
            Reach(
              place: Place(
                root: .state(variable), type: .declared(system[variable].type), range: system[id].range
              ).bare, isWritten: writes.effects(of: id).contains(variable))
          })
      }
      let function = system[id]
      let steady = Set((0..<function.parameterCount).map(LocalID.init)).subtracting(
        WrittenLocals.of(function.body))
      let written = WrittenPlaces.of(function.body)
      var found: Set<Reach> = []
      func note(_ place: Place, isWritten: Bool) {
        guard case .state = place.root else { return }
        let place = place.bare.prefix(in: system) { index in
          index.local.map { steady.contains($0) && function.locals[$0.index].role == .parameter } ?? false
        }
        found.insert(Reach(place: place, isWritten: isWritten))
      }
      for place in written { note(place, isWritten: true) }
      var calls: [Call] = []
      BodyWalk(place: { note($0, isWritten: false) }, call: { calls.append($0) }).visit(function.body)
      for call in calls {
        for reach in reached(by: call, places(of: call.function), in: system) {
          note(reach.place, isWritten: reach.isWritten)
        }
      }
      open.remove(id)
      known[id.index] = found
      return found
    }
    return system.functions.indices.map { places(of: FunctionID($0)) }
  }

  /// What a function comes to, in terms of the locals that a call hands over to it.
  private static func reached(
    by call: Call, _ places: Set<Reach>, in system: TransitionSystem
  ) -> [Reach] {
    places.map { reach in
      var reach = reach
      func argument(_ index: Expression) -> Expression? {
        guard let parameter = index.local, case .value(let value) = call.arguments[parameter.index],
          value.local != nil
        else { return nil }
        return value.bare
      }
      reach.place = reach.place.prefix(in: system) { argument($0) != nil }
      reach.place.path = reach.place.path.map { step in
        guard case .element(let index, let array) = step, let value = argument(index) else { return step }
        return .element(value, array: array)
      }
      return reach
    }
  }
}

extension Expression {
  /// The local that it reads, and nothing of it.
  fileprivate var local: LocalID? {
    guard case .read(let place) = kind, case .local(let local) = place.root, place.path.isEmpty else {
      return nil
    }
    return local
  }
}

extension Place {
  /// As far as fields, constants and other indices that are kept lead.
  fileprivate func prefix(in system: TransitionSystem, where keeps: (Expression) -> Bool) -> Place {
    guard case .state(let variable) = root else { return self }
    var prefix = Place(root: root, type: .declared(system[variable].type), range: range)
    for step in path {
      switch step {
      case .field(let field, let record):
        guard case .record(let fields) = system[record].shape else { return prefix }
        prefix.type = .declared(fields[field].type)
      case .element(let index, let array):
        guard case .array(_, let element) = system[array].shape else { return prefix }
        if case .constant = index.kind {} else if !keeps(index) { return prefix }
        prefix.type = .declared(element)
      }
      prefix.path.append(step)
    }
    return prefix
  }
}
