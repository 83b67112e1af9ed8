import Diagnostics
import ModelIR

/// Places as addresses, and the slots behind them.
extension Execution {
  /// For a computed root the value is put into fresh slots first.
  mutating func address(of place: Place) throws(UnsupportedConstruct) -> Address {
    var address: Address
    switch place.root {
    case .state(let variable):
      address = Address(slot: variableOffsets[variable.index], type: place.type)
    case .local(let local):
      address =
        frame.references[local.index]
        ?? Address(
          slot: frame.base + frame.offsets[local.index], type: place.type)
    case .value(let expression):
      let content = try content(of: expression)
      address = Address(slot: memory.count, type: place.type)
      memory.append(contentsOf: content)
    }
    for step in place.path {
      switch step {
      case .field(let field, let record):
        address.slot += layout.offset(ofField: field, in: record)
      case .element(let index, let array):
        try enter(array, at: index, &address)
      }
    }
    address.type = place.type
    return address
  }

  private mutating func enter(
    _ array: TypeID, at expression: Expression, _ address: inout Address
  ) throws(UnsupportedConstruct) {
    guard case .array(let indexType, let element) = system[array].shape else {
      preconditionFailure("an element of something that is not an array")
    }
    let domain = layout.domain(of: indexType)
    let value = numbers.asNumber(try value(of: expression))
    fail(
      .indexOutOfRange, "an index is outside \(domain.lowerBound) .. \(domain.upperBound)",
      at: expression.range, if: bank.not(numbers.contains(domain, value)))
    let index = numbers.restricted(value, to: domain.lowerBound, domain.upperBound)
    guard layout.isEnumerated(index: indexType, element: element) else {
      address.indices.append(numbers.bits(index, layout.indexShape(of: indexType).width))
      return
    }
    let stride = layout.size(of: element)
    address.slot += Int(index.low - domain.lowerBound) * stride
    if index.constant == nil { address.choices.append(Address.Choice(index: index, stride: stride)) }
  }

  /// The slots at an address, undefined ones included.
  func content(at address: Address) -> [Slot] {
    let stored = content(address.slot, address.choices[...], layout.size(of: address.type))
    if address.indices.isEmpty { return stored }
    return stored.map { slot in
      var element = slots.element(of: slot, at: address.indices)
      guard !element.isArray else { return element }
      if element.value.isTruth {
        element.value.term = bank.and(element.isDefined, element.value.term)
        return element
      }
      let domain = element.value.low...element.value.high
      let value = slots.defined(inhabited(element.value.term, domain))
      let nothing = Slot(isDefined: bank.false, value: numbers.constant(0))
      return slots.choose(element.isDefined, value, nothing)
    }
  }

  private func content(_ first: Int, _ choices: ArraySlice<Address.Choice>, _ size: Int) -> [Slot] {
    guard let choice = choices.first else { return Array(memory[first..<first + size]) }
    let index = choice.index
    var result: [Slot]?
    for value in (index.low...index.high).reversed() {
      let slot = first + Int(value - index.low) * choice.stride
      let content = content(slot, choices.dropFirst(), size)
      let isMeant = numbers.equal(index, numbers.constant(value))
      result = result.map { slots.choose(isMeant, content, $0) } ?? content
    }
    return result ?? []
  }

  /// Writes whole values, undefined slots included.
  mutating func write(_ content: [Slot], to address: Address) {
    write(content, address.slot, address.choices[...], address.indices, bank.true)
  }

  private mutating func write(
    _ content: [Slot], _ first: Int, _ choices: ArraySlice<Address.Choice>, _ indices: [Term],
    _ condition: Term
  ) {
    guard let choice = choices.first else {
      for (offset, new) in content.enumerated() {
        let old = memory[first + offset]
        let changed = indices.isEmpty ? new : slots.replacing(indices[...], of: old, by: new)
        memory[first + offset] = slots.choose(condition, changed, old)
      }
      return
    }
    let index = choice.index
    for value in index.low...index.high {
      write(
        content, first + Int(value - index.low) * choice.stride, choices.dropFirst(), indices,
        bank.and(condition, numbers.equal(index, numbers.constant(value))))
    }
  }

  mutating func content(at place: Place) throws(UnsupportedConstruct) -> [Slot] {
    let mark = memory.count
    let content = content(at: try address(of: place))
    memory.removeLast(memory.count - mark)
    return content
  }

  /// The value of a simple place, which must be defined.
  mutating func read(_ place: Place) throws(UnsupportedConstruct) -> SymbolicValue {
    let mark = memory.count
    let address = try address(of: place)
    var slot = content(address.slot, address.choices[...], 1)[0]
    slot = slots.element(of: slot, at: address.indices)
    memory.removeLast(memory.count - mark)
    fail(.undefinedRead, "read of an undefined value", at: place.range, if: bank.not(slot.isDefined))
    guard !slot.value.isTruth else { return slot.value }
    guard case .declared(let type) = place.type else {
      return numbers.number(slot.value.term, slot.value.low, slot.value.high)
    }
    let domain = layout.domain(of: type)
    if address.indices.isEmpty {
      return numbers.restricted(slot.value, to: domain.lowerBound, domain.upperBound)
    }
    return inhabited(slot.value.term, domain)
  }

  /// An element of an SMT array as a value of its type.
  ///
  /// Nothing can be said about all elements of an array without quantifiers. So bits that are no value of the type count
  /// as the lowest one: then every array stands for some state, and no range needs to be assumed.
  func inhabited(_ term: Term, _ domain: ClosedRange<Value>) -> SymbolicValue {
    let all = Representation(domain.lowerBound, domain.upperBound).range
    guard all != domain else { return numbers.number(term, domain.lowerBound, domain.upperBound) }
    let raw = numbers.number(term, all.lowerBound, all.upperBound)
    let value = numbers.restricted(raw, to: domain.lowerBound, domain.upperBound)
    return numbers.choose(
      numbers.contains(domain, raw), value, numbers.constant(domain.lowerBound))
  }

  /// A value that is to be stored: it must lie in the type.
  mutating func checked(
    _ value: SymbolicValue, in type: ValueType, _ what: String, at range: SourceRange
  ) -> SymbolicValue {
    guard case .declared(let type) = type, let domain = system.domain(of: type), !value.isTruth else {
      return value
    }
    fail(
      .outOfRangeWrite, "\(what) is outside \(domain.lowerBound) .. \(domain.upperBound)", at: range,
      if: bank.not(numbers.contains(domain, value)))
    return numbers.restricted(value, to: domain.lowerBound, domain.upperBound)
  }
}
