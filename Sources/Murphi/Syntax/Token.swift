/// What a stretch of source text is to the parser.
enum TokenKind: UInt8 {
  case identifier, number, string, endOfFile
  // Keywords.
  case alias, array, assert, assume, begin, boolean, by, `case`, clear, const, cover, `do`, `else`, elsif, end
  case endalias, endexists, endfor, endforall, endfunction, endif, endprocedure, endrecord, endrule,
    endruleset
  case endstartstate, endswitch, endwhile, `enum`, error, exists, `for`, forall, function, `if`, invariant
  case ismember, isundefined, liveness, of, procedure, put, record, `return`, rule, ruleset, scalarset
  case startstate, `switch`, then, to, type, undefine, union, `var`, `while`
  // Punctuation and operators.
  case assign, addAssign, subtractAssign, dots, greaterOrEqual, shiftRight, implies, lessOrEqual, shiftLeft,
    notEqual, arrow, equal, leadsTo
  case not, and, or, ampersand, bar, caret, tilde, colon, less, greater, minus, percent, plus, semicolon
  case leftBrace, rightBrace, comma, leftBracket, rightBracket, dot, leftParenthesis, rightParenthesis
  case slash, star, question, prime

  /// How messages call it.
  var description: String {
    switch self {
    case .identifier: "a name"
    case .number: "a number"
    case .string: "a string"
    case .endOfFile: "the end of the file"
    default: "`\(Self.spellings[self] ?? "?")`"
    }
  }

  static let keywords: [String: TokenKind] = [
    "alias": .alias, "array": .array, "assert": .assert, "assume": .assume, "begin": .begin,
    "boolean": .boolean, "by": .by, "case": .case, "clear": .clear, "const": .const, "cover": .cover,
    "do": .do, "else": .else, "elsif": .elsif, "end": .end, "endalias": .endalias, "endexists": .endexists,
    "endfor": .endfor, "endforall": .endforall, "endfunction": .endfunction, "endif": .endif,
    "endprocedure": .endprocedure, "endrecord": .endrecord, "endrule": .endrule, "endruleset": .endruleset,
    "endstartstate": .endstartstate, "endswitch": .endswitch, "endwhile": .endwhile, "enum": .enum,
    "error": .error, "exists": .exists, "for": .for, "forall": .forall, "function": .function, "if": .if,
    "invariant": .invariant, "ismember": .ismember, "isundefined": .isundefined, "liveness": .liveness,
    "of": .of, "procedure": .procedure, "put": .put, "record": .record, "return": .return, "rule": .rule,
    "ruleset": .ruleset, "scalarset": .scalarset, "startstate": .startstate, "switch": .switch,
    "then": .then, "to": .to, "type": .type, "undefine": .undefine, "union": .union, "var": .var,
    "while": .while,
  ]

  /// Operators written with more than one byte of ASCII, longest first.
  static let longOperators: [(text: [UInt8], kind: TokenKind)] = longSpellings.map {
    (Array($0.0.utf8), $0.1)
  }

  private static let longSpellings: [(String, TokenKind)] = [
    ("==>", .arrow), (":=", .assign), ("+=", .addAssign), ("-=", .subtractAssign), ("..", .dots),
    (">=", .greaterOrEqual), (">>", .shiftRight),
    ("->", .implies), ("<=", .lessOrEqual), ("<<", .shiftLeft), ("!=", .notEqual), ("==", .equal),
    ("&&", .and), ("||", .or), ("~>", .leadsTo), ("↝", .leadsTo), ("≔", .assign), ("≥", .greaterOrEqual),
    ("→", .implies),
    ("≤", .lessOrEqual), ("≠", .notEqual), ("⇒", .arrow), ("¬", .not), ("∧", .and), ("∨", .or),
    ("∀", .forall), ("∃", .exists), ("÷", .slash), ("∕", .slash), ("−", .minus), ("×", .star),
  ]

  static let shortOperators: [UInt8: TokenKind] = [
    UInt8(ascii: "!"): .not, UInt8(ascii: "&"): .ampersand, UInt8(ascii: "|"): .bar,
    UInt8(ascii: "^"): .caret, UInt8(ascii: "~"): .tilde, UInt8(ascii: ":"): .colon,
    UInt8(ascii: "="): .equal, UInt8(ascii: "<"): .less, UInt8(ascii: ">"): .greater,
    UInt8(ascii: "-"): .minus, UInt8(ascii: "%"): .percent, UInt8(ascii: "+"): .plus,
    UInt8(ascii: ";"): .semicolon, UInt8(ascii: "{"): .leftBrace, UInt8(ascii: "}"): .rightBrace,
    UInt8(ascii: ","): .comma, UInt8(ascii: "["): .leftBracket, UInt8(ascii: "]"): .rightBracket,
    UInt8(ascii: "."): .dot, UInt8(ascii: "("): .leftParenthesis, UInt8(ascii: ")"): .rightParenthesis,
    UInt8(ascii: "/"): .slash, UInt8(ascii: "*"): .star, UInt8(ascii: "?"): .question,
    UInt8(ascii: "'"): .prime,
  ]

  private static let spellings: [TokenKind: String] = {
    var table: [TokenKind: String] = [:]
    for (text, kind) in keywords { table[kind] = text }
    for (byte, kind) in shortOperators { table[kind] = String(decoding: [byte], as: UTF8.self) }
    for (bytes, kind) in longOperators.reversed() where table[kind] == nil || bytes.count < 3 {
      table[kind] = String(decoding: bytes, as: UTF8.self)
    }
    table[.equal] = "="
    table[.arrow] = "==>"
    for (kind, text) in [(TokenKind.slash, "/"), (.minus, "-"), (.star, "*"), (.not, "!")] {
      table[kind] = text
    }
    return table
  }()
}

/// One token: its kind and its UTF-8 offsets in its file.
struct Token {
  var kind: TokenKind
  var start: Int32
  var end: Int32
}

/// A comment of the form `--@ word ...`, which says something about the declaration that follows it.
struct AnnotationComment {
  static let marker = "--@"

  /// The text after `--@`.
  var text: String
  var start: Int
  var end: Int
  /// The index of the first token after it.
  var nextToken: Int
}
