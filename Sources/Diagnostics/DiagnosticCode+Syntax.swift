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

  package static let unterminatedComment = DiagnosticCode(
    name: "P2P108", summary: "a comment without end",
    explanation: """
      `/*` begins a comment that ends with the next `*/`; comments do not nest. Without its end the comment would take
      every rule and property to the end of the file, and nothing would be said of them. A comment to the end of the line
      begins with `--`.
      """)

  package static let foreignSpelling = DiagnosticCode(
    name: "P2P109", summary: "a spelling of another language",
    explanation: """
      What is meant is clear, but it is written differently here:

          // text                -- text, or /* text */
          a and b, a or b        a & b, a | b
          not a, a mod b         !a, a % b
          const N = 3;           const N: 3;
          bool, int              boolean, 0..255
          array [3] of t         array [0..2] of t
          set of t               array [t] of boolean
          var x: 0..3 := 0;      var x: 0..3;  startstate x := 0; end;
      """)
}
