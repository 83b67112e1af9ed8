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
      Known are `--@ kernel FILE FUNCTION` before a rule, start state, function or type, `--@ operation WORD...` and
      `--@ returns [RESULT]` before a rule, `--@ needs CONDITION` before a rule or property, `--@ fair [strong]` before a rule, `--@ observe [NAME]` before a
      variable or function, and `--@ view STYLE` before a variable.
      `--@ kernel FILE FUNCTION in VERSION` is for models of that version of Linux alone, which a model names by
      `--@ linux VERSION` at its top, and `--@ kernel FILE FUNCTION proposed` for functions of patches.
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

  package static let functionNotFound = DiagnosticCode(
    name: "P2P509", summary: "a function that the kernel does not have",
    explanation: """
      `lint --kernel DIR` has found no definition of the function in this file of the kernel's source. It was renamed or
      moved, or it is of another version: `--@ kernel FILE FUNCTION in VERSION` is for models of that version alone. Of a
      function that only patches have, say so: `--@ kernel FILE FUNCTION proposed`.
      """)

  package static let functionChanged = DiagnosticCode(
    name: "P2P510", summary: "a function that is not the one that was read",
    explanation: """
      The text of the function is another than when the model was last compared with it, or it never was. Read the function
      again and see whether the rule still does what it does; then record its digest with `lint --kernel DIR --update`.
      """)

  package static let functionInKernel = DiagnosticCode(
    name: "P2P511", summary: "a proposed function that the kernel has",
    explanation: """
      The model says that only patches have this function, and the kernel's source defines it. The patches were merged, or
      the name is taken: compare, and drop `proposed`.
      """)

  package static let invalidObservation = DiagnosticCode(
    name: "P2P512", summary: "something that cannot be observed",
    explanation: """
      `--@ observe [NAME]` before a variable or function lets logs say what a program has seen of it (`p2pcheck conform`).
      A function returns a simple value, takes simple values and changes nothing; each observation has a name of its own.

          --@ observe free_pages
          function free(): 0..PAGES; ...
      """)

  package static let invalidFairness = DiagnosticCode(
    name: "P2P513", summary: "a fairness that cannot be meant",
    explanation: """
      `--@ fair` before a rule says which runs count where a `leadsto` property is checked, once for each rule: with `--@ fair` (or
      `--@ fair weak`) those in which no instance of it that can be fired from some point on for ever is left out for ever, with
      `--@ fair strong` those in which none is that can be fired again and again.

          --@ fair
          rule "unlock" holder = p ==> ...
      """)
}
