import Diagnostics
import ModelIR
import Parametric

/// Clauses as invariants of the model's language.
struct ClauseText {
  private let family: ScalarsetFamily
  /// Components that may have no value, of which something is only said where they have one.
  private let undefined: Set<ElementLeaf>
  private let names: [String]
  /// The locals that are elements of other scalarsets.
  private var others: [TypeID: Int] = [:]
  private let nowhere = SourceRange(file: FileID(0), start: 0, end: 0)

  init(_ family: ScalarsetFamily, undefined: Set<ElementLeaf>) {
    self.family = family
    self.undefined = undefined
    names = Self.names(in: family.system)
  }

  /// Lemmas do not speak of more other scalarsets.
  static let mostOthers = 3

  /// Names that mean nothing in the model: two, and one for each other scalarset.
  private static func names(in system: TransitionSystem) -> [String] {
    var taken = Set(
      system.variables.map(\.name) + system.functions.map(\.name) + system.constants.map(\.name))
    taken.formUnion(system.types.compactMap(\.name))
    for definition in system.types {
      if case .enumeration(let members) = definition.shape { taken.formUnion(members) }
    }
    let short = ["i", "j", "k", "l", "m", "n", "p", "q"]
    let numbered = (1...(taken.count + 2)).map { "element_\($0)" }
    return Array((short + numbered).filter { !taken.contains($0) }.prefix(2 + mostOthers))
  }

  func invariant(_ clause: ElementClause) -> Property {
    let count = clause.variables.count
    let types = Array(repeating: family.type, count: count) + clause.others
    let locals = zip(names, types).map { Local(name: $0, type: .declared($1), role: .parameter) }
    let parameters = zip(locals, types).enumerated().map { number, pair in
      Parameter(
        local: LocalID(number), name: pair.0.name, type: pair.0.type, first: 0,
        last: family.system.domain(of: pair.1)?.upperBound ?? 0, step: 1)
    }
    var text = self
    text.others = Dictionary(uniqueKeysWithValues: clause.others.enumerated().map { ($1, count + $0) })
    var condition = or(clause.literals.map(text.expression))
    if count == 2 { condition = boolean(.binary(.or, equal(variable(0), variable(1)), condition)) }
    return Property(
      name: "", kind: .invariant, parameters: parameters, locals: locals, condition: condition,
      range: nowhere)
  }

  private func expression(_ literal: ElementClause.Literal) -> Expression {
    let atom = literal.atom
    let positive: Expression
    switch atom {
    case .undefined(let term):
      let test = boolean(.isUndefined(place(term)))
      return literal.isPositive ? test : not(test)
    case .equals(let term, let value):
      if case .boolean = family.system[term.leaf.type].shape {
        positive = value == 1 ? read(term) : not(read(term))
      } else {
        positive = equal(
          read(term), Expression(.constant(value), type: .declared(term.leaf.type), range: nowhere))
      }
    case .isVariable(let term, let number): positive = equal(read(term), variable(number))
    case .isOther(let term): positive = equal(read(term), other(term.leaf.type))
    case .same(let left, let right): positive = equal(read(left), read(right))
    case .less(let left, let right): positive = boolean(.binary(.less, read(left), read(right)))
    }
    let undefined = atom.terms.filter { self.undefined.contains($0.leaf) }.map {
      boolean(.isUndefined(place($0)))
    }
    guard !undefined.isEmpty else { return literal.isPositive ? positive : not(positive) }
    return literal.isPositive
      ? boolean(.binary(.and, not(or(undefined)), positive)) : or(undefined + [not(positive)])
  }

  private func place(_ term: ElementTerm) -> Place {
    var variables = term.variables[...]
    let path = term.leaf.steps.map { step -> Place.Step in
      switch step {
      case .field(let field, let record): .field(field, record: record)
      case .constant(let value, let array): .element(index(value, of: array), array: array)
      case .element(let array): .element(variable(variables.popFirst() ?? 0), array: array)
      case .other(let type, let array): .element(other(type), array: array)
      }
    }
    return Place(
      root: .state(term.leaf.variable), path: path, type: .declared(term.leaf.type), range: nowhere)
  }

  private func index(_ value: Value, of array: TypeID) -> Expression {
    guard case .array(let type, _) = family.system[array].shape else { return variable(0) }
    return Expression(.constant(value), type: .declared(type), range: nowhere)
  }

  private func read(_ term: ElementTerm) -> Expression {
    Expression(.read(place(term)), type: .declared(term.leaf.type), range: nowhere)
  }

  private func variable(_ number: Int) -> Expression { local(number, family.type) }

  private func other(_ type: TypeID) -> Expression { local(others[type] ?? 0, type) }

  private func local(_ number: Int, _ type: TypeID) -> Expression {
    Expression(reading: Place(root: .local(LocalID(number)), type: .declared(type), range: nowhere))
  }

  private func equal(_ left: Expression, _ right: Expression) -> Expression {
    boolean(.binary(.equal, left, right))
  }

  private func not(_ expression: Expression) -> Expression {
    switch expression.kind {
    case .binary(.equal, let left, let right): boolean(.binary(.notEqual, left, right))
    case .binary(.less, let left, let right): boolean(.binary(.greaterOrEqual, left, right))
    case .unary(.not, let operand): operand
    case .constant, .read, .unary, .binary, .sameContent, .conditional, .quantified, .isUndefined, .isMember,
      .widened, .narrowed, .call:
      boolean(.unary(.not, expression))
    }
  }

  private func or(_ expressions: [Expression]) -> Expression {
    expressions.dropFirst().reduce(expressions[0]) { boolean(.binary(.or, $0, $1)) }
  }

  private func boolean(_ kind: Expression.Kind) -> Expression {
    Expression(kind, type: .boolean, range: nowhere)
  }
}
