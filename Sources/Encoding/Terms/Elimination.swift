/// Formulas without what their own equations determine.
///
/// An asserted `len = length - inserted` has its right side put in for `len` everywhere, after which sums are written in
/// the one way again: what Z3 would have to find out bit by bit cancels out, or turns out to be asserted or denied
/// already. Formulas that are asserted are put in as true in all others. A constant that is said to be a power of two,
/// and is divided by or multiplied with, becomes 1 shifted by a new constant.
///
/// The result is satisfiable exactly if the formulas are, and every assignment for it is one for them once `definitions`
/// give the eliminated constants their values.
package struct Elimination {
  /// What is left, none of it true; a single `false` where the formulas contradict each other on the face of it.
  package private(set) var formulas: [Term] = []
  /// The eliminated constants in terms of those that are left.
  package private(set) var definitions: [Term: Term] = [:]

  private let bank: TermBank
  /// Formulas that are no connection of others, or the negation of one, with the truth that they have.
  private var facts: [Term: Bool] = [:]
  private var isContradiction = false

  package init(_ formulas: [Term], in bank: TermBank) {
    self.bank = bank
    self.formulas = formulas
    repeat { collectFacts() } while !isContradiction && (defineConstant() || useFacts())
    self.formulas =
      isContradiction
      ? [bank.false]
      : self.formulas + facts.keys.sorted { $0.id < $1.id }.map { facts[$0] == true ? $0 : bank.not($0) }
  }

  /// A term about the constants that are left.
  package func callAsFunction(_ term: Term) -> Term {
    definitions.isEmpty ? term : bank.substitute(definitions, in: term)
  }

  // MARK: - Facts

  /// Takes conjunctions apart; what is a fact is no formula any more.
  private mutating func collectFacts() {
    var pending = formulas
    var rest: [Term] = []
    pending.reverse()
    while let formula = pending.popLast() {
      let (atom, truth) = formula.operation == .not ? (formula.arguments[0], false) : (formula, true)
      switch (atom.operation, truth) {
      case (.boolean(let value), _): isContradiction = isContradiction || value != truth
      case (.and, true): pending += atom.arguments.reversed()
      case (.or, false): pending += atom.arguments.reversed().map(bank.not)
      case (.equal, false) where atom.arguments[0].sort == .bool:
        pending.append(bank.equal(atom.arguments[0], bank.not(atom.arguments[1])))
      case (.equal, true)
      where atom.arguments[0].sort == .bool && !atom.arguments.contains(where: \.isConstant):
        rest.append(formula)
      case (.and, false), (.or, true), (.ite, _): rest.append(formula)
      default:
        isContradiction = isContradiction || facts[atom] == !truth
        facts[atom] = truth
      }
    }
    formulas = rest
  }

  /// Puts the facts into the other formulas; false if that changes nothing.
  private mutating func useFacts() -> Bool {
    let map = facts.mapValues(bank.bool)
    var memory: [Term: Term] = [:]
    let simplified = formulas.map { bank.substitute(map, in: $0, memory: &memory) }
    defer { formulas = simplified }
    return simplified != formulas
  }

  // MARK: - Definitions

  /// Puts in what one fact, or all that say the value of a condition, determine; false if none does.
  private mutating func defineConstant() -> Bool {
    let conditions = facts.filter { $0.key.isConstant }
    if !conditions.isEmpty {
      define(conditions.mapValues(bank.bool))
      return true
    }
    let powers = powers()
    if !powers.isEmpty {
      define(powers)
      return true
    }
    let equations = facts.keys.sorted { $0.id < $1.id }.filter { facts[$0] == true && $0.operation == .equal }
    guard !equations.isEmpty else { return false }
    let opaque = Opacity(formulas + facts.keys)
    let solutions = equations.compactMap { solved($0, opaque) }.sorted { $0.cost < $1.cost }
    // As many at once as do not depend on each other.
    var map: [Term: Term] = [:]
    var needed: Set<Term> = []
    for solution in solutions where !needed.contains(solution.constant) && map[solution.constant] == nil {
      let constants = TermGraph([solution.term]).terms.filter(\.isConstant)
      guard !constants.contains(where: { map[$0] != nil }) else { continue }
      map[solution.constant] = solution.term
      needed.formUnion(constants)
      facts[solution.equation] = nil
    }
    guard !map.isEmpty else { return false }
    define(map)
    return true
  }

  /// What facts say to be powers of two, by new constants.
  private func powers() -> [Term: Term] {
    let constants = facts.filter(\.value).keys.compactMap(bank.constantThatIsPower)
    guard !constants.isEmpty else { return [:] }
    let uses = PowerUses(formulas + facts.keys)
    var map: [Term: Term] = [:]
    for constant in constants where uses.constants.contains(constant) {
      map[constant] = bank.powerOrZero(for: constant)
    }
    return map
  }

  private mutating func define(_ map: [Term: Term]) {
    var memory: [Term: Term] = [:]
    func put(_ term: Term) -> Term { bank.substitute(map, in: term, memory: &memory) }
    for (constant, term) in definitions { definitions[constant] = put(term) }
    definitions.merge(map) { old, _ in old }
    let before = facts
    facts = [:]
    formulas =
      formulas.map(put)
      + before.keys.sorted { $0.id < $1.id }.filter { map[$0] == nil }.map {
        before[$0] == true ? put($0) : bank.not(put($0))
      }
  }

  /// What an equation determines.
  private struct Solution {
    let equation: Term
    let constant: Term
    let term: Term
    /// Cheap are constants of which no bits are looked at, then those in terms of few others, then young ones.
    let cost: (Int, Int, Int)
  }

  private func solved(_ equation: Term, _ opaque: Opacity) -> Solution? {
    let (left, right) = (equation.arguments[0], equation.arguments[1])
    if let width = left.sort.width, width > LinearForm.smallWidth, var form = LinearForm(left),
      let other = LinearForm(right)
    {
      form.add(other, times: -1)
      return solved(equation, form, opaque)
    }
    for (constant, term) in [(left, right), (right, left)] {
      if constant.isConstant, !term.contains(constant) {
        return Solution(equation: equation, constant: constant, term: term, cost: (0, 0, -constant.id))
      }
    }
    return nil
  }

  /// For a constant that occurs once in a sum that is zero.
  private func solved(_ equation: Term, _ form: LinearForm, _ opaque: Opacity) -> Solution? {
    let candidates = form.atoms.filter { $0.isConstant && form.factors[$0]?.magnitude == 1 }
    for atom in candidates.reversed().sorted(by: { opaque[$0] < opaque[$1] }) {
      var rest = form
      let factor = rest.remove(atom)
      if rest.atoms.contains(where: { $0.contains(atom) }) { continue }
      return Solution(
        equation: equation, constant: atom, term: bank.term(rest.multiplied(by: 0 &- factor)),
        cost: (opaque[atom], rest.factors.count, -atom.id))
    }
    return nil
  }
}

/// Which constants occur in sums whose bits are looked at, so that more terms in such a sum are a burden.
private struct Opacity {
  private var constants: Set<Term> = []

  init(_ formulas: [Term]) {
    for term in TermGraph(formulas).terms {
      switch term.operation {
      case .bvand, .bvor, .bvxor, .bvshl, .bvlshr, .bvashr, .bvudiv, .bvurem, .bvsdiv, .bvsrem, .bvnot,
        .extract, .concat, .zeroExtend, .signExtend, .select, .store:
        for argument in term.arguments { constants.formUnion(LinearForm(argument)?.atoms ?? []) }
      case .constant, .boolean, .literal, .not, .and, .or, .equal, .ite, .bvneg, .bvadd, .bvsub, .bvmul,
        .bvult, .bvule, .bvslt, .bvsle, .constantArray:
        break
      }
    }
  }

  subscript(constant: Term) -> Int { constants.contains(constant) ? 1 : 0 }
}

extension Term {
  /// Whether a term occurs in this one.
  fileprivate func contains(_ other: Term) -> Bool {
    guard id >= other.id else { return false }
    return TermGraph([self]).uses[other] != nil
  }
}
