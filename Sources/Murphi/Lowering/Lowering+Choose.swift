import Diagnostics
import ModelIR

/// `choose i: m do ... end`: a ruleset over the slots of a multiset, for those that hold an element.
extension Lowering {
  mutating func lowerChoose(_ syntax: ElementSyntax, _ rules: [RuleSyntax], at range: SourceRange) {
    frame = outerFrame
    scopes.open()
    let frameCount = outerFrame.count
    let count = (parameters.count, chosen.count)
    if let multiset = lowerChosenMultiset(syntax.multiset), let slot = self.multiset(multiset.type)?.slot,
      let domain = types.domain(of: slot)
    {
      outerFrame = frame
      let type = types.valueType(of: slot)
      let local = LocalID(outerFrame.count)
      let place = Place(root: .local(local), type: type, range: syntax.name.range)
      let index = ElementIndex(
        slot: Expression(reading: place), multiset: multiset,
        isChosen: true)
      parameters.append(
        Parameter(
          local: local, name: syntax.name.text, type: type, first: domain.lowerBound, last: domain.upperBound,
          step: 1))
      outerFrame.append(Local(name: syntax.name.text, type: type, role: .parameter))
      chosen.append(index)
      declare(syntax.name, .element(index))
    } else {
      declare(syntax.name, .broken)
    }
    for rule in rules { lowerRule(rule) }
    parameters.removeLast(parameters.count - count.0)
    chosen.removeLast(chosen.count - count.1)
    outerFrame.removeLast(outerFrame.count - frameCount)
    scopes.close()
  }

  /// Which multiset it is must not change while a rule is executed.
  private mutating func lowerChosenMultiset(_ syntax: ExpressionSyntax) -> Place? {
    guard let operand = lowerMultisetPlace(syntax, "`choose`"), let place = operand.place else { return nil }
    guard case .state = place.root else {
      report(.misplacedChoose, "`choose` needs a multiset of the state", at: syntax.range)
      return nil
    }
    for case .element(let index, _) in place.path {
      if parametersOnly(in: index) != nil { continue }
      report(
        .misplacedChoose, "which multiset `choose` is about would change with the state", at: index.range,
        help:
          "name it by constants and parameters of rulesets: put a `ruleset` around it, and a condition into the guard"
      )
      return nil
    }
    return place
  }

  /// The parameters that an expression reads, or nil if it depends on anything else.
  private func parametersOnly(in expression: Expression) -> Set<LocalID>? {
    var locals: Set<LocalID> = []
    var isPlain = true
    BodyWalk(
      place: { place in
        if case .local(let local) = place.root, place.path.isEmpty {
          locals.insert(local)
        } else {
          isPlain = false
        }
      }, call: { _ in isPlain = false }
    ).visit(expression)
    return isPlain && locals.allSatisfy { $0.index < outerFrame.count } ? locals : nil
  }

  mutating func reportWithinChoose(_ what: String, at range: SourceRange) {
    guard !chosen.isEmpty else { return }
    report(
      .misplacedChoose, "\(what) cannot be within `choose`", at: range,
      help: "`MultiSetCount` says what elements there are")
  }

  // MARK: Conditions

  private var areThere: Expression? {
    chosen.reduce(nil) { conditions, index in
      let isThere = not(isAbsent(index.slot, of: index.multiset, at: index.slot.range))
      return conditions.map { both($0, isThere, .and) } ?? isThere
    }
  }

  func both(_ left: Expression, _ right: Expression, _ operation: BinaryOperator) -> Expression {
    Expression(.binary(operation, left, right), type: .boolean, range: right.range)
  }

  /// A guard, asked only where the slots hold elements.
  func whereChosen(_ condition: Expression?) -> Expression? {
    guard let areThere else { return condition }
    return condition.map { both(areThere, $0, .and) } ?? areThere
  }

