/// Names of constants as symbols of SMT-LIB.
extension SMTLIBWriter {
  /// The symbol for a name: different names give different symbols, none of them a word of the language, a function of
  /// a theory, or a name that this writer makes up (those begin with one `?`).
  ///
  /// A mark makes another symbol of the same name, which no name has without the mark.
  package static func symbol(_ name: String, marked mark: String? = nil) -> String {
    var symbol = ""
    for character in name {
      switch character {
      // What makes room for the others is itself doubled.
      case "'": symbol += "''"
      case "|": symbol += "'1"
      case "\\": symbol += "'2"
      default: symbol.append(character)
      }
    }
    if let mark {
      symbol += "'" + mark
    } else if symbol.isEmpty || isTaken(symbol) {
      symbol += "'"
    }
    if symbol.hasPrefix("?") { symbol = "?" + symbol }
    return isSimple(symbol) ? symbol : "|\(symbol)|"
  }

  private static func isSimple(_ symbol: String) -> Bool {
    guard let first = symbol.utf8.first, !(48...57).contains(first), first != 64, first != 46 else {
      return false
    }
    return symbol.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "~!@$%^&*_-+=<>.?/".utf8.contains(byte)
    }
  }

  private static func isTaken(_ symbol: String) -> Bool {
    if taken.contains(symbol) || symbol.hasPrefix("bv") { return true }
    let parts = symbol.split(separator: ".", maxSplits: 1)
    return parts.count == 2 && parts.first.map { theories.contains(String($0)) } ?? false
  }

  /// Words of the language, and functions and sorts of what z3, cvc5 and bitwuzla know as theories.
  private static let taken: Set<String> = [
    "_", "!", "as", "let", "exists", "forall", "match", "par", "lambda", "BINARY", "DECIMAL", "HEXADECIMAL",
    "NUMERAL",
    "STRING", "Bool", "Int", "Real", "Array", "BitVec", "String", "RegLan", "Set", "Bag", "Seq", "Tuple",
    "UnitTuple", "Relation", "Table", "FloatingPoint", "RoundingMode", "Float16", "Float32", "Float64",
    "Float128",
    "FiniteField", "List", "true", "false", "not", "and", "or", "xor", "=>", "=", "distinct", "ite",
    "implies", "iff",
    "if", "select", "store", "const", "concat", "extract", "repeat", "zero_extend", "sign_extend",
    "rotate_left",
    "rotate_right", "ext_rotate_left", "ext_rotate_right", "bit2bool", "int2bv", "ubv_to_int", "sbv_to_int",
    "int_to_bv", "nat2bv", "+", "-", "*", "/", "<", "<=", ">", ">=", "div", "mod", "rem", "abs", "to_real",
    "to_int",
    "is_int", "to_fp", "to_fp_unsigned", "divisible", "exp", "sin", "cos", "tan", "csc", "sec", "cot",
    "arcsin",
    "arccos", "arctan", "arccsc", "arcsec", "arccot", "sqrt", "pi", "pow", "pow2", "iand", "piand",
    "int.pow2", "NaN",
    "roundNearestTiesToEven", "roundNearestTiesToAway", "roundTowardPositive", "roundTowardNegative",
    "roundTowardZero", "RNE", "RNA", "RTP", "RTN", "RTZ", "union", "intersection", "setminus", "subset",
    "member",
    "singleton", "insert", "complement", "transpose", "join", "product", "eqrange", "map", "default",
    "as-array",
    "tuple", "bag", "nil", "cons", "head", "tail", "wand", "sep", "pto", "emp", "is", "update", "choice",
    "witness",
    "at-most", "at-least", "pbeq", "pble", "pbge",
  ]
  /// What the names of further theories' functions begin with, before a dot.
  private static let theories: Set<String> = [
    "str", "re", "seq", "set", "rel", "bag", "table", "tuple", "nullable", "fp", "ff", "sep", "char", "int",
    "real",
    "fmf", "array",
  ]
}
