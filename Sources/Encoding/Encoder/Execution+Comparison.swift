import ModelIR

/// Comparison of whole values: cell by cell, undefined equals undefined.
extension Execution {
  private static let maximumElements: Value = 256

  func areSame(
    _ left: [Slot], _ right: [Slot], _ expression: Expression
  ) throws(UnsupportedConstruct) -> Term {
    guard left.contains(where: \.isArray), case .declared(let type) = expression.type else {
      return bank.and(zip(left, right).map { areSame($0, $1) })
    }
    var parts: [Term] = []
    for (component, (a, b)) in zip(layout.components(of: type), zip(left, right)) {
      if component.indices.isEmpty {
        parts.append(areSame(a, b))
        continue
      }
      let count = component.indices.reduce(Value(1)) { count, index in
        let domain = layout.domain(of: index)
        let extent = min(domain.upperBound - domain.lowerBound, Self.maximumElements) + 1
        return min(count * extent, Self.maximumElements + 1)
      }
      if count > Self.maximumElements {
        guard hasNoSpareBits(component) else { throw Self.tooManyElements(expression) }
        parts.append(areSame(a, b))
        continue
      }
      parts.append(haveSameElements(a, b, component.indices[...], component.type))
    }
    return bank.and(parts)
  }

  private static func tooManyElements(_ expression: Expression) -> UnsupportedConstruct {
    UnsupportedConstruct(
      "comparison of whole arrays with more than \(maximumElements) elements, where the number of indices or "
        + "of values is no power of two: compare one element in a parameterised property",
      at: expression.range)
  }

  private func areSame(_ a: Slot, _ b: Slot) -> Term {
    let values = a.isArray ? bank.equal(a.value.term, b.value.term) : numbers.equal(a.value, b.value)
    return bank.and(bank.equal(a.isDefined, b.isDefined), values)
  }

  /// Arrays whose terms may differ where they have no elements, or undefined ones.
  private func haveSameElements(
    _ a: Slot, _ b: Slot, _ indices: ArraySlice<TypeID>, _ type: TypeID
  ) -> Term {
    guard let index = indices.first else {
      let areEqual = numbers.equal(element(a, type), element(b, type))
      return bank.and(bank.equal(a.isDefined, b.isDefined), bank.implies(a.isDefined, areEqual))
    }
    let width = layout.indexShape(of: index).width
    return bank.and(
      layout.domain(of: index).map { value in
        let position = bank.bits(value, width: width)
        return haveSameElements(
          slots.element(of: a, at: [position]), slots.element(of: b, at: [position]), indices.dropFirst(),
          type)
      })
  }

  private func element(_ slot: Slot, _ type: TypeID) -> SymbolicValue {
    slot.value.isTruth ? slot.value : inhabited(slot.value.term, layout.domain(of: type))
  }

  /// True if no array of the component's sort has contents beyond the elements of a state.
  private func hasNoSpareBits(_ component: SlotLayout.Component) -> Bool {
    let isFull = { (type: TypeID) in
      let domain = layout.domain(of: type)
      return Representation(domain.lowerBound, domain.upperBound).range == domain
    }
    return component.indices.allSatisfy(isFull) && (layout.isTruth(component.type) || isFull(component.type))
  }
}
