package import Diagnostics

/// A named place for values during one evaluation: a parameter, a bound variable or a declared local.
package struct Local: Hashable, Encodable, Sendable {
  package var name: String
  package var type: ValueType
  package var role: Role
  /// Of a bound variable: while symmetric states are not visited, nothing may fail in its iterations, all of which are
  /// gone through; an index into `ScalarsetSymmetry.watches`.
  package var watch: Int?

  package init(name: String, type: ValueType, role: Role) {
    self.name = name
    self.type = type
    self.role = role
  }

  package enum Role: Hashable, Encodable, Sendable {
    /// Declared with `var` in a body: undefined on every entry.
    case variable
    /// A parameter passed by value, or a ruleset parameter.
    case parameter
    /// A `var` parameter: stands for the caller's place.
    case reference
    /// Bound by `for`, `forall` or `exists`. Assigning to it never changes the iteration.
    case bound
  }
}

/// A ruleset parameter: the values it takes are known before exploration.
package struct Parameter: Hashable, Encodable, Sendable {
  package var local: LocalID
  package var name: String
  package var type: ValueType
  /// The first value; `last` is the last one that `first + k * step` reaches.
  package var first: Value
  package var last: Value
  package var step: Value

  package init(local: LocalID, name: String, type: ValueType, first: Value, last: Value, step: Value) {
    self.local = local
    self.name = name
    self.type = type
    self.first = first
    self.last = last
    self.step = step
  }

  /// How many values there are.
  package var count: Value { (last - first) / step + 1 }

  package func value(at index: Value) -> Value { first + index * step }
}

/// A guarded command or a start state, one instance per combination of its parameters' values.
package struct Rule: Hashable, Encodable, Sendable {
  /// The text after `rule`, or `Rule n` / `Startstate n` (one-based among its kind) when there is none.
  package var name: String
  /// Outermost ruleset first; the last parameter varies fastest.
  package var parameters: [Parameter]
  package var locals: [Local]
  /// Nil if always enabled, and for start states.
  package var guardCondition: Expression?
  package var body: [Statement]
  package var range: SourceRange
  package var anchor: KernelAnchor?
  /// What the process asks of the kernel, in the words of `--@ operation WORD...`; names of parameters stand for their values.
  package var operation: [String]
  /// Unless it is met, the rule should never fire.
  package var need: Need?
  /// Whether the call that the rule is a step of is over with it: `--@ returns`.
  package var callReturn: CallReturn?
  /// What runs owe each instance, if anything.
  package var fairness: Fairness?

  package init(
    name: String, parameters: [Parameter], locals: [Local], guardCondition: Expression?, body: [Statement],
    range: SourceRange, anchor: KernelAnchor?, operation: [String] = [], need: Need? = nil,
    callReturn: CallReturn? = nil, fairness: Fairness? = nil
  ) {
    self.name = name
    self.parameters = parameters
    self.locals = locals
    self.guardCondition = guardCondition
    self.body = body
    self.range = range
    self.anchor = anchor
    self.operation = operation
    self.need = need
    self.callReturn = callReturn
    self.fairness = fairness
  }

  /// What a caller is told is no part of what the rule does.
  private enum CodingKeys: CodingKey {
    case name, parameters, locals, guardCondition, body, range, anchor, operation, need, fairness
  }
}

/// A function (with result) or procedure (without).
package struct Function: Hashable, Encodable, Sendable {
  package var name: String
  /// The parameters come first, in order.
  package var locals: [Local]
  package var parameterCount: Int
  package var result: TypeID?
  package var body: [Statement]
  package var range: SourceRange
  package var anchor: KernelAnchor?
  /// If it stands for a `count`, `sum`, `min` or `max` of the text, which has no name.
  package var fold: Fold?
  /// If it makes a record or array that the text writes out: how.
  package var literal: Literal?
  /// The name under which logs have its result, from a `--@ observe` annotation.
  package var observed: String?
  /// What its result is of the abstract model, from a `--@ abstracts` annotation.
  package var abstracts: AbstractedPlace?

  package init(
    name: String, locals: [Local], parameterCount: Int, result: TypeID?, body: [Statement],
    range: SourceRange,
    anchor: KernelAnchor?
  ) {
    self.name = name
    self.locals = locals
    self.parameterCount = parameterCount
    self.result = result
    self.body = body
    self.range = range
    self.anchor = anchor
  }

  /// What is accumulated over the values of a bound variable.
  package struct Fold: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
      case count, sum
      case least = "min"
      case greatest = "max"
    }

    package var kind: Kind
    package var binder: Binder
    package var element: Expression

    package init(kind: Kind, binder: Binder, element: Expression) {
      self.kind = kind
      self.binder = binder
      self.element = element
    }
  }

  /// How a record or array is written; the body assigns its parts in this order and returns the whole.
  package enum Literal: Hashable, Sendable {
    /// `{f: 1, g: 2}` or `{1, 2}`.
    case parts
    /// `{for i: T do e end}`.
    case each
    /// `{base with f: 1}`.
    case change
  }

  /// How it was written, and what is seen of it from outside, is no part of what it means.
  private enum CodingKeys: CodingKey {
    case name, locals, parameterCount, result, body, range, anchor
  }
}
