package import ModelIR

/// Turns a transition system into terms; the interpreter is what its result must agree with.
package struct Encoder {
  let system: TransitionSystem
  let bank: TermBank
  let layout: SlotLayout
  let slots: Slots
  let leaves: [StateLeaf]
  let variableOffsets: [Int]
  /// The state before a transition: each slot is its leaves' constants.
  let current: [Slot]
  private var names: Names

  /// An array of more than `elementLimit` elements is not enumerated but an SMT array.
  package init(_ system: TransitionSystem, bank: TermBank = TermBank(), elementLimit: Int = 64) {
    self.system = system
    self.bank = bank
    layout = SlotLayout(system, elementLimit: elementLimit)
    slots = Slots(bank: bank, layout: layout)
    names = Names()
    var leaves: [StateLeaf] = []
    var current: [Slot] = []
    var offsets: [Int] = []
    for (index, variable) in system.variables.enumerated() {
      offsets.append(current.count)
      for component in layout.components(of: variable.type) {
        let place = Place(
          root: .state(VariableID(index)), path: component.path, type: .declared(component.type),
          range: variable.range)
        let name = variable.name + system.suffix(of: component.path)
        var (value, defined) = (layout.sort(of: component.type), Sort.bool)
        for index in component.indices.reversed() {
          let sort = layout.indexShape(of: index).sort
          (value, defined) = (.array(index: sort, element: value), .array(index: sort, element: defined))
        }
        let domain = layout.domain(of: component.type)
        let content = SymbolicValue(
          term: bank.constant(names.unique(name), value), low: domain.lowerBound, high: domain.upperBound)
        let slot = Slot(isDefined: bank.constant(names.unique(name + ".defined"), defined), value: content)
        for (role, constant) in [(StateLeaf.Role.value, content.term), (.isDefined, slot.isDefined)] {
          leaves.append(
            StateLeaf(
              place: place, role: role, indices: component.indices, type: component.type, constant: constant))
        }
        current.append(slot)
      }
    }
    self.leaves = leaves
    self.current = current
    variableOffsets = offsets
  }

  package consuming func encode() throws(UnsupportedConstruct) -> TransitionEncoding {
    var starts: [EncodedTransition] = []
    for index in system.startStates.indices { starts.append(try encodeStart(index)) }
    var rules: [EncodedTransition] = []
    for id in system.ruleIDs { rules.append(try encodeRule(id)) }
    var properties: [EncodedProperty?] = []
    for id in system.propertyIDs { properties.append(try encodeProperty(id)) }
    return TransitionEncoding(
      system: system, bank: bank, leaves: leaves, ranges: ranges, starts: starts, rules: rules,
      properties: properties)
  }

  /// Defined numbers lie in their types, undefined ones are zero.
  private var ranges: Term {
    var parts: [Term] = []
    for slot in current where !slot.isArray {
      let value = slot.value
      guard !value.isTruth else {
        parts.append(bank.implies(value.term, slot.isDefined))
        continue
      }
      let zero = bank.bits(0, width: value.representation.width)
      parts.append(bank.or(slot.isDefined, bank.equal(value.term, zero)))
      // Every value of the sort, not of the interval: a term is folded by what its interval admits.
      let all = value.representation.range
      let raw = SymbolicValue(term: value.term, low: all.lowerBound, high: all.upperBound)
      let isInside = slots.numbers.contains(value.low...value.high, raw)
      parts.append(bank.implies(slot.isDefined, isInside))
    }
    return bank.and(parts)
  }

  // MARK: - Parameters

  /// Constants for parameters, and the condition that they are among their values.
  mutating func encode(
    _ parameters: [Parameter], of owner: String
  ) -> (parameters: [EncodedParameter], domain: Term, values: [SymbolicValue]) {
    var encoded: [EncodedParameter] = []
    var conditions: [Term] = []
    var values: [SymbolicValue] = []
    let numbers = slots.numbers
    for parameter in parameters {
      let name = names.unique("\(owner).\(parameter.name)")
      if layout.isTruth(parameter.type) {
        let term = bank.constant(name, .bool)
        encoded.append(EncodedParameter(parameter: parameter, constant: term))
        values.append(numbers.truth(term))
        if parameter.count == 1 { conditions.append(bank.equal(term, bank.bool(parameter.first == 1))) }
        continue
      }
      let (low, high) = (min(parameter.first, parameter.last), max(parameter.first, parameter.last))
      let shape = Representation(low, high)
      let term = bank.constant(name, shape.sort)
      encoded.append(EncodedParameter(parameter: parameter, constant: term))
      let raw = SymbolicValue(term: term, low: shape.range.lowerBound, high: shape.range.upperBound)
      conditions.append(numbers.contains(low...high, raw))
      let value = SymbolicValue(term: term, low: low, high: high)
      if parameter.step.magnitude != 1, parameter.count > 1 {
        let distance = numbers.subtract(value, numbers.constant(parameter.first)).result
        let rest = numbers.remainder(distance, numbers.constant(parameter.step))
        conditions.append(numbers.equal(rest, numbers.constant(0)))
      }
      values.append(numbers.number(term, low, high))
    }
    return (encoded, bank.and(conditions), values)
  }
}

/// Names for constants, each given once.
private struct Names {
  private var taken: Set<String> = []

  mutating func unique(_ name: String) -> String {
    var candidate = name
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(name)#\(number)"
      number += 1
    }
    return candidate
  }
}

extension TransitionSystem {
  /// A path as it is written behind a variable: `.used[2]`.
  fileprivate func suffix(of path: [Place.Step]) -> String {
    path.map { step in
      switch step {
      case .field(let index, let record):
        guard case .record(let fields) = self[record].shape else { return "" }
        return "." + fields[index].name
      case .element(let index, _):
        guard case .constant(let value) = index.kind else { return "" }
        return "[" + text(of: value, type: index.type) + "]"
      }
    }.joined()
  }
}

extension TransitionEncoding {
  /// The encoding of a system, with arrays of up to 64 elements enumerated.
  package static func encode(_ system: TransitionSystem) throws(UnsupportedConstruct) -> TransitionEncoding {
    try Encoder(system).encode()
  }
}
