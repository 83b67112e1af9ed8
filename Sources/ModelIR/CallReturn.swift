/// What the caller is told when a call is over, from a `--@ returns` annotation.
package enum CallReturn: Hashable, Sendable {
  /// The model does not say.
  case nothing
  /// This text, whatever the state: the name of an error.
  case text(String)
  /// The value of an expression over the rule's parameters and the state in which the rule fires.
  case value(Expression)
}
