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
private struct FamilyAuthor: RandomAuthor {
  var random: SplitMix64
  var lines: [String] = []
  var indentation = 0
  var counter = 0
  /// Names of elements where text is being written.
  private var elements: [String] = []
  /// In percent, how readily something is written that counts elements, or may fail.
  private var disorder = 0
  private var risk = 0
  private var quantifiers = 0
  /// Whether `n` is the number of elements with `b`, or may be.
  private var counts = false
  /// Whether `m[k]` is the number of elements with `t[..][k]`, or may be.
  private var countsEach = false
  /// Whether elements have others as values: `y[..]`, and `l[..].whom` in records.
  private var links = false
  /// Whether there are functions to be called in what is counted.
  private var functions = false

  init(seed: UInt64) { random = SplitMix64(seed: seed &* 0x9e37_79b9) }

  mutating func model() -> String {
    disorder = pick([0, 0, 5, 20]) ?? 0
    risk = pick([0, 0, 10, 25]) ?? 0
    counts = chance(40)
    countsEach = chance(25)
    links = chance(50)
    functions = chance(40)
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
    writeStart()
    for _ in 0..<number(2...4) { rule() }
    for _ in 0..<number(1...3) { property() }
    if counts {
      emit("invariant \"\(fresh("n "))\" \(pick(["n = ", "n >= ", "n <= "]) ?? "")count i: p do b[i] end;")
    }
    if countsEach { propertyOfKinds() }
    return text
  }

  /// Some that depend on what they are given only, and `late`, which does not; `worth` may fail.
  private mutating func writeFunctions() {
    emit("function early(q: phase): boolean; begin return q \(chance(50) ? "=" : "!=") A end;")
    emit("function worth(q: phase; d: boolean): 0 .. 2; var w: 0 .. 3; begin")
    emit("  w := early(q) ? 0 : \(number(0...2));")
    emit("  if d then w := w + \(chance(risk) ? 2 : 1) end;")
    emit(chance(risk) ? "  assert w < 3 \"worth\";" : "  if w > 2 then return 2 end;")
    emit(chance(risk) ? "  if q != C then return w end;" : "  return w;")
    emit("end;")
    emit("function late(q: phase): boolean; begin return q = h end;")
  }

