import Diagnostics
import ModelIR

/// What changes multisets.
extension Lowering {
  /// Whether this is a statement about multisets; if so, it has been lowered.
  mutating func lowerMultisetStatement(_ syntax: StatementSyntax, into result: inout [Statement]) -> Bool {
    switch syntax.kind {
    case .removeElements(let element, let condition):
      lowerRemoval(of: element, where: condition, at: syntax.range, into: &result)
    case .call(let name, let arguments) where isBuiltIn(name, "multisetadd"):
      guard checkCount(arguments, name, "an element and a multiset", at: syntax.range) else { break }
      lowerAddition(arguments[0], to: arguments[1], at: syntax.range, into: &result)
    case .call(let name, let arguments) where isBuiltIn(name, "multisetremove"):
      guard checkCount(arguments, name, "what `choose` has named and its multiset", at: syntax.range) else {
        break
      }
      lowerRemoval(of: arguments[0], from: arguments[1], at: syntax.range, into: &result)
    case .clear(let target):
      guard let place = lowerTarget(target, "cleared") else { break }
      clear(place, at: syntax.range, into: &result)
    case .property, .assign, .change, .alias, .error, .undefine, .forLoop, .whileLoop, .branch, .select,
      .putText,
      .put,
      .leave, .call:
      return false
    }
    return true
  }

  /// A model may have a procedure of that name.
  private func isBuiltIn(_ name: Name, _ word: String) -> Bool {
    name.text.lowercased() == word && scopes.symbol(named: name.text) == nil
  }

  private mutating func checkCount(
    _ arguments: [ExpressionSyntax], _ name: Name, _ what: String, at range: SourceRange
  ) -> Bool {
    if arguments.count == 2 { return true }
    report(
      .wrongArgumentCount, "`\(name.text)` takes 2 arguments, not \(arguments.count)", at: range,
      help: "give it \(what)")
    return false
  }

  // MARK: Adding

  /// The element goes into the first free slot; it is an error if there is none.
  private mutating func lowerAddition(
    _ value: ExpressionSyntax, to target: ExpressionSyntax, at range: SourceRange,
    into result: inout [Statement]
  ) {
    let multiset = lowerMultisetPlace(target, "`MultiSetAdd`")
    let parts = multiset.flatMap { self.multiset($0.type) }
    let operand = lower(value, expecting: parts.map { types.valueType(of: $0.element) })
    guard let multiset, let operand, let (_, slot, _, element) = parts, let domain = types.domain(of: slot)
    else { return }
    let wanted = types.valueType(of: element)
    guard types.areCompatible(operand.type, wanted) else {
      report(
        .typeMismatch,
        "the multiset has \(types.describe(wanted)) as elements, not \(types.describe(operand.type))",
        at: value.range)
      return
    }
    guard let written = self.target(of: multiset, "added to"), var content = convert(operand, to: wanted)
    else { return }
    // The multiset is found before the element is: a parameter that a call in it changes is no index that stays.
    let changed = WrittenLocals.of([Statement(.put(.expression(content)), range: range)])
    let place = fixed(written, "multiset", whereWritten: changed, into: &result)
    if content.mayCall { content = captured(content, "added", into: &result) }
    let isFree = local("free", .boolean, at: range)
    let (counter, index) = loopVariable("slot", .declared(slot), at: range)
    let yes = constant(1, .boolean, at: range).expression
    let no = constant(0, .boolean, at: range).expression
    let isHere = both(Expression(reading: isFree), isAbsent(index, of: place, at: range), .and)
    let put = [
      Statement(.assign(elementPlace(index, of: place), content), range: range),
      Statement(.assign(presentPlace(index, of: place), yes), range: range),
      Statement(.assign(isFree, no), range: range),
    ]
    let room = domain.upperBound + 1
    result += [
      Statement(.assign(isFree, yes), range: range),
      Statement(
        .loop(
          Binder(local: counter, domain: .type(slot)),
          [Statement(.branch([Statement.Branch(condition: isHere, body: put)], otherwise: []), range: range)]),
        range: range),
      Statement(
        .branch(
          [
            Statement.Branch(
              condition: Expression(reading: isFree),
              body: [
                // Behind something else it is not explained by the condition, which the model does not have.
                Statement(.put(.text("")), range: range),
                Statement(
                  .error("multiset `\(text(of: target.range))` has \(room) elements and no room for another"),
                  range: range),
              ])
          ], otherwise: []), range: range),
    ]
  }

  private mutating func local(_ name: String, _ type: ValueType, at range: SourceRange) -> Place {
    Place(root: .local(addLocal(name, type, .variable)), type: type, range: range)
  }

