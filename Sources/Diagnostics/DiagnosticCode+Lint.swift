/// Codes P2P5xx: suspicious but valid.
extension DiagnosticCode {
  package static let unusedDeclaration = DiagnosticCode(
    name: "P2P501", summary: "a declaration that is never used",
    explanation: """
      Nothing refers to this name. Remove it, or use it.
      """)

  package static let neverEnabled = DiagnosticCode(
    name: "P2P502", summary: "a rule that is never enabled",
    explanation: """
      The guard is false whatever the state, so the rule never fires.
      """)

  package static let alwaysTrue = DiagnosticCode(
    name: "P2P503", summary: "a property that cannot fail",
    explanation: """
      The property is true whatever the state, so it says nothing about the model.
      """)

  package static let unknownAnnotation = DiagnosticCode(
    name: "P2P504", summary: "an annotation that means nothing",
    explanation: """
      Known are `--@ kernel FILE FUNCTION` before a rule, start state, function or type, `--@ operation WORD...` before a
      rule, `--@ needs CONDITION` before a rule or property, and `--@ view STYLE` before a variable.
      """)

  package static let mixedScalarsets = DiagnosticCode(
    name: "P2P505", summary: "scalarsets that are mixed",
    explanation: """
      Values of two scalarset types are assigned or compared. They can no longer be permuted independently, so neither is
      used for symmetry reduction. Give both the same type.
      """)

  package static let nonBooleanGuard = DiagnosticCode(
    name: "P2P506", summary: "a guard that is not boolean",
    explanation: """
      The rule is taken as enabled when the value is not 0. Write the comparison out.
      """)
}