  private mutating func propertyOfKinds() {
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

  private mutating func writeStart() {
    emit("startstate begin")
    indented { author in
      author.emit("for i: p do")
      author.emit("  s[i] := A; b[i] := false;")
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

  private mutating func rule() {
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

  private mutating func property() {
    let (one, other) = (fresh("a"), fresh("b"))
    switch links && chance(20) ? 4 : number(0...6) {
    case 6:
      // Outside of the fragment, and other properties beside it.
      elements = [one, other]
      emit(
        "invariant \"\(fresh("alternating "))\" forall \(one): p do exists \(other): p do \(boolean(1)) | \(boolean(1)) end end;"
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
  private mutating func count() -> String {
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

  // MARK: - Statements

  private mutating func statement(_ depth: Int) {
    let element = pick(elements)
    if links, let element, chance(45) { return link(element) }
    if counts, let element, chance(40) {
      return emit(
        chance(50)
          ? "if !b[\(element)] & n < 3 then b[\(element)] := true; n := n + 1 end;"
          : "if b[\(element)] & n > 0 then b[\(element)] := false; n := n - 1 end;")
    }
    switch number(0...11) {
    case 0, 1, 2: if let element { return emit("s[\(element)] := \(phase());") }
    case 3 where !counts || chance(10): if let element { return emit("b[\(element)] := \(boolean(1));") }
    case 4: return emit("g := \(boolean(1));")
    case 5: return emit("h := \(phase());")
    case 6: if let element { return emit("x := \(element);") } else { return emit("undefine x;") }
    case 7 where depth > 0: return branch(depth)
    case 8 where depth > 0, 9 where depth > 0: return loop(depth)
    case 10:
      if chance(risk) {
        return emit(chance(50) ? "n := n + 1;" : "assert \(boolean(1)) \"\(fresh("assert "))\";")
      }
    default: break
    }
    emit(chance(counts ? disorder / 4 : disorder) ? "if n < 3 then n := n + 1 end;" : "g := !g;")
  }

  /// What is done to elements that name elements, rarely what depends on what is named.
  private mutating func link(_ element: String) {
    let other = pick(elements) ?? element
    let usual = [
      "y[\(element)] := \(other);", "y[\(element)] := y[\(other)];", "l[\(element)].whom := \(other);",
      "l[\(element)] := l[\(other)];", "l[\(element)].held := \(boolean(0));", "undefine y[\(element)];",
      "z := \(element);",
      "y[\(element)] := z;", "l[\(element)].whom := y[\(other)];", "one := l[\(element)];",
      "l[\(element)] := one;", "one.whom := \(other);",
      "one.whom := l[\(element)].whom;", "if y[\(element)] = \(other) then s[\(other)] := \(phase()) end;",
      "clear l[\(element)];",
      "clear y[\(element)];", "clear z;", "clear one;", "one.held := \(boolean(0));",
    ]
    let unusual = [
      "z := y[\(element)];", "s[y[\(element)]] := \(phase());", "x := y[\(element)];",
      "y[y[\(element)]] := \(other);",
      "if y[\(element)] = y[\(other)] then g := true end;",
      "if y[\(element)] = z & s[z] = A then g := !g end;",
      "for i: p do y[i] := z end;", "for i: p do if l[i].whom = \(element) then l[i].held := false end end;",
      "l[\(element)].held := b[l[\(other)].whom];",
      "switch y[\(element)] case \(other): g := true; else h := B end;",
    ]
    emit(pick(chance(85) ? usual : unusual) ?? "")
  }

  private mutating func change(_ kind: String, of element: String) {
    emit(
      pick([
        "if !t[\(element)][\(kind)] & m[\(kind)] < 3 then t[\(element)][\(kind)] := true; m[\(kind)] := m[\(kind)] + 1 end;",
        "if t[\(element)][\(kind)] & m[\(kind)] > 0 then t[\(element)][\(kind)] := false; m[\(kind)] := m[\(kind)] - 1 end;",
        "if t[\(element)][\(kind)] then t[\(element)][\(kind)] := false; m[\(kind)] := m[\(kind)] - 1 end;",
        "w[\(element)] := \(kind);",
        chance(disorder)
          ? "t[\(element)][\(kind)] := \(boolean(1));"
          : "for k: kind do t[\(element)][k] := t[\(element)][k] end;",
      ]) ?? "")
  }

  private mutating func branch(_ depth: Int) {
    emit("if \(boolean(1)) then")
    indented { $0.statement(depth - 1) }
    if chance(40) {
      emit("else")
      indented { $0.statement(depth - 1) }
    }
    emit("end;")
  }

  private mutating func loop(_ depth: Int) {
    let name = fresh("i")
    emit("for \(name): p do")
    let before = elements
    elements.append(name)
    indented { author in
      if author.chance(author.disorder) {
        author.emit(
          author.pick([
            "if n < 3 then n := n + 1 end;", "g := !g;", "x := \(name);", "g := true;", "h := B;",
            "g := true; s[\(name)] := \(author.phase());", "h := A; b[\(name)] := \(author.boolean(0));",
          ]) ?? "")
      } else {
        author.quantifiers = 9
        let condition = author.chance(50) ? "if \(author.boolean(1)) then " : ""
        let target =
          author.counts && author.chance(90) || author.chance(60)
          ? "s[\(name)] := \(author.phase());" : "b[\(name)] := \(author.boolean(0));"
        author.emit(condition + target + (condition.isEmpty ? "" : " end;"))
        author.quantifiers = 0
      }
    }
    elements = before
    emit("end;")
  }

  // MARK: - Expressions

  private mutating func phase() -> String {
    if let element = pick(elements), chance(15) { return "s[\(element)]" }
    return pick(["A", "B", "C", "h"]) ?? "A"
  }

  private mutating func boolean(_ depth: Int) -> String {
    guard depth > 0 else { return atom() }
    switch number(0...9) {
    case 0: return "!(\(boolean(depth - 1)))"
    case 1, 2: return "(\(boolean(depth - 1)) & \(boolean(depth - 1)))"
    case 3: return "(\(boolean(depth - 1)) | \(boolean(depth - 1)))"
    case 4: return "(\(boolean(depth - 1)) -> \(boolean(depth - 1)))"
    case 5 where quantifiers < 2, 6 where quantifiers < 2: return quantified(depth)
    default: return atom()
    }
  }

  private mutating func quantified(_ depth: Int) -> String {
    quantifiers += 1
    let name = fresh("q")
    elements.append(name)
    let body = boolean(depth - 1)
    elements.removeLast()
    quantifiers -= 1
    return "(\(chance(70) ? "forall" : "exists") \(name): p do \(body) end)"
  }

  private mutating func atom() -> String {
    var choices = ["g", "(h = \(pick(["A", "B", "C"]) ?? "A"))", "isundefined(x)"]
    if chance(risk) { choices.append("(n \(pick(["<", "="]) ?? "=") \(number(0...3)))") }
    if links, let element = pick(elements), let other = pick(elements), chance(40) {
      choices = [
        "(y[\(element)] = \(other))", "(l[\(element)].whom != \(other))", "l[\(element)].held",
        "isundefined(y[\(element)])",
        "(z = \(element))", "(one.whom = \(element))", "(y[\(element)] = x)",
      ]
      if chance(20) { choices.append("(y[\(element)] = y[\(other)])") }
      if chance(20) { choices.append("b[y[\(element)]]") }
      if chance(10) { choices.append("(one.whom = z)") }
      return pick(choices) ?? "g"
    }
    if let element = pick(elements) {
      choices += [
        "(s[\(element)] = \(pick(["A", "B", "C"]) ?? "A"))", "b[\(element)]", "(s[\(element)] != h)",
      ]
      choices.append(chance(risk) ? "(x = \(element))" : "(!isundefined(x) & x = \(element))")
      if let other = pick(elements), other != element { choices.append("(\(element) = \(other))") }
    }
    return pick(choices) ?? "g"
  }
}
