package import Diagnostics

/// A typed, resolved expression.
///
/// Evaluation may fail (see `Failure`) but, in a guard or property, never changes the state.
package struct Expression: Hashable, Encodable, Sendable {
  package var kind: Kind
  package var type: ValueType
  package var range: SourceRange

  package init(_ kind: Kind, type: ValueType, range: SourceRange) {
    self.kind = kind
    self.type = type
    self.range = range
  }

  /// What a place holds, read where the place is named.
  package init(reading place: Place) { self.init(.read(place), type: place.type, range: place.range) }

  package indirect enum Kind: Hashable, Encodable, Sendable {
    /// A simple value; booleans are 0 and 1.
    case constant(Value)
    /// The content of a place. A simple place must be defined; a complex one is copied, undefined cells included.
    case read(Place)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `=` on whole records and arrays: cell by cell, undefined equals undefined.
    case sameContent(Expression, Expression)
    case conditional(Expression, then: Expression, otherwise: Expression)
    case quantified(Quantifier, Binder, Expression)
    case isUndefined(Place)
    /// True if a union value lies in the alternative that owns `interval`.
    case isMember(Expression, interval: ClosedRange<Value>)
    /// A value of a union's alternative as a value of the union: adds `offset`.
    case widened(Expression, offset: Value)
    /// A union value used as a value of the alternative that owns `interval`, whose values start at `low`: a
    /// run-time error if it belongs to another alternative.
    case narrowed(Expression, interval: ClosedRange<Value>, low: Value)
    case call(Call)
  }
}

package enum UnaryOperator: String, Hashable, Encodable, Sendable {
  case not, negate, complement
}

/// Binary operators on simple values.
///
/// `and`, `or`, `implies` evaluate the right side only when the left one does not decide. Division truncates toward
/// zero. A negative count shifts the other way, `>>` is arithmetic, a count of 128 or more gives 0; any other left shift
/// that leaves 128 bits is a run-time error like any overflow.
package enum BinaryOperator: String, Hashable, Encodable, Sendable {
  case add, subtract, multiply, divide, remainder
  case bitAnd, bitOr, bitXor, shiftLeft, shiftRight
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case and, or, implies
}

package enum Quantifier: String, Hashable, Encodable, Sendable {
  case forall, exists
}

/// A bound variable and the values it takes, in order.
package struct Binder: Hashable, Encodable, Sendable {
  package var local: LocalID
  package var domain: Domain

  package init(local: LocalID, domain: Domain) {
    self.local = local
    self.domain = domain
  }

  package enum Domain: Hashable, Encodable, Sendable {
    /// Every value of a simple type, ascending.
    case type(TypeID)
    /// `from to to by by`; without `by` the step is 1 or -1, whichever leads from `from` to `to`. A step of zero
    /// or in the wrong direction is a run-time error (also when nothing else would be wrong).
    case interval(from: Expression, to: Expression, by: Expression?)
  }
}

/// A call of a function or procedure.
package struct Call: Hashable, Encodable, Sendable {
  package var function: FunctionID
  package var arguments: [Argument]

  package init(function: FunctionID, arguments: [Argument]) {
    self.function = function
    self.arguments = arguments
  }

  package enum Argument: Hashable, Encodable, Sendable {
    /// Evaluated once before the call; a simple value must lie in the parameter's type.
    case value(Expression)
    /// A `var` parameter: the callee works on the caller's place.
    case reference(Place)
  }
}
