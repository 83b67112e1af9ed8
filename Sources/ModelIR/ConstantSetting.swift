/// A constant that is set from outside: `NAME=VALUE`.
package struct ConstantSetting: Hashable, Sendable {
  package var name: String
  /// As Murphi text: a number, `true`, or an expression.
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// Reads `NAME=VALUE`.
  package init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    self.init(name: parts[0], value: parts[1])
  }
}
