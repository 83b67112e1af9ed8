/// Codes P2P1xx: lexing and syntax.
extension DiagnosticCode {
  package static let unexpectedCharacter = DiagnosticCode(
    name: "P2P101", summary: "a character that begins no token",
    explanation: """
      Murphi text is made of ASCII words, numbers, strings and operators, and of the operators' Unicode spellings.

      Remove the character, or put it into a string or comment.
      """)

  package static let unterminatedString = DiagnosticCode(
    name: "P2P102", summary: "a string without closing quote",
    explanation: """
      A string ends with `"` or `”`; a quote inside it is written `\\"`.

          rule "map page" ...
      """)

  package static let malformedNumber = DiagnosticCode(
    name: "P2P103", summary: "a number that cannot be read",
    explanation: """
      Numbers are decimal, hexadecimal after `0x`, or octal after a leading `0`; they must fit into 128 bits.

          const MASK: 0xff;
          const NINE: 9;      -- not 09, which would be octal
      """)

  package static let unexpectedToken = DiagnosticCode(
    name: "P2P104", summary: "something else was expected here",
    explanation: """
      The text does not follow the grammar at this point. The message says what could stand here. Often the real slip is
      just before: a missing `;`, `end` or `then`.

          if x = 1 then y := 2; end;
      """)

  package static let nestingTooDeep = DiagnosticCode(
    name: "P2P105", summary: "nested too deep",
    explanation: """
      Parentheses, blocks and types nest to a fixed depth, so that no model can exhaust the checker's stack.

      Name inner parts with constants, functions or type declarations.
      """)

  package static let notAssociative = DiagnosticCode(
    name: "P2P106", summary: "operators that cannot be chained",
    explanation: """
      Comparisons, `->` and `?:` are not associative: `a = b = c` has no meaning.

          (a = b) = c
          a -> (b -> c)
      """)

  package static let includeFailed = DiagnosticCode(
    name: "P2P107", summary: "a file that cannot be included",
    explanation: """
      `include "path";` names a file relative to the file it stands in. Every file is included once, however often it is named.
      """)
}
