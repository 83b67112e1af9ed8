/// Codes P2P7xx: what no property notices.
extension DiagnosticCode {
  package static let survivingMutant = DiagnosticCode(
    name: "P2P701", summary: "a change that no property notices",
    explanation: """
      Without this condition or statement, or with its opposite, other states are reached, and yet every property has the
      verdict it had before. Add a property that tells the difference, or, if there is none that matters, remove the part.
      """)
}
