import Encoding
import ModelIR

/// The comparisons in guards, branches and invariants that speak of the state alone.
struct PredicateHarvest {
  let predicates: [(expression: Expression, term: Term)]
  private static let maximum = 80

  /// Those that can always be evaluated, given the constants that are known.
  init(_ encoding: TransitionEncoding, substituting known: [Term: Term]) {
    let system = encoding.system
    var found: [Expression] = []
    func visit(_ expression: Expression) {
      switch expression.kind {
      case .binary(.and, let left, let right), .binary(.or, let left, let right),
        .binary(.implies, let left, let right):
        visit(left)
        visit(right)
      case .unary(.not, let operand): visit(operand)
      case .binary(let relation, _, _):
        switch relation {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
          if Self.isClosed(expression) { found.append(expression) }
        case .add, .subtract, .multiply, .divide, .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft,
          .shiftRight, .and, .or, .implies:
          break
        }
      case .constant, .read, .unary, .sameContent, .conditional, .quantified, .isUndefined, .isMember,
        .widened, .narrowed, .call:
        break
      }
    }
    for rule in system.rules {
      rule.guardCondition.map(visit)
      BodyWalk(statement: { statement in
        if case .branch(let branches, _) = statement.kind { branches.forEach { visit($0.condition) } }
      }).visit(rule.body)
    }
    for property in system.properties { property.condition.map(visit) }
    let atoms = AtomFactory(encoding)
    var seen: Set<Term> = []
    var predicates: [(expression: Expression, term: Term)] = []
    for expression in found where predicates.count < Self.maximum {
      guard let lemma = atoms.lemma(expression) else { continue }
      let failing = encoding.bank.or(lemma.encoded.failures.map(\.condition))
      guard encoding.bank.substitute(known, in: failing).isFalse else { continue }
      let term = lemma.encoded.holds
      guard seen.insert(term).inserted, !term.isTrue, !term.isFalse else { continue }
      predicates.append((expression, term))
    }
    self.predicates = predicates
  }

  /// Whether an expression reads nothing but constants and state variables at fixed places.
  private static func isClosed(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .constant: true
    case .read(let place), .isUndefined(let place): isClosed(place)
    case .unary(_, let operand), .widened(let operand, _), .narrowed(let operand, _, _),
      .isMember(let operand, _):
      isClosed(operand)
    case .binary(_, let left, let right), .sameContent(let left, let right):
      isClosed(left) && isClosed(right)
    case .conditional(let condition, let then, let otherwise):
      isClosed(condition) && isClosed(then) && isClosed(otherwise)
    case .quantified, .call: false
    }
  }

  private static func isClosed(_ place: Place) -> Bool {
    guard case .state = place.root else { return false }
    return place.path.allSatisfy { step in
      switch step {
      case .field: true
      case .element(let index, _): isClosed(index)
      }
    }
  }
}
