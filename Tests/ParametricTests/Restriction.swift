import ModelIR
import Parametric

/// A family of systems up to a size, and states with some of their elements left out.
struct Restriction {
  let fragment: Fragment
  let size: Int
  private let interpreters: [Interpreter]

  var family: ScalarsetFamily { fragment.family }

  init(_ fragment: Fragment, size: Int) {
    self.fragment = fragment
    self.size = size
    interpreters = (1...size).map { Interpreter(fragment.member($0)) }
  }

  /// Of the member with so many elements.
  func interpreter(_ size: Int) -> Interpreter { interpreters[size - 1] }

  /// All sets of elements that have these among them, and are not empty.
  func sets(with elements: Set<Int>) -> [Set<Int>] {
    (1..<(1 << size)).map { bits in Set((0..<size).filter { bits >> $0 & 1 == 1 }) }
      .filter { $0.isSuperset(of: elements) }
  }

  /// The elements that a state names and that are never left out.
  func named(in state: State) -> Set<Int> {
    Set(pointers.compactMap { state.cells[$0].map { Int($0) } })
  }

  /// The state without the other elements; nil if it names one of them where none may be left out.
  func restricted(_ state: State, to elements: Set<Int>) -> State? {
    let kept = elements.sorted()
    let positions = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    let map = interpreter(size).map
    let system = interpreter(size).system
    let variables = family.system.variables.count
    var cells: [Value?] = []
    var isClosed = true
    func visit(_ type: TypeID, from cell: Int) {
      switch system[type].shape {
      case .scalarset where type == family.type:
        guard let element = state.cells[cell] else { return cells.append(nil) }
        if let position = positions[Int(element)] { cells.append(Value(position)) } else { isClosed = false }
      case .union(let alternatives, _, _) where alternatives.first == family.type:
        // The first value behind the elements is that it was left out.
        cells.append(state.cells[cell].map { Value(positions[Int($0)] ?? kept.count) })
      case .boolean, .integers, .enumeration, .scalarset, .union: cells.append(state.cells[cell])
      case .record(let fields):
        for (number, field) in fields.enumerated() {
          visit(field.type, from: cell + map.offset(ofField: number, in: type))
        }
      case .array(let index, let element):
        let numbers: [Int] =
          index == family.type
          ? kept : Array(0..<(map.size(of: type) / max(1, map.size(of: element))))
        for number in numbers { visit(element, from: cell + number * map.size(of: element)) }
      }
    }
    for (index, variable) in system.variables.prefix(variables).enumerated() {
      visit(variable.type, from: map.offset(of: VariableID(index)))
    }
    let left = (0..<size).filter { !elements.contains($0) }
    for (index, function) in fragment.counts.enumerated() {
      let offset = map.offset(of: VariableID(variables + index))
      for (cell, arguments) in instances(of: function).enumerated() {
        cells.append(state.cells[offset + cell].map { $0 + worth(of: left, function, arguments, in: state) })
      }
    }
    if !fragment.counts.isEmpty { cells.append(state.cells[state.cells.count - 1]) }
    return isClosed ? State(cells: cells) : nil
  }

  /// What elements are worth where something is counted, those left out for which that fails.
  private func worth(of elements: [Int], _ function: Function, _ arguments: [Value], in state: State) -> Value
  {
    guard let fold = function.fold else { return 0 }
    let element = Parameter(
      local: fold.binder.local, name: "element", type: .declared(family.type), first: 0,
      last: Value(size - 1), step: 1)
    return elements.reduce(0) { sum, number in
      let value = try? interpreter(size).evaluate(
        fold.element, locals: function.locals, parameters: fragment.parameters(of: function) + [element],
        arguments: arguments + [Value(number)], in: state)
      return sum + (value ?? 0)
    }
  }

  /// Whether any element is worth something where something is counted.
  func isAnythingCounted(in state: State) -> Bool {
    fragment.counts.contains { function in
      instances(of: function).contains { worth(of: Array(0..<size), function, $0, in: state) != 0 }
    }
  }

  /// All values of that, the last one changing first.
  private func instances(of function: Function) -> [[Value]] {
    fragment.parameters(of: function).reduce([[]]) { known, parameter in
      known.flatMap { arguments in
        (0..<parameter.count).map { arguments + [parameter.value(at: $0)] }
      }
    }
  }

  /// The elements among the arguments.
  func elements(_ arguments: [Value], of parameters: [Parameter]) -> Set<Int> {
    Set(zip(parameters, arguments).filter { isElement($0.0) }.map { Int($0.1) })
  }

  /// The arguments as they are called without the other elements.
  func restricted(_ arguments: [Value], of parameters: [Parameter], to elements: Set<Int>) -> [Value] {
    let kept = elements.sorted()
    return zip(parameters, arguments).map { parameter, value in
      isElement(parameter) ? Value(kept.firstIndex(of: Int(value)) ?? 0) : value
    }
  }

  private func isElement(_ parameter: Parameter) -> Bool { parameter.type == .declared(family.type) }

  /// The cells whose content is an element.
  private var pointers: [Int] {
    let map = interpreter(size).map
    let components = interpreter(size).system.variables.flatMap { map.components(of: $0.type) }
    return components.indices.filter { components[$0] == family.type }
  }
}
