/// A random model about a scalarset of any size, most of it such that leaving out elements makes no difference.
///
/// Its properties hold of some sizes only, as often as not: what counts elements is violated once there are enough.
package struct RandomFamilyModel: Sendable {
  package let seed: UInt64
  package let text: String

  package init(seed: UInt64) {
    var author = FamilyAuthor(seed: seed)
    text = author.model()
    self.seed = seed
  }
}

/// Writes one model.
struct FamilyAuthor: RandomAuthor {
  var random: SplitMix64
  var lines: [String] = []
  var indentation = 0
  var counter = 0
  /// Names of elements where text is being written.
  var elements: [String] = []
  /// In percent, how readily something is written that counts elements, or may fail.
  var disorder = 0
  var risk = 0
  var quantifiers = 0
  /// Whether `n` is the number of elements with `b`, or may be.
  var counts = false
  /// Whether `m[k]` is the number of elements with `t[..][k]`, or may be.
  var countsEach = false
  /// Whether elements have others as values: `y[..]`, and `l[..].whom` in records.
  var links = false
  /// Whether there are functions to be called in what is counted.
  var functions = false
  /// Whether there are procedures to be called with elements.
  var procedures = false
  /// Whether there is a function with an assertion that may fail.
  var asserts = false

  init(seed: UInt64) { random = SplitMix64(seed: seed &* 0x9e37_79b9) }

  mutating func model() -> String {
    disorder = pick([0, 0, 5, 20]) ?? 0
    risk = pick([0, 0, 10, 25]) ?? 0
    counts = chance(40)
    countsEach = chance(25)
    links = chance(50)
    functions = chance(40)
    procedures = chance(30)
    asserts = chance(15)
    emit("const N: \(number(2...3));")
    emit("type p: scalarset(N); phase: enum {A, B, C};")
    emit("var s: array [p] of phase; b: array [p] of boolean; g: boolean; h: phase; x: p; n: 0 .. 3;")
    if links {
      emit("type link: record whom: p; held: boolean end;")
      emit("var y: array [p] of p; l: array [p] of link; z: p; one: link;")
    }
    if countsEach {
      emit("type kind: \(pick(["enum {U, V}", "scalarset(2)", "1 .. 2", "boolean"]) ?? "boolean");")
      emit("var t: array [p] of array [kind] of boolean; w: array [p] of kind; m: array [kind] of 0 .. 3;")
    }
    if functions { writeFunctions() }
    if procedures { writeProcedures() }
    if asserts {
      emit("function firm(q: phase; d: boolean): boolean; begin assert q != C | d \"firm\"; return true end;")
    }
    writeStart()
    for _ in 0..<number(2...4) { rule() }
    for _ in 0..<number(1...3) { property() }
    if counts {
      emit("invariant \"\(fresh("n "))\" \(pick(["n = ", "n >= ", "n <= "]) ?? "")count i: p do b[i] end;")
    }
    if countsEach { propertyOfKinds() }
    return text
  }

  mutating func propertyOfKinds() {
    let (element, kind) = (fresh("c"), fresh("k"))
    let condition =
      pick([
        "t[\(element)][\(kind)]", "t[\(element)][\(kind)]", "t[\(element)][\(kind)]",
        "w[\(element)] = \(kind)",
        "!t[\(element)][\(kind)] & w[\(element)] = \(kind)", "t[\(element)][w[\(element)]]",
      ]) ?? ""
    let comparison =
      "m[\(kind)] \(pick(["=", "=", ">=", "<="]) ?? "=") count \(element): p do \(condition) end"
    if chance(50) {
      emit("invariant \"\(fresh("each "))\" forall \(kind): kind do \(comparison) end;")
    } else {
      emit("ruleset \(kind): kind do invariant \"\(fresh("each "))\" \(comparison) end;")
    }
  }

  mutating func writeStart() {
    emit("startstate begin")
    indented { author in
      author.emit("for i: p do")
      author.emit("  s[i] := A; b[i] := false;")
      if author.procedures, author.chance(40) { author.emit("  touch(i, A);") }
      author.emit("end;")
      author.emit("g := false; h := A;\(author.chance(60) ? " n := 0;" : "")")
      if author.chance(15) { author.emit("clear x;") }
      if author.links, author.chance(70) {
        author.emit(
          "for i: p do y[i] := i; l[i].whom := i; l[i].held := \(author.chance(80) ? "false" : "true") end;")
        if author.chance(50) { author.emit("clear z; clear one;") }
        if author.chance(10) { author.emit("clear y;") }
      }
      if author.countsEach {
        author.emit("for i: p do for k: kind do t[i][k] := \(author.chance(5) ? "true" : "false") end end;")
        if author.chance(90) { author.emit("for k: kind do m[k] := 0 end;") }
        if author.chance(30) { author.emit("for i: p do clear w[i] end;") }
      }
    }
    emit("end;")
  }

