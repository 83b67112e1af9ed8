/// A random model about scalarsets in which nearly everything may fail, or depend on the order of elements: divisions,
/// undefined reads, ranges, indices, `assert`, `assume`, `error`, `cover` and `return` in quantifiers and loops, in guards,
/// bodies, functions, start states and properties of every kind.
///
/// Small, so that hundreds of thousands can be explored, and the same for the same seed everywhere. What rumur would refuse or
/// reads differently is left out.
package struct RandomSymmetricModel: Sendable {
  package let seed: UInt64
  package let text: String

  /// `resultsFit` keeps what functions return within their type, which rumur does not look at; it has neither folds nor literals of
  /// arrays.
  package init(
    seed: UInt64, resultsFit: Bool = false, hasFolds: Bool = false, hasLiterals: Bool = false,
    hasSteps: Bool = false
  ) {
    var author = SymmetricAuthor(seed: seed)
    author.hasSteps = hasSteps
    author.hasLiterals = hasLiterals
    author.hasFolds = hasFolds
    author.resultsFit = resultsFit
    text = author.model()
    self.seed = seed
  }
}

/// Writes one model, from its declarations down.
struct SymmetricAuthor: RandomAuthor {
  var random: SplitMix64
  var lines: [String] = []
  var indentation = 0
  var counter = 0
  var resultsFit = false
  var hasFolds = false
  /// Whether something is said of steps.
  var hasSteps = false
  /// Whether arrays are written out.
  var hasLiterals = false
  /// Names of elements of the first scalarset, and of the second, that can be used where text is being written.
  var elements: [[String]] = [[], []]
  /// The parts of the state that this model has.
  var parts: Set<Part> = []
  /// What can be called.
  var functions: Set<Function> = []
  /// In percent: how readily something is written that may fail, and a loop that may depend on its order.
  var risk = 0
  var disorder = 0
  /// Whether there is a second scalarset.
  var hasOthers = false
  /// The local numbers and booleans that can be assigned.
  var numbers: [String] = []
  var booleans: [String] = []
  /// What a body that is being written may return.
  var returns: [String] = []
  var allowsEffects = false
  var loops = 0

  /// A variable of the state, with how many values it multiplies the states by, at most.
  enum Part: CaseIterable {
    case levels, flags, count, toggle, chosen, links, matrix, others
  }

  enum Function: CaseIterable {
    case level, isGood, total, found, change, touch, most
  }

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  // MARK: - Text

  mutating func block(_ head: String, _ body: (inout SymmetricAuthor) -> Void) {
    emit(head)
    let before = (elements, numbers, booleans)
    indented(body)
    (elements, numbers, booleans) = before
    emit("end;")
  }

  mutating func dares() -> Bool { chance(risk) }

  // MARK: - The model

  mutating func model() -> String {
    risk = pick([0, 5, 15, 30]) ?? 0
    disorder = pick([0, 0, 10]) ?? 0
    let size = chance(75) ? 2 : 3
    hasOthers = chance(20)
    emit("type p: scalarset(\(size));")
    if hasOthers { emit("type q: scalarset(2);") }
    emit("type level: 0 .. 2; count: 0 .. 3;")
    declareVariables(size)
    for function in Function.allCases where chance(35) {
      declare(function)
      functions.insert(function)
    }
    writeStart()
    for _ in 0..<number(1...3) { rule() }
    for _ in 0..<number(1...3) { property() }
    if hasSteps { for _ in 0..<number(1...2) { step() } }
    return text
  }

  private mutating func declareVariables(_ size: Int) {
    let costs: [(Part, String, Double)] = [
      (.levels, "c: array [p] of level;", size == 2 ? 16 : 64), (.flags, "b: array [p] of boolean;", 8),
      (.count, "n: count;", 5), (.toggle, "t: boolean;", 2), (.chosen, "x: p;", Double(size + 1)),
      (.links, "l: array [p] of p;", size == 2 ? 9 : 64),
      (.matrix, "m: array [p] of array [p] of boolean;", size == 2 ? 16 : 512),
      (.others, "o: array [q] of level;", 9),
    ]
    var states = 1.0
    var declarations: [String] = []
    for (part, text, cost) in costs.shuffled(using: &random) {
      guard states * cost <= 600, part != .others || hasOthers, chance(80) else { continue }
      states *= cost
      parts.insert(part)
      declarations.append(text)
    }
    if parts.isEmpty {
      parts.insert(.levels)
      declarations.append("c: array [p] of level;")
    }
    emit("var \(declarations.joined(separator: " "))")
  }

