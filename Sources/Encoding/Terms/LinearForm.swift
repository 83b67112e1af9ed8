/// A sum of multiples of terms, modulo a power of two: what additions and subtractions amount to.
///
/// Solvers that work on bits do not see that `a + (b - a)` is `b`, and search for it. Sums are therefore written in one
/// way only, so that equal ones are the same term.
struct LinearForm: Equatable {
  let width: Int
  /// Factors that are not zero, of terms that are no sums themselves.
  private(set) var factors: [Term: Int128] = [:]
  private(set) var constant: Int128 = 0

  /// Beyond this, factors have no room; wider terms stay as they were made.
  static let maximumWidth = 126
  /// Equations of narrower terms, which are hardly ever sums, stay as they were made.
  static let smallWidth = 24
  /// How many conditions inside a sum are brought outside a comparison.
  static let maximumChoices = 2
  /// Longer sums stay as they were made.
  private static let maximumCount = 48

  /// Nil for what is too wide or too long to be written anew.
  init?(_ term: Term) {
    guard let width = term.sort.width, width <= Self.maximumWidth else { return nil }
    self.width = width
    guard add(term, times: 1) else { return nil }
  }

  var isZero: Bool { factors.isEmpty && constant == 0 }

  /// The terms, in order of creation.
  var atoms: [Term] { factors.keys.sorted { $0.id < $1.id } }

  /// The terms with their factors in order of creation, and the constant, if there is one, without a term.
  var summands: [(term: Term?, factor: Int128)] {
    atoms.map { ($0, factors[$0] ?? 0) } + (constant == 0 ? [] : [(nil, constant)])
  }

  mutating func add(_ other: LinearForm, times factor: Int128) {
    for (term, count) in other.factors { add(atom: term, times: count &* factor) }
    constant = TermBank.wrapped(constant &+ other.constant &* factor, width)
  }

  func multiplied(by factor: Int128) -> LinearForm {
    var result = self
    result.constant = TermBank.wrapped(constant &* factor, width)
    result.factors = factors.mapValues { TermBank.wrapped($0 &* factor, width) }.filter { $0.value != 0 }
    return result
  }

  /// `-x - 1`, which is negative where `x` is not.
  var complement: LinearForm {
    var result = multiplied(by: -1)
    result.add(constant: -1)
    return result
  }

  /// Whether the complement is the one to ask about: a question and its opposite then are about the same sum.
  var isNegated: Bool {
    guard let first = atoms.first, let factor = factors[first] else { return false }
    return factor < 0 && TermBank.wrapped(0 &- factor, width) > 0
  }

  mutating func add(constant value: Int128) { constant = TermBank.wrapped(constant &+ value, width) }

  /// Takes a term out and says how often it was there.
  mutating func remove(_ atom: Term) -> Int128 { factors.removeValue(forKey: atom) ?? 0 }

  private mutating func add(atom: Term, times factor: Int128) {
    let sum = TermBank.wrapped((factors[atom] ?? 0) &+ factor, width)
    factors[atom] = sum == 0 ? nil : sum
  }

  private mutating func add(_ term: Term, times factor: Int128) -> Bool {
    if let value = term.literal {
      add(constant: value &* factor)
      return true
    }
    switch term.operation {
    case .bvadd: return add(term.arguments[0], times: factor) && add(term.arguments[1], times: factor)
    case .bvsub:
      return add(term.arguments[0], times: factor) && add(term.arguments[1], times: 0 &- factor)
    case .bvneg: return add(term.arguments[0], times: 0 &- factor)
    case .bvmul where term.arguments[0].literal != nil:
      let multiple = TermBank.wrapped(factor &* (term.arguments[0].literal ?? 0), width)
      return add(term.arguments[1], times: multiple)
    default:
      add(atom: term, times: factor)
      return factors.count <= Self.maximumCount
    }
  }
}

extension TermBank {
  /// The one way to write a sum: its terms in order of creation, a positive one first, the constant last.
  func term(_ form: LinearForm) -> Term {
    var atoms = form.atoms
    let sort = Sort.bitVector(form.width)
    if let first = atoms.firstIndex(where: { (form.factors[$0] ?? 0) > 0 }) {
      atoms.insert(atoms.remove(at: first), at: 0)
    }
    var sum: Term?
    for atom in atoms {
      let factor = form.factors[atom] ?? 0
      let isMinus = factor < 0
      let count = isMinus ? 0 &- factor : factor
      let multiple = count == 1 ? atom : node(.bvmul, [bits(count, width: form.width), atom], sort)
      switch (sum, isMinus) {
      case (nil, false): sum = multiple
      case (nil, true): sum = node(.bvneg, [multiple], sort)
      case (let before?, let isMinus): sum = node(isMinus ? .bvsub : .bvadd, [before, multiple], sort)
      }
    }
    guard let sum else { return bits(form.constant, width: form.width) }
    guard form.constant != 0 else { return sum }
    return node(.bvadd, [sum, bits(form.constant, width: form.width)], sort)
  }

  /// Whether a sum is zero: one of its terms against the others, where that can be.
  func isZero(_ form: LinearForm, choices: Int = LinearForm.maximumChoices) -> Term {
    guard !form.factors.isEmpty else { return bool(form.constant == 0) }
    if let lifted = lifted(form, choices: choices, isZero) { return lifted }
    var rest = form
    guard let atom = form.atoms.first(where: { form.factors[$0]?.magnitude == 1 }) else {
      rest.add(constant: 0 &- form.constant)
      return node(.equal, [term(rest), bits(0 &- form.constant, width: form.width)], .bool)
    }
    let factor = rest.remove(atom)
    let right = term(rest.multiplied(by: 0 &- factor))
    return node(.equal, atom.id < right.id ? [atom, right] : [right, atom], .bool)
  }

  /// Whether a sum is not negative as a signed number.
  ///
  /// Comparisons of numbers that are small for their width are written like this, so that what cancels out is gone.
  func isNotNegative(_ form: LinearForm, choices: Int = LinearForm.maximumChoices) -> Term {
    guard !form.factors.isEmpty else { return bool(form.constant >= 0) }
    if let lifted = lifted(form, choices: choices, isNotNegative) { return lifted }
    if let simpler = signOfMasked(form) { return simpler }
    return form.isNegated ? not(sign(form.complement)) : sign(form)
  }

  func sign(_ form: LinearForm) -> Term {
    return node(.bvsle, [bits(0, width: form.width), term(form)], .bool)
  }

  /// The question for both outcomes of a condition that terms of the sum depend on; nil if there is none.
  private func lifted(
    _ form: LinearForm, choices: Int, _ question: (LinearForm, Int) -> Term
  ) -> Term? {
    guard choices > 0, let choice = form.atoms.first(where: { $0.operation == .ite }) else { return nil }
    let condition = choice.arguments[0]
    func answer(_ side: Int) -> Term? {
      var part = form
      for atom in form.atoms where atom.operation == .ite && atom.arguments[0] === condition {
        guard let chosen = LinearForm(atom.arguments[side]) else { return nil }
        part.add(chosen, times: part.remove(atom))
      }
      return question(part, choices - 1)
    }
    guard let then = answer(1), let otherwise = answer(2) else { return nil }
    return ite(condition, then, otherwise)
  }
}