  mutating func rule() {
    let parameters = (0..<(chance(80) ? 1 : number(0...2))).map { _ in fresh("r") }
    for parameter in parameters { emit("ruleset \(parameter): p do") }
    let kind = countsEach ? fresh("k") : nil
    if let kind { emit("ruleset \(kind): kind do") }
    elements = parameters
    emit("rule \"\(fresh("rule "))\" \(boolean(2)) ==> begin")
    indented { author in
      for _ in 0..<author.number(1...3) {
        if let kind, let element = author.pick(author.elements), author.chance(40) {
          author.change(kind, of: element)
        } else {
          author.statement(1)
        }
      }
    }
    emit("end;")
    for _ in parameters { emit("end;") }
    if kind != nil { emit("end;") }
    elements = []
  }

  mutating func property() {
    let (one, other) = (fresh("a"), fresh("b"))
    switch links && chance(20) ? 4 : number(0...6) {
    case 6:
      // Outside of the fragment, and other properties beside it.
      elements = [one, other]
      let called = asserts && chance(70) ? "firm(s[\(one)], b[\(chance(50) ? one : other)]) & " : ""
      emit(
        "invariant \"\(fresh("alternating "))\" forall \(one): p do exists \(other): p do \(called)(\(boolean(1)) | \(boolean(1))) end end;"
      )
    case 4:
      return emit("invariant \"\(fresh("counted "))\" \(count()) | \(boolean(1));")
    case 5 where counts:
      return emit("invariant \"\(fresh("counted one "))\" forall \(one): p do n = 0 -> !b[\(one)] end;")
    case 0:
      elements = [one]
      emit("invariant \"\(fresh("one "))\" forall \(one): p do \(boolean(1)) | \(boolean(1)) end;")
    case 1, 2:
      elements = [one, other]
      emit(
        "invariant \"\(fresh("two "))\" forall \(one): p; \(other): p do \(one) = \(other) | \(boolean(1)) | \(boolean(1)) end;"
      )
    default:
      elements = []
      emit("invariant \"\(fresh("none "))\" \(boolean(2)) | \(boolean(1));")
    }
    elements = []
  }

  /// A comparison of a number of elements, or of a sum.
  mutating func count() -> String {
    let name = fresh("c")
    var atoms = [
      "s[\(name)] = \(pick(["A", "B", "C"]) ?? "A")", "b[\(name)]", "!b[\(name)]", "s[\(name)] != A",
    ]
    let worth = "worth(s[\(name)], b[\(name)])"
    if functions { atoms += ["early(s[\(name)])", "\(worth) > \(number(0...1))"] }
    if functions, chance(10) { atoms.append("late(s[\(name)])") }
    var condition = pick(atoms) ?? ""
    if links, chance(60) {
      let usual = "y[\(name)] = l[\(name)].whom"
      condition =
        pick([usual, usual, "isundefined(y[\(name)])", "y[\(name)] = z", "l[\(name)].held"]) ?? usual
      if chance(50) { condition = "!isundefined(y[\(name)]) & !isundefined(l[\(name)].whom) & \(condition)" }
    }
    if chance(30) { condition = "(\(condition)) & (\(pick(atoms) ?? ""))" }
    if chance(10) { condition = "(\(condition)) & \(name) != \(name)" }
    if chance(5) { condition = "(\(condition)) | g" }
    let counted =
      chance(70)
      ? "count \(name): p do \(condition) end"
      : functions && chance(50)
        ? "sum \(name): p do (\(condition)) ? \(worth) : \(chance(80) ? worth : "n") end"
        : "sum \(name): p do (\(condition)) ? \(number(0...2)) : \(number(0...1)) end"
    return
      "(\(counted) \(pick(["=", "<", "<=", ">=", "!="]) ?? "=") \(chance(50) ? "n" : "\(number(0...4))"))"
  }
}
