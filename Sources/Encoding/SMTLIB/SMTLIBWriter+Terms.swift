/// Terms as text.
extension SMTLIBWriter {
  /// A term on one line; `names` are used instead of what they stand for.
  package static func term(_ root: Term, names: [Term: String] = [:]) -> String {
    var scope = names
    var text = ""
    var closing = 0
    for level in sharedLevels(root, names) {
      text += "(let ("
      var added: [Term: String] = [:]
      for term in level {
        let name = "?\(term.id)"
        text += "\(added.isEmpty ? "" : " ")(\(name) "
        appendUnshared(term, scope, to: &text)
        text += ")"
        added[term] = name
      }
      text += ") "
      scope.merge(added) { $1 }
      closing += 1
    }
    appendUnshared(root, scope, to: &text)
    return text + String(repeating: ")", count: closing)
  }

  /// The inner terms that need a name, in groups: each speaks of earlier groups only.
  ///
  /// Named is what is used twice, and one in so many levels of depth, because readers of SMT-LIB recurse.
  private static func sharedLevels(_ root: Term, _ names: [Term: String]) -> [[Term]] {
    let graph = TermGraph([root], leaves: names)
    var levels: [[Term]] = []
    /// By term: the first group it may speak from, and how deep its text is.
    var places: [Term: (level: Int, depth: Int)] = [:]
    for term in graph.terms where names[term] == nil {
      var level = 0
      var depth = 0
      for argument in term.arguments {
        guard let place = places[argument] else { continue }
        level = max(level, place.level)
        depth = max(depth, place.depth + 1)
      }
      let isShared = graph.uses[term, default: 0] > 1 || depth >= maximumDepth
      if isShared, !term.arguments.isEmpty, term !== root {
        while levels.count <= level { levels.append([]) }
        levels[level].append(term)
        places[term] = (level + 1, 0)
      } else {
        places[term] = (level, depth)
      }
    }
    return levels
  }

  /// How deep parentheses of one group nest.
  private static let maximumDepth = 200

  private enum Piece {
    case term(Term)
    case text(String)
  }

  /// A term whose inner shared terms have names; its own is not used.
  private static func appendUnshared(_ root: Term, _ names: [Term: String], to text: inout String) {
    var pending: [Piece] = [.term(root)]
    var isRoot = true
    while let piece = pending.popLast() {
      switch piece {
      case .text(let part): text += part
      case .term(let term):
        if let name = names[term], !isRoot || term.arguments.isEmpty {
          text += name
        } else if term.arguments.isEmpty {
          text += leaf(term)
        } else {
          text += "(\(head(term))"
          pending.append(.text(")"))
          for argument in term.arguments.reversed() { pending += [.term(argument), .text(" ")] }
        }
        isRoot = false
      }
    }
  }

  private static func leaf(_ term: Term) -> String {
    switch term.operation {
    case .constant: return constantName(term)
    case .boolean(let value): return value ? "true" : "false"
    case .literal(let value): return literal(BitVectorValue(value, width: term.sort.width ?? 1))
    default: preconditionFailure("an operation without arguments")
    }
  }

  /// The bits, in hexadecimal where the width allows it.
  package static func literal(_ value: BitVectorValue) -> String {
    let isHexadecimal = value.width % 4 == 0
    let (step, radix) = isHexadecimal ? (4, "#x") : (1, "#b")
    let digits = stride(from: value.width - step, through: 0, by: -step).map { low in
      String(value.words[low / 64] >> UInt64(low % 64) & (1 << UInt64(step) - 1), radix: 16)
    }
    return radix + digits.joined()
  }

  private static func head(_ term: Term) -> String {
    switch term.operation {
    case .constant, .boolean, .literal: preconditionFailure("a leaf")
    case .not: "not"
    case .and: "and"
    case .or: "or"
    case .equal: "="
    case .ite: "ite"
    case .bvneg: "bvneg"
    case .bvnot: "bvnot"
    case .bvadd: "bvadd"
    case .bvsub: "bvsub"
    case .bvmul: "bvmul"
    case .bvudiv: "bvudiv"
    case .bvurem: "bvurem"
    case .bvsdiv: "bvsdiv"
    case .bvsrem: "bvsrem"
    case .bvand: "bvand"
    case .bvor: "bvor"
    case .bvxor: "bvxor"
    case .bvshl: "bvshl"
    case .bvlshr: "bvlshr"
    case .bvashr: "bvashr"
    case .bvult: "bvult"
    case .bvule: "bvule"
    case .bvslt: "bvslt"
    case .bvsle: "bvsle"
    case .extract(let high, let low): "(_ extract \(high) \(low))"
    case .concat: "concat"
    case .zeroExtend(let count): "(_ zero_extend \(count))"
    case .signExtend(let count): "(_ sign_extend \(count))"
    case .select: "select"
    case .store: "store"
    case .constantArray: "(as const \(sort(term.sort)))"
    }
  }
}
