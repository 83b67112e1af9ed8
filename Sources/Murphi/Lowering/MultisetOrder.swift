import Diagnostics
import ModelIR

/// Keeps the multisets of a state in order: at the end of every step that may write to one, procedures sort its slots.
///
/// Free slots come last. Elements are compared component by component, what is defined before what is not; so
/// multisets with the same elements are the same cells.
extension Lowering {
  mutating func keepMultisetsInOrder() {
    guard !hasErrors else { return }
    let written = WriteSets(system)
    var sorting: [VariableID: FunctionID] = [:]
    var sorted: [TypeID: FunctionID] = [:]
    for (index, variable) in system.variables.enumerated() where types.containsMultiset(variable.type) {
      sorting[VariableID(index)] = sortVariable(VariableID(index), &sorted)
    }
    guard !sorting.isEmpty else { return }
    func ordered(_ rule: Rule) -> Rule {
      let calls = written.variables(of: rule.body).sorted().compactMap { sorting[$0] }.map {
        Statement(.call(Call(function: $0, arguments: [])), range: rule.range)
      }
      var rule = rule
      rule.body = rule.body.ending(with: calls)
      return rule
    }
    system.rules = system.rules.map(ordered)
    system.startStates = system.startStates.map(ordered)
  }

  // MARK: Procedures

  private mutating func addFunction(
    _ name: String, _ locals: [Local], parameterCount: Int, result: TypeID? = nil, _ body: [Statement],
    _ range: SourceRange
  ) -> FunctionID {
    system.functions.append(
      Function(
        name: name, locals: locals, parameterCount: parameterCount, result: result, body: body, range: range,
        anchor: nil))
    return FunctionID(system.functions.count - 1)
  }

  /// Sorts all multisets of a variable.
  private mutating func sortVariable(_ id: VariableID, _ sorted: inout [TypeID: FunctionID]) -> FunctionID {
    let variable = system[id]
    let place = Place(root: .state(id), type: .declared(variable.type), range: variable.range)
    frame = []
    let body = sortParts(of: place, &sorted)
    return addFunction("order of \(variable.name)", frame, parameterCount: 0, body, variable.range)
  }

  private mutating func sortParts(of place: Place, _ sorted: inout [TypeID: FunctionID]) -> [Statement] {
    guard case .declared(let type) = place.type, types.containsMultiset(type) else { return [] }
    if types[type].isMultiset {
      guard let function = sort(type, &sorted) else { return [] }
      return [Statement(.call(Call(function: function, arguments: [.reference(place)])), range: place.range)]
    }
    switch types[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union: return []
    case .record(let fields):
      var body: [Statement] = []
      for (index, field) in fields.enumerated() {
        var part = place
        part.path.append(.field(index, record: type))
        part.type = types.valueType(of: field.type)
        body += sortParts(of: part, &sorted)
      }
      return body
    case .array(let index, let element):
      guard let domain = types.domain(of: index) else { return [] }
      let (binder, read) = counter(from: domain.lowerBound, to: domain.upperBound, at: place.range)
      var part = place
      part.path.append(.element(read, array: type))
      part.type = types.valueType(of: element)
      return [Statement(.loop(binder, sortParts(of: part, &sorted)), range: place.range)]
    }
  }

  /// Numbers, whatever the index type is: they are only counted.
  private mutating func counter(
    from first: Value, to last: Value, at range: SourceRange
  ) -> (Binder, Expression) {
    let (low, high) = (min(first, last), max(first, last))
    let type = ValueType.declared(
      types.add(TypeDefinition(name: nil, shape: .integers(low: low, high: high), range: range)))
    let (local, value) = loopVariable("index", type, at: range)
    let step: Value = first > last ? -1 : 1
    let binder = Binder(
      local: local,
      domain: .interval(from: number(first, range), to: number(last, range), by: number(step, range)))
    return (binder, value)
  }

  private func number(_ value: Value, _ range: SourceRange) -> Expression {
    constant(value, .integer, at: range).expression
  }

