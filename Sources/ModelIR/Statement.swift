package import Diagnostics

/// One step of a rule's, start state's or function's body.
package struct Statement: Hashable, Encodable, Sendable {
  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  package indirect enum Kind: Hashable, Encodable, Sendable {
    /// A simple value must lie in the place's type; records and arrays are copied cell by cell.
    case assign(Place, Expression)
    /// Every simple cell gets its type's lowest value.
    case clear(Place)
    case undefine(Place)
    case branch([Branch], otherwise: [Statement])
    /// The first case with a value equal to the subject runs; values are evaluated in order, the subject once.
    case select(Expression, [Case], otherwise: [Statement])
    case loop(Binder, [Statement])
    case whileLoop(Expression, [Statement])
    case call(Call)
    /// Ends a rule (no value) or a function.
    case leave(Expression?)
    case put(PutItem)
    /// `error "..."`: fails whenever it is reached.
    case error(String)
    /// `assert`, `assume` or `cover` as a statement; the property has the name and kind.
    case check(PropertyID, Expression)
  }

  package struct Branch: Hashable, Encodable, Sendable {
    package var condition: Expression
    package var body: [Statement]

    package init(condition: Expression, body: [Statement]) {
      self.condition = condition
      self.body = body
    }
  }

  package struct Case: Hashable, Encodable, Sendable {
    package var values: [Expression]
    package var body: [Statement]

    package init(values: [Expression], body: [Statement]) {
      self.values = values
      self.body = body
    }
  }

  package enum PutItem: Hashable, Encodable, Sendable {
    case text(String)
    case expression(Expression)
  }
}

extension Statement.Kind {
  /// The place that the statement itself writes to, as a whole.
  package var target: Place? {
    switch self {
    case .assign(let place, _), .clear(let place), .undefine(let place): place
    case .branch, .select, .loop, .whileLoop, .call, .leave, .put, .error, .check: nil
    }
  }
}
