import Diagnostics
import ModelIR

/// Multisets, their elements, and predicates of them.
///
/// A multiset is an array of slots. Within a step an element stays in its slot; at the end of the step the slots are put
/// in order, so that multisets with the same elements are the same.
extension Lowering {
  /// The fields of a slot.
  static let presentField = 0
  static let elementField = 1
  private static let maximumCapacity: Value = 1024

  mutating func lowerMultiset(
    _ capacity: ExpressionSyntax, _ element: TypeSyntax, at range: SourceRange
  ) -> TypeID? {
    let capacityValue = lowerConstantNumber(capacity)
    let elementType = lower(element)
    guard let capacityValue, let elementType else { return nil }
    guard capacityValue >= 1 else {
      report(
        .emptyRange, "a multiset of at most \(capacityValue) elements", at: capacity.range,
        help: "it needs room for at least one")
      return nil
    }
    guard capacityValue <= Self.maximumCapacity, types.cellCount(of: elementType) <= Self.maximumCells else {
      report(
        .typeTooLarge,
        "a multiset has at most \(Self.maximumCapacity) elements, each of at most \(Self.maximumCells) simple components",
        at: range)
      return nil
    }
    guard !types.containsMultiset(elementType) else {
      report(
        .unsupportedConstruct, "multisets whose elements contain multisets are not supported",
        at: element.range)
      return nil
    }
    let fields = [Field(name: "present", type: TypeID(0)), Field(name: "element", type: elementType)]
    guard let slot = add(.integers(low: 0, high: capacityValue - 1), at: range),
      let entry = add(.record(fields: fields), at: range)
    else { return nil }
    return add(.array(index: slot, element: entry), at: range, isMultiset: true)
  }

  /// Of an element: more are not compared.
  private static let maximumCells = 4096

  /// What a type of multisets consists of; nil if it is another type.
  func multiset(_ type: ValueType) -> (array: TypeID, slot: TypeID, entry: TypeID, element: TypeID)? {
    guard case .declared(let array) = type, types[array].isMultiset,
      case .array(let slot, let entry) = types[array].shape, case .record(let fields) = types[entry].shape
    else { return nil }
    return (array, slot, entry, fields[Self.elementField].type)
  }

  // MARK: Slots

  func slot(_ index: Expression, of multiset: Place) -> Place {
    guard let (array, _, entry, _) = self.multiset(multiset.type) else { return multiset }
    var place = multiset
    place.path.append(.element(index, array: array))
    place.type = .declared(entry)
    return place
  }

  func elementPlace(_ index: Expression, of multiset: Place) -> Place {
    guard let (_, _, entry, element) = self.multiset(multiset.type) else { return multiset }
    var place = slot(index, of: multiset)
    place.path.append(.field(Self.elementField, record: entry))
    place.type = types.valueType(of: element)
    return place
  }

  func presentPlace(_ index: Expression, of multiset: Place) -> Place {
    guard let (_, _, entry, _) = self.multiset(multiset.type) else { return multiset }
    var place = slot(index, of: multiset)
    place.path.append(.field(Self.presentField, record: entry))
    place.type = .boolean
    return place
  }

  func isAbsent(_ index: Expression, of multiset: Place, at range: SourceRange) -> Expression {
    Expression(.isUndefined(presentPlace(index, of: multiset)), type: .boolean, range: range)
  }

  func not(_ condition: Expression) -> Expression {
    Expression(.unary(.not, condition), type: .boolean, range: condition.range)
  }

  // MARK: Names of elements

  /// As it is written; the range of a place with an index ends before the bracket.
  private func text(of place: Place) -> String {
    if case .element? = place.path.last { text(of: place.range) + "]" } else { text(of: place.range) }
  }

  func helpAsValue(_ name: Name) -> String? {
    guard case .element(let index)? = scopes.symbol(named: name.text)?.meaning else { return nil }
    return "the element is `\(text(of: index.multiset))[\(name.text)]`"
  }

  /// `m[i]`, where `i` names one of the elements of `m`.
  mutating func element(
    of multiset: Place, _ access: Operand.Access, _ syntax: ExpressionSyntax, _ range: SourceRange
  ) -> Operand? {
    guard let index = elementIndex(syntax, of: multiset) else { return nil }
    var slot = index.slot
    slot.range = syntax.range
    if case .read(var place) = slot.kind {
      place.range = syntax.range
      slot.kind = .read(place)
    }
    var place = elementPlace(slot, of: multiset)
    place.range = place.range.union(syntax.range)
    place.range = place.range.file == range.file ? place.range : range
    return read(place, access)
  }

