import ModelIR

/// The content of one slot during symbolic execution.
///
/// The value is zero (or false) where it is undefined; every change of its representation keeps that.
struct Slot: Hashable {
  var isDefined: Term
  /// In an array's slot the interval is that of the elements' type, and the term an array.
  var value: SymbolicValue

  var isArray: Bool {
    if case .array = isDefined.sort { true } else { false }
  }
}

/// A place whose indices have been evaluated.
struct Address {
  /// An index into an enumerated array that is not a constant: the number, and how far apart the elements are.
  struct Choice {
    var index: SymbolicValue
    var stride: Int
  }

  /// The first slot if every choice takes its lowest index.
  var slot: Int
  var choices: [Choice] = []
  /// Indices into SMT arrays, outermost first.
  var indices: [Term] = []
  var type: ValueType
}

/// Slots, read, written and merged.
struct Slots {
  let bank: TermBank
  let numbers: Numbers
  let layout: SlotLayout

  init(bank: TermBank, layout: SlotLayout) {
    self.bank = bank
    self.numbers = Numbers(bank: bank)
    self.layout = layout
  }

  func defined(_ value: SymbolicValue) -> Slot { Slot(isDefined: bank.true, value: value) }

  /// A value in the form in which a slot of a type holds it.
  func stored(_ value: SymbolicValue, as type: ValueType) -> Slot {
    defined(
      layout.isTruth(type) ? numbers.truth(numbers.asTruth(value)) : numbers.asNumber(value))
  }

  /// An undefined value of any type.
  func undefined(_ type: ValueType) -> [Slot] {
    switch type {
    case .boolean: [Slot(isDefined: bank.false, value: numbers.truth(bank.false))]
    case .integer: [Slot(isDefined: bank.false, value: numbers.constant(0))]
    case .declared(let type): layout.components(of: type).map { fill($0, nil) }
    }
  }

  /// The lowest value of a type.
  func cleared(_ type: ValueType) -> [Slot] {
    switch type {
    case .boolean: [defined(numbers.truth(bank.false))]
    case .integer: [defined(numbers.constant(0))]
    case .declared(let type):
      layout.components(of: type).map { fill($0, layout.domain(of: $0.type).lowerBound) }
    }
  }

  /// A component that is the same number, or undefined, everywhere.
  private func fill(_ component: SlotLayout.Component, _ value: Value?) -> Slot {
    let domain = layout.domain(of: component.type)
    let isTruth = layout.isTruth(component.type)
    let simple = isTruth ? numbers.truth(bank.bool(value == 1)) : numbers.constant(value ?? 0)
    guard !component.indices.isEmpty else { return Slot(isDefined: bank.bool(value != nil), value: simple) }
    let (low, high) = (domain.lowerBound, domain.upperBound)
    var element = isTruth ? simple.term : numbers.bits(simple, in: low, high)
    var defined = bank.bool(value != nil)
    for index in component.indices.reversed() {
      let sort = layout.indexShape(of: index).sort
      element = bank.constantArray(index: sort, element)
      defined = bank.constantArray(index: sort, defined)
    }
    return Slot(isDefined: defined, value: SymbolicValue(term: element, low: low, high: high))
  }

  func choose(_ condition: Term, _ then: Slot, _ otherwise: Slot) -> Slot {
    if then == otherwise || condition.isTrue { return then }
    if condition.isFalse { return otherwise }
    let defined = bank.ite(condition, then.isDefined, otherwise.isDefined)
    let (a, b) = (then.value, otherwise.value)
    if then.isArray || a.isTruth {
      let term = bank.ite(condition, a.term, b.term)
      return Slot(isDefined: defined, value: SymbolicValue(term: term, low: a.low, high: a.high))
    }
    // Not simplified to a literal: the value may be that, or zero because it is undefined.
    let (low, high) = (min(a.low, b.low), max(a.high, b.high))
    let term = bank.ite(condition, numbers.bits(a, in: low, high), numbers.bits(b, in: low, high))
    return Slot(isDefined: defined, value: SymbolicValue(term: term, low: low, high: high))
  }

  func choose(_ condition: Term, _ then: [Slot], _ otherwise: [Slot]) -> [Slot] {
    then == otherwise ? then : zip(then, otherwise).map { choose(condition, $0, $1) }
  }

  /// The element of an array's slot; with fewer indices than the array has, still an array.
  func element(of slot: Slot, at indices: [Term]) -> Slot {
    var result = slot
    for index in indices {
      result.isDefined = bank.select(result.isDefined, index)
      result.value.term = bank.select(result.value.term, index)
    }
    return result
  }

  /// The array's slot with one element replaced.
  func replacing(_ indices: ArraySlice<Term>, of array: Slot, by element: Slot) -> Slot {
    guard let index = indices.first else {
      var result = element
      if !element.isArray, !element.value.isTruth {
        result.value.term = numbers.bits(element.value, in: array.value.low, array.value.high)
      }
      result.value.low = array.value.low
      result.value.high = array.value.high
      return result
    }
    let inner = self.element(of: array, at: [index])
    let replaced = replacing(indices.dropFirst(), of: inner, by: element)
    return Slot(
      isDefined: bank.store(array.isDefined, index, replaced.isDefined),
      value: SymbolicValue(
        term: bank.store(array.value.term, index, replaced.value.term), low: array.value.low,
        high: array.value.high))
  }
}
