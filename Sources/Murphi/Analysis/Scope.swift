import Diagnostics
import ModelIR

/// What a name stands for.
struct Symbol {
  enum Meaning {
    case constant(Value, ValueType)
    case type(TypeID)
    case variable(VariableID, TypeID)
    case local(LocalID, ValueType, isReadOnly: Bool)
    case alias(Operand)
    /// The index of a multiset's element.
    case element(ElementIndex)
    case function(FunctionID)
    /// Declared, but wrongly: its uses are not reported again.
    case broken
  }

  /// What the lint calls it, nil if it may go unused.
  enum Noun: String {
    case constant, type, variable, function, parameter
  }

  var name: String
  var meaning: Meaning
  var range: SourceRange?
  var noun: Noun?
  /// How often the text names it.
  var uses = 0

  var isUsed: Bool { uses > 0 }
}

/// What a name is that `choose` or a predicate gives to an element of a multiset.
struct ElementIndex {
  /// The element's slot.
  var slot: Expression
  /// The multiset, as it was named.
  var multiset: Place
  /// By `choose`, so that the element can be removed.
  var isChosen: Bool
}

/// A lowered expression with what else is known of it.
struct Operand {
  enum Access { case value, readOnly, writable }

  var expression: Expression
  /// Its value if it is constant in the language's sense, which looks through `0 * x` and `false & x`.
  var constant: Value?
  /// Why a computation on constants has no value.
  var problem: String?
  var access = Access.value

  var type: ValueType { expression.type }

  var place: Place? {
    if case .read(let place) = expression.kind { place } else { nil }
  }

  init(
    _ expression: Expression, constant: Value? = nil, problem: String? = nil, access: Access = .value
  ) {
    self.expression = expression
    self.constant = constant
    self.problem = problem
    self.access = access
  }
}

/// The names visible at one point of the text, innermost scope last.
struct Scopes {
  private(set) var symbols: [Symbol] = []
  private var tables: [[String: Int]] = [[:]]

  mutating func open() { tables.append([:]) }

  mutating func close() { tables.removeLast() }

  /// Adds a symbol to the innermost scope; the previous one of that name there, if any, is returned and stays.
  mutating func declare(_ symbol: Symbol) -> Symbol? {
    if let previous = tables[tables.count - 1][symbol.name] { return symbols[previous] }
    tables[tables.count - 1][symbol.name] = symbols.count
    symbols.append(symbol)
    return nil
  }

  /// What a declaration in the innermost scope hides: what the whole model knows under the name.
  func hidden(by name: String) -> Symbol? {
    guard tables.count > 1 else { return nil }
    return tables[0][name].map { symbols[$0] }
  }

  /// How many scopes there are, the model's among them.
  var depth: Int { tables.count }

  /// Within how many others the scope of the innermost symbol of this name is.
  func depth(of name: String) -> Int? { tables.lastIndex { $0[name] != nil } }

  /// Whether the innermost symbol of this name belongs to a scope within the model.
  func isLocal(_ name: String) -> Bool { tables.dropFirst().contains { $0[name] != nil } }

  /// The innermost symbol of this name, which counts as a use.
  mutating func use(_ name: String) -> Symbol? {
    guard let index = index(of: name) else { return nil }
    symbols[index].uses += 1
    return symbols[index]
  }

  /// The innermost symbol of this name, looked at without using it.
  func symbol(named name: String) -> Symbol? { index(of: name).map { symbols[$0] } }

  private func index(of name: String) -> Int? {
    for table in tables.reversed() {
      if let index = table[name] { return index }
    }
    return nil
  }

  /// The visible name most like a misspelt one.
  func suggestion(for name: String, where isWanted: (Symbol) -> Bool) -> String? {
    var candidates: [String] = []
    for table in tables {
      for (candidate, index) in table where isWanted(symbols[index]) { candidates.append(candidate) }
    }
    return Suggestion.nearest(to: name, among: candidates)
  }
}
