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

  package static let nestedComment = DiagnosticCode(
    name: "P2P507", summary: "a comment within a comment",
    explanation: """
      `/*` has no meaning within a comment, so it is likely that the end of an earlier comment is missing. What stands
      between the two, perhaps a property, is then part of the comment.
      """)

  package static let descendingLoop = DiagnosticCode(
    name: "P2P508", summary: "a loop that may count down",
    explanation: """
      Without `by` the step leads from the first bound to the second, whichever is greater: if `n` is 1,
      `for i := 0 to n - 2` goes through 0 and -1, where in other languages the loop would be skipped. Say what is meant:

          if 0 <= n - 2 then
            for i := 0 to n - 2 by 1 do ... end;
          end;

      With `by 1` a bound on the wrong side is a run-time error, and no warning is needed.
      """)
}
