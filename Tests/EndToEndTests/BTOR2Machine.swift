/// Reads BTOR2 by its description, and walks through all states of small machines.
///
/// It knows nothing of how p2pcheck writes the format: what is not in the description's table stops it.
struct BTOR2Machine {
  struct Malformed: Error { var line: String }
  /// A machine that is no small one.
  struct TooWide: Error {}

  /// A word of at most 64 bits, or an array of words by index.
  enum Value: Hashable {
    case word(UInt64)
    case array([UInt64: UInt64], rest: UInt64)

    var word: UInt64 { if case .word(let value) = self { value } else { 0 } }
  }

  private struct Node {
    var keyword: String
    var width: Int
    var isArray = false
    var arguments: [Int]
  }

  private var nodes: [Int: Node] = [:]
  private var order: [Int] = []
  private var widths: [Int: (width: Int, isArray: Bool)] = [:]
  private var states: [Int] = []
  private var inputs: [Int] = []
  private var starts: [Int: Int] = [:]
  private var next: [Int: Int] = [:]
  private var bad: [Int] = []
  private var constants: [Int: UInt64] = [:]

  init(_ text: String) throws {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard words.count >= 2, let number = Int(words[0]) else { throw Malformed(line: String(line)) }
      let numbers = words.dropFirst(2).map { Int($0) ?? -1 }
      func argument(_ place: Int) throws -> Int {
        guard place < numbers.count, numbers[place] >= 0 else { throw Malformed(line: String(line)) }
        return numbers[place]
      }
      switch words[1] {
      case "sort":
        guard words.count > 3, let first = Int(words[3]) else { throw Malformed(line: String(line)) }
        if words[2] == "bitvec" {
          guard first <= 64 else { throw TooWide() }
          widths[number] = (first, false)
        } else {
          guard let element = Int(words[4]).flatMap({ widths[$0] }), !element.isArray else {
            throw Malformed(line: String(line))
          }
          widths[number] = (element.width, true)
        }
      case "init":
        let (state, value) = (try argument(1), try argument(2))
        guard value < state, starts[state] == nil else { throw Malformed(line: String(line)) }
        starts[state] = value
      case "next": next[try argument(1)] = try argument(2)
      case "bad": bad.append(try argument(0))
      default:
        guard let sort = widths[try argument(0)] else { throw Malformed(line: String(line)) }
        if words[1] == "state" { states.append(number) }
        if words[1] == "input" { inputs.append(number) }
        if words[1] == "const" {
          guard words[3].count == sort.width, let value = UInt64(words[3], radix: 2) else {
            throw Malformed(line: String(line))
          }
          constants[number] = value
        }
        let count = Self.arity[words[1]]
        guard let count, numbers.count > count else { throw Malformed(line: String(line)) }
        let arguments = Array(numbers[1..<(1 + count)])
        let referred = Self.indexed.contains(words[1]) ? arguments.prefix(1) : arguments[...]
        guard referred.allSatisfy({ nodes[$0] != nil && $0 < number }) else {
          throw Malformed(line: String(line))
        }
        nodes[number] = Node(
          keyword: words[1], width: sort.width, isArray: sort.isArray, arguments: arguments)
        order.append(number)
      }
    }
  }

  /// How many numbers follow the sort.
  private static let arity: [String: Int] = {
    var result = [
      "state": 0, "input": 0, "zero": 0, "one": 0, "const": 0, "not": 1, "neg": 1, "ite": 3, "write": 3,
    ]
    for name in ["slice"] { result[name] = 3 }
    for name in ["uext", "sext"] { result[name] = 2 }
    for name in [
      "and", "or", "xor", "eq", "add", "sub", "mul", "udiv", "urem", "sdiv", "srem", "sll", "srl", "sra",
      "ult", "ulte",
      "slt", "slte", "concat", "read",
    ] { result[name] = 2 }
    return result
  }()
  /// Those whose further numbers are no nodes.
  private static let indexed: Set<String> = ["slice", "uext", "sext"]

  // MARK: - Walking

  /// Which bad states are reached; nil if that takes more than so many steps.
  func badStates(steps most: Int) -> Set<Int>? {
    let bits = inputs.reduce(0) { $0 + (nodes[$1]?.width ?? 0) }
    guard bits <= 12, !inputs.contains(where: { nodes[$0]?.isArray == true }) else { return nil }
    let first = states.map { state -> Value in
      let value = starts[state].flatMap { nodes[$0]?.keyword == "one" ? 1 : constants[$0] } ?? 0
      return nodes[state]?.isArray == true ? .array([:], rest: value) : .word(value)
    }
    var (seen, pending): (Set<[Value]>, [[Value]]) = ([first], [first])
    var (found, count): (Set<Int>, Int) = ([], 0)
    while let state = pending.popLast() {
      for choice in UInt64(0)..<(1 << UInt64(bits)) {
        count += 1
        guard count <= most else { return nil }
        let values = evaluate(state, choice)
        for (number, node) in bad.enumerated() where values[node]?.word == 1 { found.insert(number) }
        let successor = zip(states, state).map { state, old in next[state].flatMap { values[$0] } ?? old }
        if seen.insert(successor).inserted { pending.append(successor) }
      }
    }
    return found
  }

  private func evaluate(_ state: [Value], _ choice: UInt64) -> [Int: Value] {
    var values = Dictionary(uniqueKeysWithValues: zip(states, state))
    var rest = choice
    for input in inputs {
      let width = nodes[input]?.width ?? 0
      values[input] = .word(rest & Self.mask(width))
      rest >>= UInt64(width)
    }
    for number in order where values[number] == nil {
      guard let node = nodes[number] else { continue }
      values[number] = compute(node, number, values)
    }
    return values
  }

  private static func mask(_ width: Int) -> UInt64 { width >= 64 ? .max : (1 << UInt64(width)) - 1 }

  private func compute(_ node: Node, _ number: Int, _ values: [Int: Value]) -> Value {
    let arguments = node.arguments.map { values[$0] ?? .word(0) }
    if node.keyword == "ite" { return arguments[0].word == 1 ? arguments[1] : arguments[2] }
    if node.keyword == "eq" { return .word(arguments[0] == arguments[1] ? 1 : 0) }
    if node.keyword == "read" || node.keyword == "write" {
      guard case .array(var entries, let rest) = arguments[0] else { return .word(0) }
      guard node.keyword == "write" else { return .word(entries[arguments[1].word] ?? rest) }
      entries[arguments[1].word] = arguments[2].word == rest ? nil : arguments[2].word
      return .array(entries, rest: rest)
    }
    let from = node.arguments.first.flatMap { nodes[$0]?.width } ?? node.width
    let (a, b) = (arguments.first?.word ?? 0, arguments.count > 1 ? arguments[1].word : 0)
    func signed(_ value: UInt64) -> Int64 {
      Int64(bitPattern: value << UInt64(64 - from)) >> Int64(64 - from)
    }
    let result: UInt64
    switch node.keyword {
    case "zero": result = 0
    case "one": result = 1
    case "const": result = constants[number] ?? 0
    case "not": result = ~a
    case "neg": result = 0 &- a
    case "and": result = a & b
    case "or": result = a | b
    case "xor": result = a ^ b
    case "add": result = a &+ b
    case "sub": result = a &- b
    case "mul": result = a &* b
    case "udiv": result = b == 0 ? .max : a / b
    case "urem": result = b == 0 ? a : a % b
    // Towards zero; by zero, as without sign after the signs are taken off.
    case "sdiv":
      result =
        signed(b) == 0
        ? (signed(a) < 0 ? 1 : .max)
        : UInt64(bitPattern: signed(a).dividedReportingOverflow(by: signed(b)).partialValue)
    case "srem":
      result =
        signed(b) == 0
        ? a : UInt64(bitPattern: signed(a).remainderReportingOverflow(dividingBy: signed(b)).partialValue)
    case "sll": result = b >= UInt64(from) ? 0 : a << b
    case "srl": result = b >= UInt64(from) ? 0 : a >> b
    case "sra": result = UInt64(bitPattern: signed(a) >> Int64(min(b, 63)))
    case "ult": result = a < b ? 1 : 0
    case "ulte": result = a <= b ? 1 : 0
    case "slt": result = signed(a) < signed(b) ? 1 : 0
    case "slte": result = signed(a) <= signed(b) ? 1 : 0
    case "concat": result = a << UInt64(node.arguments.last.flatMap { nodes[$0]?.width } ?? 0) | b
    case "slice": result = a >> UInt64(node.arguments[2])
    case "uext": result = a
    case "sext": result = UInt64(bitPattern: signed(a))
    default: preconditionFailure("no operator of BTOR2: \(node.keyword)")
    }
    return .word(result & Self.mask(node.width))
  }
}
