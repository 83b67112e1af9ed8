/// Texts as files have them: Swift takes canonically equivalent ones for equal.
extension StringProtocol {
  /// True if the texts are the same to the byte: `==` takes different ways to write a character in Unicode for one.
  package func hasSameBytes(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }
}
