import ModelIR
import Parametric

/// Everything that may be a lemma for every size: invariants of the model, then clauses.
struct LemmaPool {
  /// As invariants of the family's own system.
  let properties: [Property]
  /// How many of them are the model's.
  private let written: Int
  private let clauses: ElementClauses

  init(_ fragment: Fragment, _ clauses: ElementClauses) {
    let system = fragment.family.system
    let invariants = system.propertyIDs.filter { system[$0].kind == .invariant && fragment.isUniversal($0) }
    let text = ClauseText(fragment.family, undefined: clauses.undefined)
    properties = invariants.map { system[$0] } + clauses.clauses.map(text.invariant)
    written = invariants.count
    self.clauses = clauses
  }

  /// How good a lemma is to be tried first: less is better.
  func cost(_ number: Int) -> Int {
    guard number >= written else { return 0 }
    let clause = clauses.clauses[number - written]
    return clause.literals.count * 4 + clause.variables.count
  }

  /// Those that are false in a state of the member with this many elements.
  func falsified(by state: State, in system: TransitionSystem, size: Int, family: ScalarsetFamily) -> [Int] {
    let map = CellMap(system)
    var falsified = Set<Int>()
    let interpreter = Interpreter(system)
    for number in 0..<written where !holds(number, in: state, interpreter, family, size) {
      falsified.insert(number)
    }
    for first in 0..<size {
      for second in 0..<size where first != second || size == 1 {
        let elements = [first, second]
        let cells = Dictionary(
          uniqueKeysWithValues: clauses.terms.map { term in
            (term, term.leaf.cell(of: term.variables.map { elements[$0] }, in: map, system))
          })
        var isTrue: [ElementAtom: Bool] = [:]
        for atom in clauses.atoms { isTrue[atom] = PlacedAtom(atom, cells).holds(in: state, elements) }
        for (number, clause) in clauses.clauses.enumerated() where !falsified.contains(written + number) {
          // With a single element there are no two different ones.
          if size == 1, clause.variables.count == 2 { continue }
          if clause.literals.allSatisfy({ isTrue[$0.atom] != $0.isPositive }) { falsified.insert(written + number) }
        }
      }
    }
    return falsified.sorted()
  }

  private func holds(
    _ number: Int, in state: State, _ interpreter: Interpreter, _ family: ScalarsetFamily, _ size: Int
  ) -> Bool {
    let property = family.member(properties[number], size)
    guard let condition = property.condition, let count = property.parameters.instanceCount else { return true }
    return (0..<count).allSatisfy { instance in
      let value = try? interpreter.evaluate(
        condition, locals: property.locals, parameters: property.parameters,
        arguments: property.parameters.arguments(ofInstance: instance), in: state)
      return value != 0 && value != nil
    }
  }
}
