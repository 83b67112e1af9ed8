import Synchronization

/// Makes terms: one object for each, checked sorts, and the simplifications that cost nothing.
///
/// May be used from several threads. Ill-sorted arguments are a mistake of the caller and stop the program.
package final class TermBank: Sendable {
  private struct Key: Hashable {
    var operation: Operation
    var arguments: [Term]
    var sort: Sort
  }

  private let nodes = Mutex<[Key: Term]>([:])

  package init() {}

  deinit {
    // Backwards, so that no term is the last to hold its arguments: a deep one would take the stack with it.
    var terms = nodes.withLock { nodes in
      defer { nodes = [:] }
      return nodes.values.sorted { $0.id < $1.id }
    }
    while terms.popLast() != nil {}
  }

  /// How many different terms there are.
  package var count: Int { nodes.withLock { $0.count } }

  func node(_ operation: Operation, _ arguments: [Term] = [], _ sort: Sort) -> Term {
    nodes.withLock { nodes in
      let key = Key(operation: operation, arguments: arguments, sort: sort)
      if let known = nodes[key] { return known }
      let term = Term(operation, arguments, sort, id: nodes.count)
      nodes[key] = term
      return term
    }
  }

  // MARK: - Leaves

  /// The free constant of that name; a name has one sort.
  package func constant(_ name: String, _ sort: Sort) -> Term { node(.constant(name), [], sort) }

  package func bool(_ value: Bool) -> Term { node(.boolean(value), [], .bool) }
  package var `true`: Term { bool(true) }
  package var `false`: Term { bool(false) }

  /// The bits of a number; it is cut to `width` bits.
  package func bits(_ value: Int128, width: Int) -> Term {
    precondition(width > 0)
    return node(.literal(Self.wrapped(value, width)), [], .bitVector(width))
  }

  // MARK: - Booleans

  package func not(_ term: Term) -> Term {
    precondition(term.sort == .bool)
    if case .boolean(let value) = term.operation { return bool(!value) }
    if term.operation == .not { return term.arguments[0] }
    return node(.not, [term], .bool)
  }

  package func and(_ terms: Term...) -> Term { and(terms) }
  package func or(_ terms: Term...) -> Term { or(terms) }
  package func and(_ terms: [Term]) -> Term { junction(.and, terms) }
  package func or(_ terms: [Term]) -> Term { junction(.or, terms) }
  package func implies(_ premise: Term, _ conclusion: Term) -> Term { or(not(premise), conclusion) }

  /// A conjunction or disjunction: nearly flat, without repetitions, decided where one argument decides.
  private func junction(_ operation: Operation, _ terms: [Term]) -> Term {
    let neutral = operation == .and
    var parts: [Term] = []
    var seen: Set<Term> = []
    for term in terms {
      precondition(term.sort == .bool)
      // Longer ones stay as they are: many long conjunctions with one more part each would take quadratic space.
      let isFlat = term.operation == operation && term.arguments.count <= 16
      for part in isFlat ? term.arguments : [term] {
        if case .boolean(let value) = part.operation {
          if value == neutral { continue }
          return part
        }
        if seen.insert(part).inserted { parts.append(part) }
      }
    }
    if parts.contains(where: { $0.operation == .not && seen.contains($0.arguments[0]) }) {
      return bool(!neutral)
    }
    switch parts.count {
    case 0: return bool(neutral)
    case 1: return parts[0]
    default: return node(operation, parts, .bool)
    }
  }

  package func equal(_ left: Term, _ right: Term) -> Term {
    precondition(left.sort == right.sort)
    if left === right { return bool(true) }
    if let a = left.literal, let b = right.literal { return bool(a == b) }
    if case .boolean(let value) = left.operation { return value ? right : not(right) }
    if case .boolean(let value) = right.operation { return value ? left : not(left) }
    if let same = equalPowers(left, right) ?? equalPowers(right, left) { return same }
    if let width = left.sort.width, width > LinearForm.smallWidth,
      var form = LinearForm(left), let other = LinearForm(right)
    {
      form.add(other, times: -1)
      return isZero(form)
    }
    return left.id < right.id ? node(.equal, [left, right], .bool) : node(.equal, [right, left], .bool)
  }

  package func ite(_ condition: Term, _ then: Term, _ otherwise: Term) -> Term {
    precondition(condition.sort == .bool && then.sort == otherwise.sort)
    if case .boolean(let value) = condition.operation { return value ? then : otherwise }
    if then === otherwise { return then }
    if condition.operation == .not { return ite(condition.arguments[0], otherwise, then) }
    if then.isTrue { return or(condition, otherwise) }
    if then.isFalse { return and(not(condition), otherwise) }
    if otherwise.isTrue { return or(not(condition), then) }
    if otherwise.isFalse { return and(condition, then) }
    return node(.ite, [condition, then, otherwise], then.sort)
  }

  // MARK: - Substitution

  /// The term with some terms (usually constants) replaced; `memory` may be kept for further terms and the same map.
  package func substitute(_ map: [Term: Term], in term: Term, memory: inout [Term: Term]) -> Term {
    substitute({ map[$0] }, in: term, memory: &memory)
  }

  /// The same where what a term is replaced by is found when it is needed.
  func substitute(_ replacement: (Term) -> Term?, in term: Term, memory: inout [Term: Term]) -> Term {
    var pending = [term]
    while let next = pending.last {
      if memory[next] != nil {
        pending.removeLast()
        continue
      }
      if let new = replacement(next) {
        memory[next] = new
        continue
      }
      let missing = next.arguments.filter { memory[$0] == nil }
      guard missing.isEmpty else {
        pending.append(contentsOf: missing)
        continue
      }
      let arguments = next.arguments.map { memory[$0] ?? $0 }
      memory[next] = arguments == next.arguments ? next : rebuilt(next, arguments)
    }
    return memory[term] ?? term
  }

  package func substitute(_ map: [Term: Term], in term: Term) -> Term {
    var memory: [Term: Term] = [:]
    return substitute(map, in: term, memory: &memory)
  }

  private func rebuilt(_ term: Term, _ arguments: [Term]) -> Term {
    switch term.operation {
    case .not: not(arguments[0])
    case .and: and(arguments)
    case .or: or(arguments)
    case .equal: equal(arguments[0], arguments[1])
    case .ite: ite(arguments[0], arguments[1], arguments[2])
    case .select: select(arguments[0], arguments[1])
    case .zeroExtend(let count): zeroExtend(arguments[0], by: count)
    case .signExtend(let count): signExtend(arguments[0], by: count)
    case .extract(let high, let low): extract(arguments[0], high: high, low: low)
    case .bvult, .bvule, .bvslt, .bvsle: compare(term.operation, arguments[0], arguments[1])
    case .bvneg, .bvnot: unary(term.operation, arguments[0])
    case .bvadd, .bvsub, .bvmul, .bvudiv, .bvurem, .bvsdiv, .bvsrem, .bvand, .bvor, .bvxor, .bvshl, .bvlshr,
      .bvashr:
      binary(term.operation, arguments[0], arguments[1])
    case .constant, .boolean, .literal, .concat, .store, .constantArray:
      node(term.operation, arguments, term.sort)
    }
  }

  /// A number cut to `width` bits, as a signed number.
  static func wrapped(_ value: Int128, _ width: Int) -> Int128 {
    guard width < 128 else { return value }
    let shift = Int128(128 - width)
    return (value << shift) >> shift
  }
}