  /// A property's condition, of all elements or, for a cover, of some.
  func whereChosen(_ condition: Expression, _ kind: Property.Kind) -> Expression {
    guard let areThere else { return condition }
    return both(areThere, condition, kind == .cover ? .and : .implies)
  }

  // MARK: Bodies

  /// What `choose` has named must stay the same thing while the rule is executed.
  mutating func checkChosen(in body: [Statement]) {
    guard !chosen.isEmpty else { return }
    checkElementsStay(in: body)
    let written = WrittenLocals.of(body)
    for index in chosen {
      for case .element(let position, _) in index.multiset.path {
        guard parametersOnly(in: position)?.isDisjoint(with: written) == false else { continue }
        report(
          .misplacedChoose, "the rule assigns to a parameter that says which multiset `choose` is about",
          at: position.range, help: "assign to a variable of its own")
      }
    }
  }

  /// What takes elements out of a multiset without saying which would leave names that stand for others.
  private mutating func checkElementsStay(in body: [Statement]) {
    let multisets = Set(chosen.compactMap { self.multiset($0.multiset.type)?.array })
    let entries = Set(chosen.compactMap { self.multiset($0.multiset.type)?.entry })
    var replaced: [(place: Place, range: SourceRange)] = []
    var calls: [(function: FunctionID, range: SourceRange)] = []
    BodyWalk(
      statement: { statement in
        if let place = statement.kind.target { replaced.append((place, statement.range)) }
        if case .call(let call) = statement.kind { calls.append((call.function, statement.range)) }
      },
      expression: { expression in
        if case .call(let call) = expression.kind { calls.append((call.function, expression.range)) }
      }
    ).visit(body)
    let takers = functionsTaking(multisets, entries)
    let culprits =
      replaced.filter { isOfState($0.place) && contains($0.place.type, multisets) }.map(\.range)
      + calls.filter { takers.contains($0.function) }.map(\.range)
    guard let range = culprits.first else { return }
    report(
      .elementMayBeGone, "this may take away what `choose` has named", at: range,
      labels: chosen.last.map { [Label($0.slot.range, "named here")] } ?? [],
      help: "remove single elements with `MultiSetRemove`, or do this in a rule outside of `choose`")
  }

  /// The functions that take elements of such multisets away, themselves or by what they call.
  private func functionsTaking(_ multisets: Set<TypeID>, _ entries: Set<TypeID>) -> Set<FunctionID> {
    let own = system.functions.enumerated().map { index, function -> Set<FunctionID> in
      var replaced: [Place] = []
      BodyWalk(statement: { if let place = $0.kind.target { replaced.append(place) } }).visit(function.body)
      let takes = replaced.contains { place in
        if case .local(let local) = place.root, function.locals[local.index].role != .reference {
          return false
        }
        return contains(place.type, multisets) || isOne(of: entries, place.type)
      }
      return takes ? [FunctionID(index)] : []
    }
    let takers = CallGraph(system).closed(own)
    return Set(system.functions.indices.filter { !takers[$0].isEmpty }.map(FunctionID.init))
  }

  private func isOne(of wanted: Set<TypeID>, _ type: ValueType) -> Bool {
    guard case .declared(let id) = type else { return false }
    var types = types
    return wanted.contains { types.areSame($0, id) }
  }

  private func isOfState(_ place: Place) -> Bool {
    if case .state = place.root { true } else { false }
  }

  /// Types of the same structure count as the same.
  private func contains(_ type: ValueType, _ wanted: Set<TypeID>) -> Bool {
    if case .declared(let id) = type { contains(id, wanted) } else { false }
  }

  private func contains(_ type: TypeID, _ wanted: Set<TypeID>) -> Bool {
    var types = types
    if wanted.contains(where: { types.areSame($0, type) }) { return true }
    switch types[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union: return false
    case .array(_, let element): return contains(element, wanted)
    case .record(let fields): return fields.contains { contains($0.type, wanted) }
    }
  }
}
