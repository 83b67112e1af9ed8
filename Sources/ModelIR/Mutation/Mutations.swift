import Diagnostics

/// The small changes of statements and conditions, each alone.
enum Mutations {
  /// A part of the model after one change.
  struct Change<Part> {
    let kind: Mutant.Kind
    let range: SourceRange
    let result: Part

    func map<Whole>(_ transform: (Part) -> Whole) -> Change<Whole> {
      Change<Whole>(kind: kind, range: range, result: transform(result))
    }
  }

  // MARK: - Statements

  static func changes(of body: [Statement]) -> [Change<[Statement]>] {
    body.indices.flatMap { index -> [Change<[Statement]>] in
      func put(_ statement: Statement?) -> [Statement] {
        body[..<index] + (statement.map { [$0] } ?? []) + body[(index + 1)...]
      }
      let statement = body[index]
      let inside = changes(inside: statement.kind).map { change in
        change.map { put(Statement($0, range: statement.range)) }
      }
      guard canBeDropped(statement.kind) else { return inside }
      return [Change(kind: .droppedStatement, range: statement.range, result: put(nil))] + inside
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

  private static func changes(inside kind: Statement.Kind) -> [Change<Statement.Kind>] {
    switch kind {
    case .assign(let place, let value):
      return (changes(ofSum: value) + changes(ofDecision: value)).map { $0.map { .assign(place, $0) } }
    case .leave(let value?):
      return (changes(ofSum: value) + changes(ofDecision: value)).map { $0.map { .leave($0) } }
    case .branch(let branches, let otherwise):
      return branches.indices.flatMap { index in
        changes(of: branches[index]).map { change in
          change.map { branch in
            var changed = branches
            changed[index] = branch
            return .branch(changed, otherwise: otherwise)
          }
        }
      } + changes(of: otherwise).map { $0.map { .branch(branches, otherwise: $0) } }
    case .select(let subject, let cases, let otherwise):
      return cases.indices.flatMap { index in
        changes(of: cases[index].body).map { change in
          change.map { body in
            var changed = cases
            changed[index].body = body
            return .select(subject, changed, otherwise: otherwise)
          }
        }
      } + changes(of: otherwise).map { $0.map { .select(subject, cases, otherwise: $0) } }
    case .loop(let binder, let body): return changes(of: body).map { $0.map { .loop(binder, $0) } }
    // Its condition ends it.
    case .whileLoop(let condition, let body):
      return changes(of: body).map { $0.map { .whileLoop(condition, $0) } }
    case .clear, .undefine, .call, .leave(nil), .put, .error, .check: return []
    }
  }

  private static func changes(of branch: Statement.Branch) -> [Change<Statement.Branch>] {
    changes(ofCondition: branch.condition).map { change in
      change.map { Statement.Branch(condition: $0, body: branch.body) }
    }
      + changes(of: branch.body).map { change in
        change.map { Statement.Branch(condition: branch.condition, body: $0) }
      }
  }

  // MARK: - Expressions

  /// Of something that is asked for: a single condition may be dropped as well.
  static func changes(ofCondition condition: Expression) -> [Change<Expression>] {
    switch condition.kind {
    case .constant: return []
    case .binary(let connective, let left, let right) where connective == .and || connective == .or:
      func whole(_ left: Expression, _ right: Expression) -> Expression {
        Expression(.binary(connective, left, right), type: condition.type, range: condition.range)
      }
      let neutral: Value = connective == .and ? 1 : 0
      return changes(ofPart: left, neutral: neutral).map { $0.map { whole($0, right) } }
        + changes(ofPart: right, neutral: neutral).map { $0.map { whole(left, $0) } }
    case .read, .unary, .binary, .sameContent, .conditional, .quantified, .isUndefined, .isMember, .widened,
      .narrowed, .call:
      return changes(ofPart: condition, neutral: 1)
    }
  }

  private static func changes(ofPart part: Expression, neutral: Value) -> [Change<Expression>] {
    switch part.kind {
    case .constant: return []
    case .binary(.and, _, _), .binary(.or, _, _): return changes(ofCondition: part)
    case .read, .unary, .binary, .sameContent, .conditional, .quantified, .isUndefined, .isMember, .widened,
      .narrowed, .call:
      let decided = Expression(.constant(neutral), type: .boolean, range: part.range)
      let opposite = Expression(.unary(.not, part), type: .boolean, range: part.range)
      return [
        Change(kind: .droppedCondition, range: part.range, result: decided),
        Change(kind: .flippedCondition, range: part.range, result: opposite),
      ]
    }
  }

  /// Of a value that decides something later; one that is merely copied does not.
  private static func changes(ofDecision value: Expression) -> [Change<Expression>] {
    switch value.kind {
    case .binary(let operation, _, _):
      switch operation {
      case .and, .or, .implies, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
        return changes(ofCondition: value)
      case .add, .subtract, .multiply, .divide, .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight:
        return []
      }
    case .unary(.not, _), .quantified, .sameContent: return changes(ofCondition: value)
    case .constant, .read, .unary, .conditional, .isUndefined, .isMember, .widened, .narrowed, .call:
      return []
    }
  }

  private static func changes(ofSum value: Expression) -> [Change<Expression>] {
    guard case .binary(let operation, let left, let right) = value.kind,
      operation == .add || operation == .subtract
    else { return [] }
    let flipped = Expression.Kind.binary(operation == .add ? .subtract : .add, left, right)
    return [
      Change(
        kind: .flippedSum, range: value.range,
        result: Expression(flipped, type: value.type, range: value.range))
    ]
  }
}
