/// Terms as text.
extension SMTLIBWriter {
  /// A term on one line.
  package static func term(_ root: Term) -> String { sharing([root]) { $0[0] } }

  /// A term on one line made of others, which share what they have in common.
  package static func sharing(_ roots: [Term], _ whole: ([String]) -> String) -> String {
    let levels = sharedLevels(roots)
    var names: [Term: String] = [:]
    var text = ""
    for level in levels {
      // The names of one group are no names yet within it.
      let definitions = level.map { "(?\($0.id) \(definition($0, names)))" }
      text += "(let (\(definitions.joined(separator: " "))) "
      for term in level { names[term] = "?\(term.id)" }
    }
    text += whole(roots.map { names[$0] ?? definition($0, names) })
    return text + String(repeating: ")", count: levels.count)
  }

  /// The terms that need a name, in groups: each speaks of earlier groups only.
  ///
  /// Named is what is used twice, and one in so many levels of depth, because readers of SMT-LIB recurse.
  private static func sharedLevels(_ roots: [Term]) -> [[Term]] {
    let graph = TermGraph(roots)
    var levels: [[Term]] = []
    /// By term: the first group that may speak of it, and how deep its text is.
    var places: [Term: (level: Int, depth: Int)] = [:]
    for term in graph.terms {
      var level = 0
      var depth = 0
      for argument in term.arguments {
        guard let place = places[argument] else { continue }
        level = max(level, place.level)
        depth = max(depth, place.depth + 1)
      }
      if !term.arguments.isEmpty, graph.uses[term, default: 0] > 1 || depth >= maximumDepth {
        if level == levels.count { levels.append([]) }
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

  /// What a term is; inner terms that have names are called by them.
  private static func definition(_ root: Term, _ names: [Term: String]) -> String {
    var text = ""
    var pending: [Piece] = [.term(root)]
    while let piece = pending.popLast() {
      switch piece {
      case .text(let part): text += part
      case .term(let term):
        if let name = names[term] {
          text += name
        } else if term.arguments.isEmpty {
          text += leaf(term)
        } else {
          text += "(\(head(term))"
          pending.append(.text(")"))
          for argument in term.arguments.reversed() { pending += [.term(argument), .text(" ")] }
        }
      }
    }
    return text
  }

  private static func leaf(_ term: Term) -> String {
    switch term.operation {
    case .constant: return constantName(term)
    case .boolean(let value): return value ? "true" : "false"
    case .literal(let value): return literal(BitVector(value, width: term.sort.width ?? 1))
    default: preconditionFailure("an operation without arguments")
    }
  }

  /// The bits, in hexadecimal where the width allows it.
  package static func literal(_ value: BitVector) -> String {
    let isHexadecimal = value.width % 4 == 0
    let (step, radix) = isHexadecimal ? (4, "#x") : (1, "#b")
    let mask: UInt64 = isHexadecimal ? 0xf : 1
    let digits = stride(from: value.width - step, through: 0, by: -step).map { low -> String in
      let bits: UInt64 = value.words[low / 64] >> UInt64(low % 64)
      return String(bits & mask, radix: 16)
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
