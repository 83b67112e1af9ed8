/// Codes P2P2xx: names.
extension DiagnosticCode {
  package static let unknownName = DiagnosticCode(
    name: "P2P201", summary: "a name that is not declared",
    explanation: """
      A name must be declared before its first use, also a function's. Names are case-sensitive, keywords are not.

          var pages: 0..3;      -- declared
          startstate pages := 0; end;
      """)

  package static let duplicateName = DiagnosticCode(
    name: "P2P202", summary: "a name declared twice in one scope",
    explanation: """
      Within one scope every constant, type, variable, function, parameter and enum member has its own name. An inner scope
      may hide an outer one's names, but not what an instance of a file is called elsewhere: with `include "lock.m" as left`, a
      local variable is not called `left_owner` if `lock.m` declares `owner`.
      """)

  package static let wrongKindOfName = DiagnosticCode(
    name: "P2P203", summary: "a name of another kind",
    explanation: """
      A type stands where a value is needed, a variable where a function is needed, or the like. The innermost declaration of
      a name hides all others, whatever their kind.
      """)

  package static let unknownField = DiagnosticCode(
    name: "P2P204", summary: "a field the record does not have",
    explanation: """
      The name after the dot must be one of the record's fields.
      """)

  package static let duplicateField = DiagnosticCode(
    name: "P2P205", summary: "two fields or members with the same name",
    explanation: """
      The fields of one record, and the members of one enum, have different names.
      """)

  package static let unknownSetting = DiagnosticCode(
    name: "P2P206", summary: "a setting for no constant",
    explanation: """
      `--set NAME=VALUE` replaces the value of a constant declared at the top level of the model.

          const PAGES: 2;       -- --set PAGES=8
      """)

  package static let noStartState = DiagnosticCode(
    name: "P2P207", summary: "a model without start state",
    explanation: """
      Without a start state there is nothing to explore, and every property would hold of nothing.

          startstate "init"
            clear pages;
          end;
      """)
}
