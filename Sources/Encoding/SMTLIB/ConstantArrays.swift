/// Formulas without constant arrays, which are no part of the standard theory and which cvc5 refuses by default.
///
/// Each becomes a free array that is known at every index that the formulas speak of. That says less, so whatever is
/// unsatisfiable afterwards was so before.
package struct ConstantArrays {
  private let bank: TermBank
  private let graph: TermGraph
  private var names: Set<String> = []
  /// Index terms by sort.
  private var indices: [Sort: [Term]] = [:]
  /// What the formulas imply about further constants.
  private var facts: [Term] = []

  /// The formulas, and what has to be said in addition; unchanged if there are no constant arrays.
  package static func eliminated(from formulas: [Term], in bank: TermBank) -> [Term] {
    var elimination = ConstantArrays(formulas, bank)
    return elimination.result(formulas)
  }

  private init(_ formulas: [Term], _ bank: TermBank) {
    self.bank = bank
    graph = TermGraph(formulas)
    for case .constant(let name) in graph.terms.map(\.operation) { names.insert(name) }
  }

  private mutating func result(_ formulas: [Term]) -> [Term] {
    let arrays = graph.terms.filter { $0.operation == .constantArray }
    guard !arrays.isEmpty else { return formulas }
    for term in graph.terms { collect(term) }
    var map: [Term: Term] = [:]
    for array in arrays { map[array] = fresh("constant array", array.sort) }
    for array in arrays {
      guard let name = map[array], case .array(let sort, _) = array.sort else { continue }
      facts += indices[sort, default: []].map { bank.equal(bank.select(name, $0), array.arguments[0]) }
    }
    var memory: [Term: Term] = [:]
    return (formulas + facts).map { bank.substitute(map, in: $0, memory: &memory) }
  }

  private mutating func collect(_ term: Term) {
    switch term.operation {
    case .select, .store: indices[term.arguments[1].sort, default: []].append(term.arguments[1])
    case .equal:
      let (left, right) = (term.arguments[0], term.arguments[1])
      guard case .array(let sort, _) = left.sort else { return }
      // Arrays that are not the same differ somewhere.
      let place = fresh("difference", sort)
      indices[sort, default: []].append(place)
      facts.append(bank.or(term, bank.not(bank.equal(bank.select(left, place), bank.select(right, place)))))
    default: break
    }
  }

  private mutating func fresh(_ prefix: String, _ sort: Sort) -> Term {
    var number = names.count
    while !names.insert("\(prefix) \(number)").inserted { number += 1 }
    return bank.constant("\(prefix) \(number)", sort)
  }
}
