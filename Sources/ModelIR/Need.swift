/// What the model's constants must be for a rule to fire, a premise to be true or a cover to be reached: `--@ needs CONDITION`.
///
/// It restricts nothing. It says why something never happens, and is wrong where that is not so.
package struct Need: Hashable, Encodable, Sendable {
  /// The condition as it is written.
  package var text: String
  /// Its value with the constants of this system.
  package var isMet: Bool

  package init(text: String, isMet: Bool) {
    self.text = text
    self.isMet = isMet
  }
}
