import ModelIR
import Parametric

/// What may be a lemma for every size: invariants of the model, and clauses as they turn out to be wanted.
struct LemmaPool {
  /// As invariants of the family's own system; numbers stay.
  private(set) var properties: [Property]
  /// The model's own come first.
  private let written: Range<Int>
  private let fragment: Fragment
  private let search: ClauseSearch
  private let text: ClauseText
  private var numbers: [ElementClause: Int] = [:]

  init(_ fragment: Fragment, _ samples: ElementSamples) {
    self.fragment = fragment
    let system = fragment.family.system
    properties = system.propertyIDs.filter { fragment.isUniversal($0) }.map { system[$0] }
    written = properties.indices
    search = ClauseSearch(samples)
    text = ClauseText(fragment.family, undefined: samples.undefined)
  }

  /// How long lemmas get, from the model's own on.
  static let lengths = 0...ClauseSearch.longest

  /// A state that no lemma excludes, of the member with so many elements.
  struct Counterexample {
    let state: State
    let system: TransitionSystem
    let size: Int
    fileprivate let pairs: [ClauseSearch.Pair]
  }

  func counterexample(_ state: State, _ system: TransitionSystem, size: Int) -> Counterexample {
    Counterexample(
      state: state, system: system, size: size, pairs: search.pairs(in: state, system, size: size))
  }

  /// Lemmas of a length that are false in a counterexample: first those that single out the fewest values, for of these it takes one
  /// for each value, then those of fewer elements.
  mutating func lemmas(falseIn counterexample: Counterexample, length: Int) -> [Int] {
    guard length > 0 else {
      let interpreter = Interpreter(counterexample.system)
      return written.filter { !holds($0, in: counterexample.state, interpreter, counterexample.size) }
    }
    let clauses = search.clauses(falseOf: counterexample.pairs, length: length)
    return clauses.map { (clause: $0, rank: ($0.values(in: fragment.family.system), $0.variables.count)) }
      .sorted { $0.rank < $1.rank }.map { number(of: $0.clause) }
  }

  private mutating func number(of clause: ElementClause) -> Int {
    if let known = numbers[clause] { return known }
    let number = properties.count
    numbers[clause] = number
    properties.append(text.invariant(clause))
    return number
  }

  private func holds(_ number: Int, in state: State, _ interpreter: Interpreter, _ size: Int) -> Bool {
    let property = fragment.member(properties[number], size)
    guard let condition = property.condition, let count = property.parameters.instanceCount else {
      return true
    }
    return (0..<count).allSatisfy { instance in
      let value = try? interpreter.evaluate(
        condition, locals: property.locals, parameters: property.parameters,
        arguments: property.parameters.arguments(ofInstance: instance), in: state)
      return value != 0 && value != nil
    }
  }
}
