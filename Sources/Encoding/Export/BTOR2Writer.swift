/// Prints a machine as BTOR2 (Niemetz, Preiner, Wolf, Biere: BTOR2, BtorMC and Boolector 3.0, CAV 2018).
///
/// Truth values are bit-vectors of one bit.
package struct BTOR2Writer {
  private var lines: [String] = []
  private var sorts: [Sort: Int] = [:]
  private var zeros: [Sort: Int] = [:]
  private var nodes: [Term: Int] = [:]
  private var count = 0

  /// - Throws: `UnwritableMachine` for an array all of whose elements are one value that is no literal.
  package static func text(_ machine: SequentialMachine) throws(UnwritableMachine) -> String {
    var writer = BTOR2Writer()
    try writer.write(machine)
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func write(_ machine: SequentialMachine) throws(UnwritableMachine) {
    for register in machine.registers {
      // A state begins with what has a smaller number.
      let (sort, zero) = (sort(of: register.constant), zero(of: register.constant.sort))
      let state = add("state", sort, name: register.constant)
      add("init", sort, state, zero)
      nodes[register.constant] = state
    }
    for input in machine.inputs { nodes[input] = add("input", sort(of: input), name: input) }
    for term in TermGraph(machine.roots).terms where nodes[term] == nil { nodes[term] = try node(of: term) }
    for register in machine.registers {
      add("next", sort(of: register.constant), number(of: register.constant), number(of: register.next))
    }
    for property in machine.properties {
      add("bad", number(of: property.bad), comment: Self.symbol(property.name))
    }
  }

  // MARK: - Lines

  @discardableResult private mutating func add(_ keyword: String, _ numbers: Int..., name: Term) -> Int {
    guard case .constant(let text) = name.operation else { preconditionFailure("no constant") }
    return add(keyword, numbers, Self.symbol(text))
  }

  @discardableResult private mutating func add(_ keyword: String, _ numbers: Int..., comment: String = "")
    -> Int
  {
    add(keyword, numbers, comment)
  }

  private mutating func add(_ keyword: String, _ numbers: [Int], _ symbol: String) -> Int {
    count += 1
    lines.append(
      ([String(count), keyword] + numbers.map(String.init) + (symbol.isEmpty ? [] : [symbol])).joined(
        separator: " "))
    return count
  }

  /// A name in one word.
  private static func symbol(_ name: String) -> String {
    let word = name.map { $0.isWhitespace || $0 == ";" ? "_" : $0 }
    return String(word)
  }

  private func number(of term: Term) -> Int { nodes[term] ?? 0 }

  // MARK: - Sorts

  private mutating func sort(of term: Term) -> Int { number(of: term.sort) }

  private mutating func number(of sort: Sort) -> Int {
    if let known = sorts[sort] { return known }
    let result =
      switch sort {
      case .bool: number(of: .bitVector(1))
      case .bitVector(let width): add("sort bitvec", width)
      case .array(let index, let element): add("sort array", number(of: index), number(of: element))
      }
    sorts[sort] = result
    return result
  }

  /// The bit-vector whose value all simple parts of a zero have: an array begins with its elements.
  private mutating func zero(of sort: Sort) -> Int {
    if case .array(_, let element) = sort { return zero(of: element) }
    if let known = zeros[sort] { return known }
    let zero = add("zero", number(of: sort))
    zeros[sort] = zero
    return zero
  }

  // MARK: - Terms

  private mutating func node(of term: Term) throws(UnwritableMachine) -> Int {
    let sort = sort(of: term)
    let arguments = term.arguments.map { nodes[$0] ?? 0 }
    switch term.operation {
    case .constant: preconditionFailure("a constant that is neither state nor input")
    case .boolean(let value): return add(value ? "one" : "zero", sort)
    case .literal(let value): return literal(BitVector(value, width: term.sort.width ?? 1), sort)
    case .and, .or:
      let keyword = term.operation == .and ? "and" : "or"
      return arguments.dropFirst().reduce(arguments[0]) { add(keyword, sort, $0, $1) }
    case .extract(let high, let low): return add("slice", sort, arguments[0], high, low)
    case .zeroExtend(let bits): return add("uext", sort, arguments[0], bits)
    case .signExtend(let bits): return add("sext", sort, arguments[0], bits)
    case .constantArray: return try constantArray(term, sort)
    case .not, .equal, .ite, .bvneg, .bvnot, .bvadd, .bvsub, .bvmul, .bvudiv, .bvurem, .bvsdiv, .bvsrem,
      .bvand,
      .bvor, .bvxor, .bvshl, .bvlshr, .bvashr, .bvult, .bvule, .bvslt, .bvsle, .concat, .select, .store:
      return add(Self.keyword(of: term.operation), [sort] + arguments, "")
    }
  }

  private mutating func literal(_ value: BitVector, _ sort: Int) -> Int {
    let digits = (0..<value.width).reversed().map { value.bit($0) ? "1" : "0" }.joined()
    return add("const", [sort], digits)
  }

  /// A state that stays as it began.
  private mutating func constantArray(_ term: Term, _ sort: Int) throws(UnwritableMachine) -> Int {
    let element = term.arguments[0]
    switch element.operation {
    case .boolean, .literal: break
    default: throw UnwritableMachine(message: "BTOR2 cannot fill an array with a value that is not constant")
    }
    let state = add("state", sort)
    add("init", sort, state, number(of: element))
    add("next", sort, state, state)
    return state
  }

  private static func keyword(of operation: Operation) -> String {
    switch operation {
    case .not, .bvnot: "not"
    case .equal: "eq"
    case .ite: "ite"
    case .bvneg: "neg"
    case .bvadd: "add"
    case .bvsub: "sub"
    case .bvmul: "mul"
    case .bvudiv: "udiv"
    case .bvurem: "urem"
    case .bvsdiv: "sdiv"
    case .bvsrem: "srem"
    case .bvand: "and"
    case .bvor: "or"
    case .bvxor: "xor"
    case .bvshl: "sll"
    case .bvlshr: "srl"
    case .bvashr: "sra"
    case .bvult: "ult"
    case .bvule: "ulte"
    case .bvslt: "slt"
    case .bvsle: "slte"
    case .concat: "concat"
    case .select: "read"
    case .store: "write"
    case .constant, .boolean, .literal, .and, .or, .extract, .zeroExtend, .signExtend, .constantArray:
      preconditionFailure("written by itself")
    }
  }
}