  /// What names an element of this multiset, or nil after reporting that nothing does.
  mutating func elementIndex(_ syntax: ExpressionSyntax, of multiset: Place) -> ElementIndex? {
    let shown = text(of: multiset)
    if case .designator(let name, _) = syntax.kind,
      case .broken? = scopes.symbol(named: name.text)?.meaning
    {
      return nil
    }
    guard case .designator(let name, let steps) = syntax.kind, steps.isEmpty,
      case .element(let index)? = scopes.symbol(named: name.text)?.meaning
    else {
      _ = lower(syntax)
      report(
        .badElementIndex, "this names no element of the multiset", at: syntax.range,
        help:
          "only `choose i: \(shown)`, `MultiSetCount(i: \(shown), ...)` and `MultiSetRemovePred(i: \(shown), ...)` "
          + "name elements")
      return nil
    }
    names.use(name.range, of: scopes.use(name.text)?.range)
    guard index.multiset.bare == multiset.bare else {
      report(
        .badElementIndex, "`\(name.text)` names an element of another multiset", at: syntax.range,
        labels: [Label(index.multiset.range, "of this one")],
        help: "write `\(text(of: index.multiset))[\(name.text)]`, in the same words")
      return nil
    }
    return index
  }

  /// A multiset that is a variable, or nil after reporting that it is none.
  mutating func lowerMultisetPlace(_ syntax: ExpressionSyntax, _ whoNeeds: String) -> Operand? {
    guard let operand = lower(syntax) else { return nil }
    guard multiset(operand.type) != nil, operand.place != nil else {
      report(
        .notAMultiset, "\(whoNeeds) needs a multiset, not \(types.describe(operand.type))", at: syntax.range)
      return nil
    }
    return operand
  }

  /// A condition on an element that a slot holds, which must not change anything.
  mutating func lowerPredicate(
    _ element: ElementSyntax, _ slot: Expression, of multiset: Place, _ syntax: ExpressionSyntax
  ) -> Expression? {
    scopes.open()
    defer { scopes.close() }
    declare(
      element.name, .element(ElementIndex(slot: slot, multiset: multiset, isChosen: false)))
    guard let condition = lowerBoolean(syntax, "the condition on an element"),
      checkChangesNothing(condition, "a condition on an element", at: syntax.range)
    else { return nil }
    return condition
  }

  /// `MultiSetCount(i: m, condition)`: a sum over the slots, none of which decides alone.
  mutating func lowerCount(
    of element: ElementSyntax, where condition: ExpressionSyntax, at range: SourceRange
  ) -> Operand? {
    guard let operand = lowerMultisetPlace(element.multiset, "`MultiSetCount`"), let place = operand.place,
      let (_, slot, _, _) = multiset(operand.type), let domain = types.domain(of: slot)
    else { return nil }
    var terms: [Expression] = []
    let (zero, one) = (
      constant(0, .integer, at: range).expression, constant(1, .integer, at: range).expression
    )
    var size = 0
    for number in 0...Int(domain.upperBound) {
      let index = constant(Value(number), .declared(slot), at: element.name.range).expression
      guard let holds = lowerPredicate(element, index, of: place, condition) else { return nil }
      size += holds.nodeCount(limit: Self.countLimit)
      guard size <= Self.countLimit else {
        report(
          .typeTooLarge, "this condition is too large to be asked of \(domain.upperBound + 1) elements",
          at: range,
          help: "compute parts of it in a function, or make the multiset smaller")
        return nil
      }
      let counted = Expression(.conditional(holds, then: one, otherwise: zero), type: .integer, range: range)
      terms.append(
        Expression(
          .conditional(isAbsent(index, of: place, at: range), then: zero, otherwise: counted), type: .integer,
          range: range))
    }
    return Operand(sum(terms[...], at: range))
  }

  private static let countLimit = 200_000

  private func sum(_ terms: ArraySlice<Expression>, at range: SourceRange) -> Expression {
    guard terms.count > 1 else { return terms.first ?? constant(0, .integer, at: range).expression }
    let middle = terms.startIndex + terms.count / 2
    return Expression(
      .binary(.add, sum(terms[..<middle], at: range), sum(terms[middle...], at: range)), type: .integer,
      range: range)
  }

  mutating func checkComparable(_ operand: Operand, _ range: SourceRange) -> Bool {
    guard types.containsMultiset(operand.type) else { return true }
    report(
      .unsupportedConstruct, "multisets cannot be compared", at: range,
      help: "compare what `MultiSetCount` says of them")
    return false
  }
}