  /// Every element is the chosen one once, so that the start states are whole orbits where nothing depends on an order.
  private mutating func writeStart() {
    let chosen = fresh("s")
    emit("ruleset \(chosen): p do")
    block("startstate begin") { author in
      author.allowsEffects = true
      let element = author.fresh("i")
      author.block("for \(element): p do") { author in
        if author.parts.contains(.levels), author.chance(90) {
          author.emit("c[\(element)] := \(author.number(0...2));")
        }
        if author.parts.contains(.flags), author.chance(90) {
          author.emit("b[\(element)] := \(author.chance(50));")
        }
        if author.parts.contains(.links), author.chance(80) {
          author.emit("l[\(element)] := \(author.chance(50) ? element : chosen);")
        }
        if author.parts.contains(.matrix) {
          let other = author.fresh("j")
          author.block("for \(other): p do") { $0.emit("m[\(element)][\(other)] := \($0.chance(50));") }
        }
      }
      if author.parts.contains(.count), author.chance(90) { author.emit("n := \(author.number(0...3));") }
      if author.parts.contains(.toggle) { author.emit("t := false;") }
      if author.parts.contains(.chosen), author.chance(70) { author.emit("x := \(chosen);") }
      if author.parts.contains(.others) {
        author.block("for k: q do") { $0.emit("o[k] := \($0.number(0...2));") }
      }
      author.elements[0] = [chosen]
      if author.parts.contains(.levels), author.chance(60) {
        author.emit("c[\(chosen)] := \(author.number(0...2));")
      }
      if author.parts.contains(.flags), author.chance(60) {
        author.emit("b[\(chosen)] := \(author.chance(50));")
      }
      if author.chance(15) { author.statement(1) }
      author.allowsEffects = false
    }
    emit("end;")
  }

  private mutating func rule() {
    let isFree = chance(25)
    let parameters = isFree ? [] : [fresh("r")] + (chance(25) ? [fresh("r")] : [])
    for parameter in parameters { emit("ruleset \(parameter): p do") }
    elements[0] = parameters
    let condition = chance(75) ? "\(boolean(2)) ==>" : ""
    block("rule \"\(fresh("rule "))\" \(condition) begin") { author in
      (author.allowsEffects, author.returns) = (true, ["return;"])
      for _ in 0..<author.number(1...2) { author.statement(2) }
      (author.allowsEffects, author.returns) = (false, [])
    }
    elements[0] = []
    for _ in parameters { emit("end;") }
  }

  /// With its parameter bound before the step, and what has a prime after it.
  private mutating func step() {
    let parameter = chance(50) ? fresh("r") : nil
    if let parameter {
      emit("ruleset \(parameter): p do")
      elements[0] = [parameter]
    }
    emit("step \"\(fresh("property "))\" (\(boolean(2)))' | (\(boolean(2))) | (\(boolean(1)))';")
    elements[0] = []
    if parameter != nil { emit("end;") }
  }

  private mutating func property() {
    let word =
      pick(["invariant", "invariant", "invariant", "cover", "cover", "liveness", "liveness", "assume"])
      ?? "cover"
    let parameter = word != "assume" && chance(20) ? fresh("r") : nil
    if let parameter {
      emit("ruleset \(parameter): p do")
      elements[0] = [parameter]
    }
    var condition = boolean(3)
    if word == "invariant", chance(30) { condition = "(\(boolean(2))) -> (\(condition))" }
    // Claims that are wrong at once would hide everything else.
    if word != "cover", chance(60) { condition = "(\(condition)) | (\(boolean(2)))" }
    emit("\(word) \"\(fresh("property "))\" \(condition);")
    elements[0] = []
    if parameter != nil { emit("end;") }
  }
}
