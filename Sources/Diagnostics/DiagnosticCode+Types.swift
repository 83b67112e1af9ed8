/// Codes P2P3xx: types and constants.
extension DiagnosticCode {
  package static let typeMismatch = DiagnosticCode(
    name: "P2P301", summary: "types that do not go together",
    explanation: """
      Numbers go with numbers. Booleans, enums, scalarsets, records and arrays go only with their own kind: the same
      members, size, fields or index and element types.
      """)

  package static let notBoolean = DiagnosticCode(
    name: "P2P302", summary: "a condition that is not boolean",
    explanation: """
      Conditions and the operands of `!`, `&&`, `||` and `->` are boolean. Write the comparison out.

          if count != 0 then ... end
      """)

  package static let notANumber = DiagnosticCode(
    name: "P2P303", summary: "arithmetic on something that is not a number",
    explanation: """
      Arithmetic, shifts, bitwise operators and the orderings `<`, `<=`, `>`, `>=` take numbers. Enums and scalarsets have
      no order; only `=` and `!=` apply to them.
      """)

  package static let notConstant = DiagnosticCode(
    name: "P2P304", summary: "a value that must be known beforehand",
    explanation: """
      Constants, range bounds, scalarset sizes and ruleset bounds are computed before exploration: from literals, constants
      and operators. Calls, quantifiers and variables are not allowed there.
      """)

  package static let emptyRange = DiagnosticCode(
    name: "P2P305", summary: "a type without values",
    explanation: """
      The upper bound of a range is not below its lower bound, and a scalarset has at least one element.

          type index: 0 .. SIZE - 1;    -- SIZE must be at least 1
      """)

  package static let boundTooLarge = DiagnosticCode(
    name: "P2P306", summary: "a bound beyond 64 bits",
    explanation: """
      Range bounds lie between -2^63 and 2^64-1.
      """)

  package static let constantArithmetic = DiagnosticCode(
    name: "P2P307", summary: "a constant that cannot be computed",
    explanation: """
      The computation divides by zero or leaves 128 bits.
      """)

  package static let notAssignable = DiagnosticCode(
    name: "P2P308", summary: "something that cannot be written",
    explanation: """
      Constants, computed values and parameters without `var` are read-only.

          procedure take(var count: 0..9); begin count := count - 1; end;
      """)

  package static let wrongArgumentCount = DiagnosticCode(
    name: "P2P309", summary: "too many or too few arguments",
    explanation: """
      A call has exactly one argument per parameter.
      """)

  package static let badReferenceArgument = DiagnosticCode(
    name: "P2P310", summary: "an argument that does not fit a `var` parameter",
    explanation: """
      A `var` parameter stands for the caller's variable. The argument must be writable and, if it is a number, have exactly
      the parameter's range.

          type small: 0..3;
          var x: small;
          procedure p(var v: small); begin v := 0; end;
      """)

  package static let notSimple = DiagnosticCode(
    name: "P2P311", summary: "a complex type where a simple one is needed",
    explanation: """
      Array indices, quantifiers, `switch` and `isundefined` work on simple types: booleans, ranges, enums, scalarsets and
      unions of them.
      """)

  package static let badStep = DiagnosticCode(
    name: "P2P312", summary: "a loop that would not end",
    explanation: """
      The step is zero or leads away from the end. Counting down needs a negative step.

          for i := 3 to 0 by -1 do ... end
      """)

  package static let badReturn = DiagnosticCode(
    name: "P2P313", summary: "a return that does not fit",
    explanation: """
      A function returns a value of its type; procedures, rules and start states return without value.
      """)

  package static let procedureInExpression = DiagnosticCode(
    name: "P2P314", summary: "a procedure used as a value",
    explanation: """
      A procedure has no result. Declare a return type to make it a function.

          function next(i: index): index; begin return (i + 1) % SIZE; end;
      """)

  package static let impureCondition = DiagnosticCode(
    name: "P2P315", summary: "a condition that changes the state",
    explanation: """
      Guards and properties are evaluated to look at a state, never to change it. The function called here writes state
      variables, itself or through another function or a `var` parameter.
      """)

  package static let typeTooLarge = DiagnosticCode(
    name: "P2P316", summary: "a type too large for a local",
    explanation: """
      A local variable or a parameter may have at most four million simple components. Variables of the state may have
      more, but then only the prover can work on the model, and not show its counterexamples.
      """)

  package static let misplacedLiveness = DiagnosticCode(
    name: "P2P317", summary: "liveness as a statement",
    explanation: """
      `liveness` and `leadsto` speak of whole executions and stand beside rules, not in their bodies.
      """)

  package static let notIndexable = DiagnosticCode(
    name: "P2P318", summary: "a part of something that has no such parts",
    explanation: """
      Only arrays have elements, only records have fields.
      """)

  package static let misplacedDefault = DiagnosticCode(
    name: "P2P319", summary: "a case that hides those after it",
    explanation: """
      A `case` without values matches everything, so it must be the last one. Write it as `else`.
      """)

  package static let incompleteLiteral = DiagnosticCode(
    name: "P2P325", summary: "a record or array with parts missing",
    explanation: """
      A record or array that is written out has a value for every part. What is to stay as it is in another one is taken
      from there.

          r := {f: 1, g: 2};
          a := {for i: index do 0 end};
          r := {r with f: 1};
      """)

  package static let unknownLiteralType = DiagnosticCode(
    name: "P2P326", summary: "a record or array of which the type is not known",
    explanation: """
      Where a value is assigned, compared, returned, given to a parameter or part of another one, its type is known. Elsewhere
      the type's name stands before the brace.

          alias nobody: request{from: none, size: 0} do ... end
      """)

  package static let misplacedPrime = DiagnosticCode(
    name: "P2P327", summary: "a prime where there is no step",
    explanation: """
      `x'` is the value of `x` after a step, which only `step` properties speak of. The whole expression before a prime is
      evaluated in the state after the step; there is no state behind that.

          step "only upwards" count' >= count;
      """)

  package static let notAMember = DiagnosticCode(
    name: "P2P320", summary: "a type that is not in the union",
    explanation: """
      `ismember(value, type)` asks whether a union's value belongs to one of its types.
      """)
}