  /// Sorts the slots of one multiset: there and back until nothing moves, which is soon for what is nearly sorted.
  private mutating func sort(_ type: TypeID, _ sorted: inout [TypeID: FunctionID]) -> FunctionID? {
    if let known = sorted[type] { return known }
    guard let (_, slot, entry, _) = multiset(.declared(type)), let domain = types.domain(of: slot) else {
      return nil
    }
    let range = types[type].range
    let last = domain.upperBound
    let precedes = precedes(entry, range)
    let outer = frame
    defer { frame = outer }
    frame = []
    let multiset = Place(
      root: .local(addLocal("multiset", .declared(type), .reference)), type: .declared(type), range: range)
    guard last > 0 else {
      sorted[type] = addFunction("order of a multiset", frame, parameterCount: 1, [], range)
      return sorted[type]
    }
    let moves = Place(root: .local(addLocal("moves", .boolean, .variable)), type: .boolean, range: range)
    let entryType = ValueType.declared(entry)
    let kept = Place(root: .local(addLocal("kept", entryType, .variable)), type: entryType, range: range)
    func assign(_ place: Place, _ value: Expression) -> Statement {
      Statement(.assign(place, value), range: range)
    }
    let yes = constant(1, .boolean, at: range).expression
    let no = constant(0, .boolean, at: range).expression
    let (passes, _) = counter(from: 1, to: last, at: range)
    var sweeps = [assign(moves, no)]
    for (first, final) in [(1, last), (last, 1)] {
      let (binder, index) = counter(from: first, to: final, at: range)
      let previous = Expression(.binary(.subtract, index, number(1, range)), type: .integer, range: range)
      let (left, right) = (self.slot(previous, of: multiset), self.slot(index, of: multiset))
      let isWrong = Expression(
        .call(Call(function: precedes, arguments: [.reference(right), .reference(left)])), type: .boolean,
        range: range)
      let exchange = [
        assign(kept, Expression(reading: left)), assign(left, Expression(reading: right)),
        assign(right, Expression(reading: kept)), assign(moves, yes),
      ]
      sweeps.append(
        Statement(
          .loop(
            binder,
            [
              Statement(
                .branch([Statement.Branch(condition: isWrong, body: exchange)], otherwise: []), range: range)
            ]), range: range))
    }
    let pass = Statement(
      .branch([Statement.Branch(condition: Expression(reading: moves), body: sweeps)], otherwise: []),
      range: range)
    let body = [assign(moves, yes), Statement(.loop(passes, [pass]), range: range)]
    sorted[type] = addFunction("order of a multiset", frame, parameterCount: 1, body, range)
    return sorted[type]
  }

  /// Whether one slot's content comes before another's.
  private mutating func precedes(_ entry: TypeID, _ range: SourceRange) -> FunctionID {
    let outer = frame
    defer { frame = outer }
    frame = []
    let type = ValueType.declared(entry)
    let left = Place(root: .local(addLocal("left", type, .reference)), type: type, range: range)
    let right = Place(root: .local(addLocal("right", type, .reference)), type: type, range: range)
    var body: [Statement] = []
    compareParts(of: left, right, entry, range, into: &body)
    let no = constant(0, .boolean, at: range).expression
    body.append(Statement(.leave(no), range: range))
    return addFunction("order of elements", frame, parameterCount: 2, result: TypeID(0), body, range)
  }

  private func compareParts(
    of left: Place, _ right: Place, _ type: TypeID, _ range: SourceRange, into body: inout [Statement]
  ) {
    func part(_ place: Place, _ step: Place.Step, _ type: TypeID) -> Place {
      var place = place
      place.path.append(step)
      place.type = types.valueType(of: type)
      return place
    }
    switch types[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      compare(left, right, range, into: &body)
    case .record(let fields):
      for (index, field) in fields.enumerated() {
        let step = Place.Step.field(index, record: type)
        compareParts(
          of: part(left, step, field.type), part(right, step, field.type), field.type, range, into: &body)
      }
    case .array(let index, let element):
      guard let domain = types.domain(of: index) else { return }
      for value in domain {
        let step = Place.Step.element(number(value, range), array: type)
        compareParts(of: part(left, step, element), part(right, step, element), element, range, into: &body)
      }
    }
  }

  /// Decides if two components differ.
  private func compare(_ left: Place, _ right: Place, _ range: SourceRange, into body: inout [Statement]) {
    func isDefined(_ place: Place) -> Expression {
      not(Expression(.isUndefined(place), type: .boolean, range: range))
    }
    func isBefore(_ left: Place, _ right: Place) -> Expression {
      both(
        isDefined(left),
        both(not(isDefined(right)), both(Expression(reading: left), Expression(reading: right), .less), .or),
        .and)
    }
    let answers = [(isBefore(left, right), Value(1)), (isBefore(right, left), Value(0))]
    body.append(
      Statement(
        .branch(
          answers.map { condition, answer in
            Statement.Branch(
              condition: condition,
              body: [Statement(.leave(constant(answer, .boolean, at: range).expression), range: range)])
          }, otherwise: []), range: range))
  }
}
