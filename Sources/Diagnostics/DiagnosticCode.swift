/// The closed list of diagnostic codes; `p2pcheck explain CODE` prints the long text.
///
/// `P2P1xx` lexing and syntax, `2xx` names, `3xx` types and constants, `4xx` unsupported, `5xx` lint.
package struct DiagnosticCode: Hashable, Sendable {
  package let name: String
  /// One line: the rule that was broken.
  package let summary: String
  /// The long text: why, and an example of a repair.
  package let explanation: String
}
