/// A constant of a model with some of its values, as Murphi text.
package struct ConstantValues: Hashable, Sendable {
  package var name: String
  package var values: [String]

  package init(name: String, values: [String]) {
    self.name = name
    self.values = values
  }
}
