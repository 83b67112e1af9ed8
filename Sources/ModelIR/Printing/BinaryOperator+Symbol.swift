/// How operators are written.
extension BinaryOperator {
  /// As Murphi writes it: operators of bits and those of truth values look alike.
  var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .remainder: "%"
    case .bitAnd, .and: "&"
    case .bitOr, .or: "|"
    case .bitXor: "^"
    case .shiftLeft: "<<"
    case .shiftRight: ">>"
    case .equal: "="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .implies: "->"
    }
  }

  /// Another one for each operator.
  var distinctSymbol: String {
    switch self {
    case .bitAnd: "bitand"
    case .bitOr: "bitor"
    case .bitXor: "bitxor"
    case .add, .subtract, .multiply, .divide, .remainder, .and, .or, .shiftLeft, .shiftRight, .equal,
      .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .implies:
      symbol
    }
  }
}
