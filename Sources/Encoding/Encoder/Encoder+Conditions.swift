package import ModelIR

/// Conditions that are not the model's own: lemmas, and the invariants of certificates.
extension Encoder {
  /// Goes on with the terms of an encoding: leaves are the same constants, since names decide them.
  package init(extending encoding: TransitionEncoding) {
    self.init(encoding.system, bank: encoding.bank)
  }

  /// A condition over the state; `owner` keeps its parameters' names apart from others'.
  package func encode(condition property: Property, of owner: String) throws(UnsupportedConstruct)
    -> EncodedProperty
  {
    var encoder = self
    guard let encoded = try encoder.encodeProperty(property, named: owner) else {
      throw UnsupportedConstruct("a property without a condition", at: property.range)
    }
    return encoded
  }
}
