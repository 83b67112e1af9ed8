import Diagnostics
import Encoding
import ModelIR

/// Conditions on components of the state, as the model's language writes them.
struct AtomFactory {
  let encoding: TransitionEncoding
  private let encoder: Encoder

  init(_ encoding: TransitionEncoding) {
    self.encoding = encoding
    encoder = Encoder(extending: encoding)
  }

  private var system: TransitionSystem { encoding.system }
  private var nowhere: SourceRange { SourceRange(file: FileID(0), start: 0, end: 0) }

  /// A condition and the component it is about.
  struct Atom {
    let leaf: StateLeaf
    let expression: Expression
  }

  // MARK: - Kinds of components

  func isNumber(_ leaf: StateLeaf) -> Bool {
    guard leaf.role == .value, leaf.indices.isEmpty, case .integers = system[leaf.type].shape else {
      return false
    }
    return true
  }

  /// A number, or a boolean as one or zero.
  func isSummand(_ leaf: StateLeaf) -> Bool {
    if isNumber(leaf) { return true }
    guard isChoice(leaf), case .boolean = system[leaf.type].shape else { return false }
    return true
  }

  /// A boolean or a member of an enumeration.
  func isChoice(_ leaf: StateLeaf) -> Bool {
    guard leaf.role == .value, leaf.indices.isEmpty else { return false }
    switch system[leaf.type].shape {
    case .boolean: return true
    case .enumeration(let members): return members.count <= 32
    case .integers, .scalarset, .union, .array, .record: return false
    }
  }

  // MARK: - Conditions

  func defined(_ leaf: StateLeaf) -> Expression { not(boolean(.isUndefined(leaf.place))) }

  /// The component's content.
  func read(_ leaf: StateLeaf) -> Expression {
    Expression(.read(leaf.place), type: .declared(leaf.type), range: nowhere)
  }

  func constant(_ value: Value, _ leaf: StateLeaf) -> Expression {
    Expression(.constant(value), type: .declared(leaf.type), range: nowhere)
  }

  func comparison(_ relation: BinaryOperator, _ left: StateLeaf, _ right: StateLeaf) -> Expression {
    boolean(.binary(relation, read(left), read(right)))
  }

  func comparison(_ relation: BinaryOperator, _ leaf: StateLeaf, _ value: Value) -> Expression {
    if case .boolean = system[leaf.type].shape {
      return (value != 0) == (relation == .equal) ? read(leaf) : not(read(leaf))
    }
    return boolean(.binary(relation, read(leaf), constant(value, leaf)))
  }

  /// A constant and multiples of components that add up to zero, with what is subtracted on the other side.
  func equation(_ constant: Int, _ terms: [(factor: Int, leaf: StateLeaf)]) -> Expression {
    func sum(_ sign: Int) -> Expression {
      var summands = terms.filter { $0.factor * sign > 0 }.map { multiple($0.factor * sign, $0.leaf) }
      if constant * sign > 0 || summands.isEmpty { summands.append(number(Value(max(0, constant * sign)))) }
      return summands.dropFirst().reduce(summands[0]) { arithmetic(.add, $0, $1) }
    }
    return boolean(.binary(.equal, sum(1), sum(-1)))
  }

  /// `x & (x - 1) = 0`: a power of two or zero.
  func isPowerOrZero(_ leaf: StateLeaf) -> Expression {
    let mask = arithmetic(.subtract, read(leaf), number(1))
    return boolean(.binary(.equal, arithmetic(.bitAnd, read(leaf), mask), number(0)))
  }

  private func multiple(_ factor: Int, _ leaf: StateLeaf) -> Expression {
    var value = read(leaf)
    if case .boolean = system[leaf.type].shape {
      value = Expression(
        .conditional(value, then: number(1), otherwise: number(0)), type: number(0).type, range: nowhere)
    }
    return factor == 1 ? value : arithmetic(.multiply, number(Value(factor)), value)
  }

  private func number(_ value: Value) -> Expression {
    Expression(.constant(value), type: .integer, range: nowhere)
  }

  private func arithmetic(_ operation: BinaryOperator, _ left: Expression, _ right: Expression) -> Expression
  {
    Expression(.binary(operation, left, right), type: .integer, range: nowhere)
  }

  func not(_ expression: Expression) -> Expression {
    switch expression.kind {
    case .unary(.not, let operand): return operand
    case .binary(let relation, let left, let right):
      if let opposite = Self.opposite(relation) { return boolean(.binary(opposite, left, right)) }
    case .constant, .read, .unary, .sameContent, .conditional, .quantified, .isUndefined, .isMember, .widened,
      .narrowed, .call:
      break
    }
    return boolean(.unary(.not, expression))
  }

  func implies(_ premise: Expression, _ conclusion: Expression) -> Expression {
    boolean(.binary(.implies, premise, conclusion))
  }

  func and(_ expressions: [Expression]) -> Expression {
    guard let first = expressions.first else { return boolean(.constant(1)) }
    return expressions.dropFirst().reduce(first) { boolean(.binary(.and, $0, $1)) }
  }

  func or(_ expressions: [Expression]) -> Expression {
    guard let first = expressions.first else { return boolean(.constant(0)) }
    return expressions.dropFirst().reduce(first) { boolean(.binary(.or, $0, $1)) }
  }

  /// The numeric bounds that programs keep to: zero, one, the initial value is found by the search itself.
  func tightBounds(_ leaf: StateLeaf) -> [Expression] {
    guard case .integers(let low, let high) = system[leaf.type].shape else { return [] }
    return [low, low + 1].filter { $0 < high }.map { comparison(.lessOrEqual, leaf, $0) }
      + [low + 1].filter { $0 <= high }.map { comparison(.greaterOrEqual, leaf, $0) }
  }

  /// Each value of a boolean or enumeration.
  func values(of leaf: StateLeaf) -> [Atom] {
    guard let domain = system.domain(of: leaf.type) else { return [] }
    return domain.map { Atom(leaf: leaf, expression: comparison(.equal, leaf, $0)) }
  }

  /// Both values of a boolean, each of an enumeration denied, a number at or above its lowest.
  func extremes(of leaf: StateLeaf) -> [Atom] {
    if case .integers(let low, let high) = system[leaf.type].shape {
      guard low < high else { return [] }
      return [comparison(.equal, leaf, low), comparison(.greaterOrEqual, leaf, low + 1)].map {
        Atom(leaf: leaf, expression: $0)
      }
    }
    if case .boolean = system[leaf.type].shape { return values(of: leaf) }
    return values(of: leaf).map { Atom(leaf: leaf, expression: not($0.expression)) }
  }

  // MARK: - Lemmas

  /// Nil for what cannot be encoded.
  func lemma(_ expression: Expression) -> Lemma? {
    let property = Property(
      name: "", kind: .invariant, parameters: [], locals: [], condition: expression, range: nowhere)
    return lemma(property)
  }

  /// The same for an invariant with parameters.
  func lemma(_ property: Property) -> Lemma? {
    guard let encoded = try? encoder.encode(condition: property, of: "lemma") else { return nil }
    return Lemma(property: property, encoded: encoded)
  }

  private func boolean(_ kind: Expression.Kind) -> Expression {
    Expression(kind, type: .boolean, range: nowhere)
  }

  private static func opposite(_ relation: BinaryOperator) -> BinaryOperator? {
    switch relation {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .add, .subtract, .multiply, .divide, .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight,
      .and, .or, .implies:
      nil
    }
  }
}
