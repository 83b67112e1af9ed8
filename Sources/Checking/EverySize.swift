/// What a certificate is for beyond the model at hand: every size of one of its scalarsets.
package struct EverySize: Hashable, Sendable {
  /// The scalarset.
  package var typeName: String
  /// What takes every value: `NODE_NUM`, or `size of NODE`.
  package var quantity: String
  /// The conditions are inductive at every size up to this one, from which it follows for all others.
  package var cutoff: Int
  /// The names of properties that the model has not, as far as the proof is concerned; in order.
  package var without: [String]

  package init(typeName: String, quantity: String, cutoff: Int, without: [String] = []) {
    self.typeName = typeName
    self.quantity = quantity
    self.cutoff = cutoff
    self.without = without
  }
}