  /// What a loop counts with, and its value.
  mutating func loopVariable(
    _ name: String, _ type: ValueType, at range: SourceRange
  ) -> (local: LocalID, value: Expression) {
    let local = addLocal(name, type, .bound)
    return (local, Expression(reading: Place(root: .local(local), type: type, range: range)))
  }

  // MARK: Removing

  /// `MultiSetRemove(i, m)`: afterwards `i` names nothing.
  private mutating func lowerRemoval(
    of element: ExpressionSyntax, from target: ExpressionSyntax, at range: SourceRange,
    into result: inout [Statement]
  ) {
    guard let operand = lowerMultisetPlace(target, "`MultiSetRemove`"),
      let place = self.target(of: operand, "removed from"), let index = elementIndex(element, of: place)
    else { return }
    guard index.isChosen else {
      report(
        .badElementIndex, "`MultiSetRemove` takes away what `choose` has named", at: element.range,
        help: "with a condition on elements, `MultiSetRemovePred` does")
      return
    }
    result.append(Statement(.undefine(slot(index.slot, of: place)), range: range))
    forgetAbsent(of: place.type, at: range, into: &result)
  }

  /// What is chosen and no longer there has no name any more.
  private mutating func forgetAbsent(
    of type: ValueType, at range: SourceRange, into result: inout [Statement]
  ) {
    for index in chosen {
      guard types.areSame(index.multiset.type, type), case .read(let slot) = index.slot.kind else { continue }
      let isKnown = not(Expression(.isUndefined(slot), type: .boolean, range: range))
      let isGone = both(isKnown, isAbsent(index.slot, of: index.multiset, at: range), .and)
      let forget = Statement(.undefine(slot), range: range)
      result.append(
        Statement(.branch([Statement.Branch(condition: isGone, body: [forget])], otherwise: []), range: range)
      )
    }
  }

  /// `MultiSetRemovePred(i: m, condition)`: all are asked before any is removed.
  private mutating func lowerRemoval(
    of element: ElementSyntax, where condition: ExpressionSyntax, at range: SourceRange,
    into result: inout [Statement]
  ) {
    guard let operand = lowerMultisetPlace(element.multiset, "`MultiSetRemovePred`"),
      let written = self.target(of: operand, "removed from"), let (_, slot, _, _) = multiset(operand.type)
    else { return }
    let marks = types.add(
      TypeDefinition(name: nil, shape: .array(index: slot, element: TypeID(0)), range: range))
    let marked = local("marked", .declared(marks), at: range)
    func mark(_ index: Expression) -> Place {
      var place = marked
      place.path.append(.element(index, array: marks))
      place.type = .boolean
      return place
    }
    let (asking, asked) = loopVariable(element.name.text, .declared(slot), at: element.name.range)
    guard let holds = lowerPredicate(element, asked, of: written, condition) else { return }
    let place = fixed(written, "multiset", into: &result)
    let isMeant = Expression(
      .binary(.and, not(isAbsent(asked, of: place, at: range)), holds), type: .boolean, range: range)
    let (removing, removed) = loopVariable(element.name.text, .declared(slot), at: element.name.range)
    let remove = Statement(.undefine(self.slot(removed, of: place)), range: range)
    result += [
      Statement(
        .loop(
          Binder(local: asking, domain: .type(slot)),
          [Statement(.assign(mark(asked), isMeant), range: range)]), range: range),
      Statement(
        .loop(
          Binder(local: removing, domain: .type(slot)),
          [
            Statement(
              .branch(
                [
                  Statement.Branch(
                    condition: Expression(reading: mark(removed)), body: [remove])
                ], otherwise: []), range: range)
          ]), range: range),
    ]
    forgetAbsent(of: place.type, at: range, into: &result)
  }

  // MARK: Clearing

  /// The multisets of what is cleared become empty.
  private mutating func clear(_ place: Place, at range: SourceRange, into result: inout [Statement]) {
    guard types.containsMultiset(place.type), case .declared(let type) = place.type else {
      result.append(Statement(.clear(place), range: range))
      return
    }
    if types[type].isMultiset {
      result.append(Statement(.undefine(place), range: range))
      return
    }
    let place = fixed(place, "cleared", into: &result)
    switch types[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union: break
    case .record(let fields):
      for (index, field) in fields.enumerated() {
        var part = place
        part.path.append(.field(index, record: type))
        part.type = types.valueType(of: field.type)
        clear(part, at: range, into: &result)
      }
    case .array(let index, let element):
      let indexType = types.valueType(of: index)
      let (counter, read) = loopVariable("index", indexType, at: range)
      var part = place
      part.path.append(.element(read, array: type))
      part.type = types.valueType(of: element)
      var body: [Statement] = []
      clear(part, at: range, into: &body)
      result.append(Statement(.loop(Binder(local: counter, domain: .type(index)), body), range: range))
    }
  }
}
