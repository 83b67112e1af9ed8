/// What steps and properties are made of.
extension FamilyAuthor {
  /// Some that depend on what they are given only, and `late`, which does not; `worth` may fail.
  mutating func writeFunctions() {
    emit("function early(q: phase): boolean; begin return q \(chance(50) ? "=" : "!=") A end;")
    emit("function worth(q: phase; d: boolean): 0 .. 2; var w: 0 .. 3; begin")
    emit("  w := early(q) ? 0 : \(number(0...2));")
    emit("  if d then w := w + \(chance(risk) ? 2 : 1) end;")
    emit(chance(risk) ? "  assert w < 3 \"worth\";" : "  if w > 2 then return 2 end;")
    emit(chance(risk) ? "  if q != C then return w end;" : "  return w;")
    emit("end;")
    emit("function late(q: phase): boolean; begin return q = h end;")
    emit("function named(e: p): boolean; begin")
    if chance(risk) { emit("  assert !isundefined(e) \"named\";") }
    emit("  return \(pick(["!isundefined(e)", "isundefined(e) | b[e]", "true", "e = e"]) ?? "true");")
    emit("end;")
  }

  /// `touch` changes the element that it is called with, maybe more; `both` two, maybe the same.
  mutating func writeProcedures() {
    emit("procedure touch(e: p; q: phase); var r: phase; begin")
    indented { author in
      if author.chance(30) { author.emit("if b[e] then return end;") }
      author.emit("r := \(author.chance(50) ? "q" : "s[e]");")
      if !author.counts, author.chance(40) { author.emit("b[e] := !b[e];") }
      if author.chance(author.disorder) {
        author.emit(
          author.pick([
            "g := !g;", "h := q;", "if !isundefined(x) then s[x] := q end;", "if n < 3 then n := n + 1 end;",
            "for i: p do s[i] := r end;", "x := e;",
          ]) ?? "")
      }
      author.emit("s[e] := r;")
      if author.chance(author.risk) { author.emit("assert s[e] != C \"touched\";") }
    }
    emit("end;")
    emit("procedure both(e: p; f: p; q: phase); begin touch(\(chance(50) ? "e" : "f"), q); touch(f, A); end;")
    emit("procedure store(var c: phase; e: p; q: phase); begin c := q; s[e] := A; end;")
  }

  /// A call that changes an element.
  mutating func call(_ element: String) -> String {
    let other = chance(disorder) ? pick(elements) ?? element : element
    return pick([
      "touch(\(element), \(phase()));", "touch(\(element), \(phase()));",
      "both(\(element), \(other), \(phase()));",
      "store(s[\(other)], \(element), \(phase()));",
    ]) ?? ""
  }

  // MARK: - Statements

  mutating func statement(_ depth: Int) {
    let element = pick(elements)
    if links, let element, chance(45) { return link(element) }
    if procedures, let element, chance(20) { return emit(call(element)) }
    if asserts, let element, chance(15) {
      return emit("if !firm(\(chance(risk) ? phase() : "A"), b[\(element)]) then g := false end;")
    }
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
  mutating func link(_ element: String) {
    let other = pick(elements) ?? element
    let usual = [
      "y[\(element)] := \(other);", "y[\(element)] := y[\(other)];", "put y[\(element)];",
      "l[\(element)].whom := \(other);",
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
      "put y[\(element)]; g := !g;",
      "switch y[\(element)] case \(other): g := true; else h := B end;",
    ]
    emit(pick(chance(85) ? usual : unusual) ?? "")
  }

  mutating func change(_ kind: String, of element: String) {
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

  mutating func branch(_ depth: Int) {
    emit("if \(boolean(1)) then")
    indented { $0.statement(depth - 1) }
    if chance(40) {
      emit("else")
      indented { $0.statement(depth - 1) }
    }
    emit("end;")
  }

  mutating func loop(_ depth: Int) {
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
        defer { author.quantifiers = 0 }
        if author.procedures, author.chance(50) { return author.emit(author.call(name)) }
        let condition = author.chance(50) ? "if \(author.boolean(1)) then " : ""
        let target =
          author.counts && author.chance(90) || author.chance(60)
          ? "s[\(name)] := \(author.phase());" : "b[\(name)] := \(author.boolean(0));"
        author.emit(condition + target + (condition.isEmpty ? "" : " end;"))
      }
    }
    elements = before
    emit("end;")
  }

  // MARK: - Expressions

  mutating func phase() -> String {
    if let element = pick(elements), chance(15) { return "s[\(element)]" }
    return pick(["A", "B", "C", "h"]) ?? "A"
  }

  mutating func boolean(_ depth: Int) -> String {
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

  mutating func quantified(_ depth: Int) -> String {
    quantifiers += 1
    let name = fresh("q")
    elements.append(name)
    let body = boolean(depth - 1)
    elements.removeLast()
    quantifiers -= 1
    return "(\(chance(70) ? "forall" : "exists") \(name): p do \(body) end)"
  }

  mutating func atom() -> String {
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
      if functions, chance(15) {
        choices = ["named(y[\(element)])", "named(l[\(element)].whom)", "named(z)"]
      }
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
