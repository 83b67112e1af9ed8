/// Codes P2P4xx: valid elsewhere, unsupported here.
extension DiagnosticCode {
  package static let realNumber = DiagnosticCode(
    name: "P2P401", summary: "real numbers",
    explanation: """
      Only integers are supported. Scale the values: tenths as 0..10.
      """)

  package static let unsupportedUnion = DiagnosticCode(
    name: "P2P402", summary: "a union of complex types",
    explanation: """
      Members of a union are simple types. Use a record with a tag and one field per alternative.
      """)

  package static let unsupportedConstruct = DiagnosticCode(
    name: "P2P403", summary: "a construct of other Murphi dialects",
    explanation: """
      Sets, priorities of rules and external functions are not part of the language; a set can be written as an array of booleans. Multisets are, but
      their elements cannot contain multisets, and they are not compared: `MultiSetCount` says what is in one.
      """)

  package static let aliasTooLarge = DiagnosticCode(
    name: "P2P404", summary: "an alias that expands too far",
    explanation: """
      In a guard or property an alias stands for its expression. This one, its own aliases expanded, is too large. Name
      the parts with functions.
      """)

  package static let mixedUnionValue = DiagnosticCode(
    name: "P2P405", summary: "a union conversion of a computed value",
    explanation: """
      The value would have to be computed more than once. Assign the call's result to a variable first.
      """)
}
