import Diagnostics
import ModelIR

/// Puts the small changes of statements and conditions next to what they change: a selector chooses.
struct MutantEmbedding {
  /// Holds the number of one mutant, or 0.
  let selector: Place
  /// Whose statements and conditions these are.
  var owner = Mutant.Owner.rule(RuleID(0))
  private(set) var mutants: [Mutant] = []

  init(selector: Place) { self.selector = selector }

  /// Whether a new mutant is chosen.
  private mutating func isChosen(_ kind: Mutant.Kind, _ range: SourceRange) -> Expression {
    let number = Value(mutants.count + 1)
    mutants.append(Mutant(kind: kind, range: range, owner: owner, number: number))
    let chosen = Expression(.read(selector), type: selector.type, range: range)
    let own = Expression(.constant(number), type: .integer, range: range)
    return Expression(.binary(.equal, chosen, own), type: .boolean, range: range)
  }

  private static func not(_ condition: Expression) -> Expression {
    Expression(.unary(.not, condition), type: .boolean, range: condition.range)
  }

  // MARK: - Statements

  mutating func body(_ body: [Statement]) -> [Statement] {
    body.map { statement in
      // What has no text, such as a copy that a `step` property needs, is not the author's.
      guard statement.range.start < statement.range.end else { return statement }
      let canBeDropped = Self.canBeDropped(statement.kind)
      let isDropped = canBeDropped ? isChosen(.droppedStatement, statement.range) : nil
      let changed = Statement(inside(statement.kind), range: statement.range)
      guard let isDropped else { return changed }
      let branch = Statement.Branch(condition: Self.not(isDropped), body: [changed])
      return Statement(.branch([branch], otherwise: []), range: statement.range)
    }
  }

  /// A function needs its `return`, and an assertion changes nothing.
  private static func canBeDropped(_ kind: Statement.Kind) -> Bool {
    switch kind {
    case .assign, .clear, .undefine, .branch, .select, .loop, .whileLoop, .call: true
    case .leave(let value): value == nil
    case .put, .error, .check: false
    }
  }

  private mutating func inside(_ kind: Statement.Kind) -> Statement.Kind {
    switch kind {
    case .assign(let place, let value): return .assign(place, self.value(value))
    case .leave(let value?): return .leave(self.value(value))
    case .branch(let branches, let otherwise):
      let changed = branches.map {
        Statement.Branch(condition: condition($0.condition), body: body($0.body))
      }
      return .branch(changed, otherwise: body(otherwise))
    case .select(let subject, let cases, let otherwise):
      let changed = cases.map { Statement.Case(values: $0.values, body: body($0.body)) }
      return .select(subject, changed, otherwise: body(otherwise))
    case .loop(let binder, let body): return .loop(binder, self.body(body))
    // Its condition ends it.
    case .whileLoop(let condition, let body): return .whileLoop(condition, self.body(body))
    case .clear, .undefine, .call, .leave(nil), .put, .error, .check: return kind
    }
  }

  // MARK: - Expressions

  /// Something that is asked for: a single condition may be dropped as well.
  mutating func condition(_ condition: Expression) -> Expression {
    switch condition.kind {
    case .constant: return condition
    case .binary(let connective, let left, let right) where connective == .and || connective == .or:
      let neutral = connective == .and
      return Expression(
        .binary(connective, part(left, neutral: neutral), part(right, neutral: neutral)),
        type: condition.type, range: condition.range)
    case .read, .unary, .binary, .sameContent, .conditional, .quantified, .isUndefined, .isMember, .widened,
      .narrowed, .call:
      return part(condition, neutral: true)
    }
  }

  private mutating func part(_ part: Expression, neutral: Bool) -> Expression {
    switch part.kind {
    case .constant: return part
    case .binary(.and, _, _), .binary(.or, _, _): return condition(part)
    case .read, .unary, .binary, .sameContent, .conditional, .quantified, .isUndefined, .isMember, .widened,
      .narrowed, .call:
      let isDropped = isChosen(.droppedCondition, part.range)
      let isFlipped = isChosen(.flippedCondition, part.range)
      let asked = Expression(.binary(.notEqual, part, isFlipped), type: .boolean, range: part.range)
      return Expression(
        neutral ? .binary(.or, isDropped, asked) : .binary(.and, Self.not(isDropped), asked), type: .boolean,
        range: part.range)
    }
  }

  /// A value that decides something later, or a sum; one that is merely copied stays.
  private mutating func value(_ value: Expression) -> Expression {
    switch value.kind {
    case .binary(let operation, let left, let right):
      switch operation {
      case .and, .or, .implies, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
        return condition(value)
      case .add, .subtract:
        // The difference is the sum with the opposite, so that a loop which counts still does.
        let isFlipped = isChosen(.flippedSum, value.range)
        let opposite = Expression(.unary(.negate, right), type: .integer, range: right.range)
        let operand = Expression(
          .conditional(isFlipped, then: opposite, otherwise: right), type: .integer, range: right.range)
        return Expression(.binary(operation, left, operand), type: value.type, range: value.range)
      case .multiply, .divide, .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight: return value
      }
    case .unary(.not, _), .quantified, .sameContent: return condition(value)
    case .constant, .read, .unary, .conditional, .isUndefined, .isMember, .widened, .narrowed, .call:
      return value
    }
  }
}
