import Checking
import ModelIR
import Parametric

/// Reachable states of a small member of a family, as the interpreter finds them.
///
/// They only suggest lemmas: it does no harm if some are missing.
struct ElementStates {
  let size: Int
  let system: TransitionSystem
  let map: CellMap
  private(set) var states: [State] = []
  /// Whether there are no others.
  private(set) var isComplete = false

  private static let mostStates = 20_000

  /// One state of each orbit, those near the start first.
  init(
    _ family: ScalarsetFamily, size: Int, until deadline: ContinuousClock.Instant, while goesOn: () -> Bool
  ) {
    self.size = size
    system = family.member(size)
    map = CellMap(system)
    explore(ElementPermutations(family, size: size, map), until: deadline, while: goesOn)
  }

  private mutating func explore(
    _ permutations: ElementPermutations, until deadline: ContinuousClock.Instant, while goesOn: () -> Bool
  ) {
    let interpreter = Interpreter(system)
    var seen: Set<State> = []
    func note(_ outcome: Interpreter.Outcome?) {
      guard case .next(let state, _)? = outcome else { return }
      let representative = permutations.representative(of: state)
      if seen.insert(representative).inserted { states.append(representative) }
    }
    for firing in interpreter.startFirings { note(interpreter.start(firing)) }
    var next = 0
    while next < states.count {
      guard states.count < Self.mostStates, ContinuousClock.now < deadline, goesOn() else { return }
      let state = states[next]
      next += 1
      for firing in interpreter.ruleFirings { note(interpreter.fireIfEnabled(firing, in: state)) }
    }
    isComplete = true
  }
}

// MARK: - Walks

extension ElementStates {
  private static let mostWalkedStates = 8_000
  private static let longestWalk = 100
  /// So many steps without a state that is new, and there is little left to see.
  private static let mostStaleSteps = 4_000

  /// What walks come to that choose at random, but always the same.
  init(
    walkingThrough family: ScalarsetFamily, size: Int, until deadline: ContinuousClock.Instant,
    while goesOn: () -> Bool
  ) {
    self.size = size
    system = family.member(size)
    map = CellMap(system)
    var numbers = SeededNumbers(seed: 0x9e37_79b9_7f4a_7c15)
    let interpreter = Interpreter(system)
    let (starts, firings) = (Array(interpreter.startFirings), Array(interpreter.ruleFirings))
    guard !starts.isEmpty, !firings.isEmpty else { return }
    var seen: Set<State> = []
    var stale = 0
    while states.count < Self.mostWalkedStates, stale < Self.mostStaleSteps {
      stale += 1
      guard case .next(var state, _) = interpreter.start(starts[Int(numbers.next() % UInt64(starts.count))])
      else { continue }
      for _ in 0..<Self.longestWalk {
        guard ContinuousClock.now < deadline, goesOn() else { return }
        stale += 1
        if seen.insert(state).inserted {
          states.append(state)
          stale = 0
        }
        let first = Int(numbers.next() % UInt64(firings.count))
        let next = firings.indices.lazy.compactMap { offset -> State? in
          let firing = firings[(first + offset) % firings.count]
          guard case .next(let next, _)? = interpreter.fireIfEnabled(firing, in: state) else { return nil }
          return next
        }.first
        guard let next else { break }
        state = next
      }
    }
  }
}

/// The exchanges of elements, as exchanges of cells.
struct ElementPermutations {
  private struct Exchange {
    /// Where the content of each cell comes from.
    let sources: [Int]
    let elements: [Int]
  }

  private let exchanges: [Exchange]
  /// Cells whose content is an element.
  private let pointers: [Int]

  init(_ family: ScalarsetFamily, size: Int, _ map: CellMap) {
    let system = family.member(size)
    var pointers: [Int] = []
    var offset = 0
    for variable in system.variables {
      let components = map.components(of: variable.type)
      pointers += components.indices.filter { components[$0] == family.type }.map { $0 + offset }
      offset += components.count
    }
    self.pointers = pointers
    exchanges = Self.permutations(size).map { elements in
      var sources: [Int] = []
      func visit(_ type: TypeID, from cell: Int) {
        switch system[type].shape {
        case .boolean, .integers, .enumeration, .scalarset, .union: sources.append(cell)
        case .record(let fields):
          for (number, field) in fields.enumerated() {
            visit(field.type, from: cell + map.offset(ofField: number, in: type))
          }
        case .array(let index, let element):
          guard let domain = system.domain(of: index) else { return }
          for number in 0...Int(domain.upperBound - domain.lowerBound) {
            let source = index == family.type ? elements[number] : number
            visit(element, from: cell + source * map.size(of: element))
          }
        }
      }
      for (index, variable) in system.variables.enumerated() {
        visit(variable.type, from: map.offset(of: VariableID(index)))
      }
      return Exchange(sources: sources, elements: Self.inverse(elements))
    }
  }

  /// One state of the orbit.
  func representative(of state: State) -> State {
    var best = state.cells
    for exchange in exchanges {
      var cells = exchange.sources.map { state.cells[$0] }
      for pointer in pointers {
        if let element = cells[pointer] { cells[pointer] = Value(exchange.elements[Int(element)]) }
      }
      if Self.precedes(cells, best) { best = cells }
    }
    return State(cells: best)
  }

  private static func precedes(_ left: [Value?], _ right: [Value?]) -> Bool {
    for (first, second) in zip(left, right) where first != second { return (first ?? -1) < (second ?? -1) }
    return false
  }

  private static func inverse(_ elements: [Int]) -> [Int] {
    var result = elements
    for (index, element) in elements.enumerated() { result[element] = index }
    return result
  }

  private static func permutations(_ size: Int) -> [[Int]] {
    guard size > 1 else { return [[0]] }
    return permutations(size - 1).flatMap { shorter in
      (0..<size).map { position in
        var longer = shorter
        longer.insert(size - 1, at: position)
        return longer
      }
    }
  }
}
