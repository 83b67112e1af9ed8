/// Codes P2P7xx: what no property notices.
extension DiagnosticCode {
  package static let survivingMutant = DiagnosticCode(
    name: "P2P701", summary: "a change that no property notices",
    explanation: """
      Without this condition or statement, or with its opposite, other states are reached, and yet every property has the
      verdict it had before. Add a property that tells the difference, or, if there is none that matters, remove the part.
      If it has to stay, say why on the line above: `--@ unnoticed WHY`.
      """)

  package static let needlessExplanation = DiagnosticCode(
    name: "P2P702", summary: "an explanation of what is noticed",
    explanation: """
      `--@ unnoticed WHY` explains why no property notices changes of what begins on the next line, but every one of them
      is noticed. Remove the annotation.
      """)
}
