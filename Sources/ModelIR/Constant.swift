/// A constant of the model with the value it has in this system.
package struct Constant: Hashable, Encodable, Sendable {
  package var name: String
  package var value: Value
  package var isBoolean: Bool

  package init(name: String, value: Value, isBoolean: Bool) {
    self.name = name
    self.value = value
    self.isBoolean = isBoolean
  }

  /// The value as Murphi text: `true`, `12`.
  package var text: String { isBoolean ? (value == 0 ? "false" : "true") : "\(value)" }
}
