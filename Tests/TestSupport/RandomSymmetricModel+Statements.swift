/// Statements and functions.
extension SymmetricAuthor {
  mutating func statement(_ depth: Int) {
    guard depth > 0 else { return assign() }
    switch number(0...15) {
    case 0, 1:
      block("if \(boolean(2)) then") { author in
        author.statement(depth - 1)
        if author.chance(25) {
          author.emit("else")
          author.statement(depth - 1)
        }
      }
    case 2:
      block("switch \(integer(1))") { author in
        author.emit("case \(author.number(0...1)):")
        author.statement(depth - 1)
        author.emit("else")
        author.statement(depth - 1)
      }
    case 3, 4, 5, 6: loop(depth)
    case 7 where allowsEffects: check()
    case 8 where dares(): emit("if \(boolean(1)) then error \"stop\"; end;")
    case 9: leave()
    case 10: undefine()
    case 11 where allowsEffects: callProcedure()
    default: assign()
    }
  }

  mutating func check() {
    switch number(0...3) {
    case 0: emit("cover \(boolean(2)) \"\(fresh("cover "))\";")
    case 1: if chance(40) { emit("assume \(boolean(2)) | \(boolean(1));") }
    default:
      if dares() || chance(30) { emit("assert \(boolean(2)) | \(boolean(1)) \"\(fresh("assert "))\";") }
    }
  }

  private mutating func leave() {
    guard let ending = pick(returns) else { return assign() }
    emit("if \(boolean(1)) then \(ending) end;")
  }

  private mutating func undefine() {
    if parts.contains(.chosen), allowsEffects, chance(50) { return emit("undefine x;") }
    guard parts.contains(.levels), allowsEffects, dares(), let element = element() else { return assign() }
    emit("undefine c[\(element)];")
  }

  /// An array of the state, and a value for it.
  mutating func literal(_ depth: Int) -> (name: String, value: String)? {
    let outer = elements[0]
    let bound = fresh("i")
    elements[0].append(bound)
    defer { elements[0] = outer }
    switch number(0...3) {
    case 0 where parts.contains(.levels): return ("c", "{for \(bound): p do \(level(depth)) end}")
    case 1 where parts.contains(.flags): return ("b", "{for \(bound): p do \(boolean(depth)) end}")
    case 2 where parts.contains(.links): return element().map { ("l", "{for \(bound): p do \($0) end}") }
    default:
      guard parts.contains(.levels), let other = pick(outer) else { return nil }
      elements[0] = outer
      return ("c", "{c with [\(other)]: \(level(depth))}")
    }
  }

  mutating func assign() {
    if !allowsEffects {
      if let name = pick(numbers) { emit("\(name) := \(level(1));") }
      if let name = pick(booleans) { emit("\(name) := \(boolean(1));") }
      return
    }
    if hasLiterals, chance(30), let (name, value) = literal(2) { return emit("\(name) := \(value);") }
    let element = element()
    switch number(0...7) {
    case 0, 1: if parts.contains(.levels), let element { return emit("c[\(element)] := \(level(2));") }
    case 2: if parts.contains(.flags), let element { return emit("b[\(element)] := \(boolean(2));") }
    case 3: if parts.contains(.chosen), let element { return emit("x := \(element);") }
    case 4:
      if parts.contains(.links), let element, let other = self.element() {
        return emit("l[\(element)] := \(other);")
      }
    case 5:
      if parts.contains(.matrix), let element, let other = self.element() {
        return emit("m[\(element)][\(other)] := \(boolean(1));")
      }
    case 6:
      if parts.contains(.count) { return emit("n := \(dares() ? integer(2) : "((\(integer(1)) + 8) % 4)");") }
    default: break
    }
    if parts.contains(.toggle) { emit("t := \(chance(60) ? "!t" : boolean(1));") }
    if lines.last?.hasSuffix("begin") == true || chance(20), let element, parts.contains(.levels) {
      emit("c[\(element)] := \(level(1));")
    }
  }

  // MARK: - Loops

  private mutating func loop(_ depth: Int) {
    guard loops < 2 else { return assign() }
    loops += 1
    let scalarset = hasOthers && chance(15) ? 1 : 0
    let name = fresh("i")
    block("for \(name): \(scalarset == 0 ? "p" : "q") do") { author in
      author.elements[scalarset].append(name)
      if author.chance(author.disorder) {
        author.statement(depth - 1)
      } else {
        let condition = author.chance(40) ? author.boolean(1) : nil
        if let condition { author.emit("if \(condition) then") }
        author.iteration(of: name, scalarset, depth)
        if author.chance(30) { author.iteration(of: name, scalarset, depth) }
        if condition != nil { author.emit("end;") }
      }
    }
    loops -= 1
  }

  /// What is likely not to depend on the order.
  private mutating func iteration(of name: String, _ scalarset: Int, _ depth: Int) {
    let owned = scalarset == 0 && allowsEffects
    switch number(0...9) {
    case 0, 1: if owned, parts.contains(.levels) { return emit("c[\(name)] := \(level(1));") }
    case 2: if owned, parts.contains(.flags) { return emit("b[\(name)] := \(boolean(1));") }
    case 3: if allowsEffects { return check() }
    case 4: if let ending = pick(returns) { return emit("if \(boolean(1)) then \(ending) end;") }
    case 5: if dares() { return emit("if \(boolean(1)) then error \"here\"; end;") }
    case 6: if owned, parts.contains(.matrix) { return inner(name, depth) }
    default: break
    }
    accumulate()
  }

  private mutating func inner(_ name: String, _ depth: Int) {
    let other = fresh("j")
    block("for \(other): p do") { author in
      author.elements[0].append(other)
      let target = author.chance(author.disorder) ? "m[\(other)][\(name)]" : "m[\(name)][\(other)]"
      author.emit("\(target) := \(author.boolean(1));")
    }
  }

  private mutating func accumulate() {
    let number =
      numbers.randomElement(using: &random) ?? (allowsEffects && parts.contains(.count) ? "n" : nil)
    let flag =
      booleans.randomElement(using: &random) ?? (allowsEffects && parts.contains(.toggle) ? "t" : nil)
    if let flag, number == nil || chance(40) {
      switch self.number(0...3) {
      case 0: return emit("\(flag) := \(flag) | \(boolean(1));")
      case 1: return emit("\(flag) := \(boolean(1)) | \(flag);")
      case 2: return emit("\(flag) := \(boolean(1)) & \(flag);")
      default: return emit("\(flag) := \(chance(50));")
      }
    }
    guard let number else { return emit("put \"nothing\";") }
    switch self.number(0...6) {
    case 0: emit("\(number) := \(number) + \(integer(1));")
    case 1: emit("\(number) := \(integer(1)) + \(number);")
    case 2: emit("\(number) := \(number) - \(integer(1));")
    case 3: emit("\(number) := \(number) + (\(boolean(1)) ? 1 : 0);")
    case 4: emit("if \(number) < 3 then \(number) := \(number) + 1; end;")
    case 5:
      let value = level(1)
      emit("if \(value) > \(number) then \(number) := \(value); end;")
    default: emit("\(number) := \(self.number(0...2));")
    }
  }

  // MARK: - Functions

  private mutating func callProcedure() {
    guard let element = element() else { return assign() }
    if functions.contains(.change), parts.contains(.levels), chance(50) {
      emit("change(c[\(element)]\(chance(50) ? "" : ""), \(self.element() ?? element));")
    } else if functions.contains(.touch) {
      emit("touch(\(element));")
    } else {
      assign()
    }
  }

  mutating func declare(_ function: Function) {
    switch function {
    case .level:
      let value = level(1)
      let fitting = "(\(value) < 0 ? 0 : \(value) > 3 ? 3 : \(value))"
      define("function level_of(e: p): count;", ["e"], returns: [resultsFit ? fitting : value]) {
        $0.statement(1)
      }
    case .isGood:
      define("function is_good(e: p): boolean;", ["e"], returns: ["true", "false"]) { author in
        if author.dares() { author.emit("assert \(author.boolean(1)) \"\(author.fresh("good "))\";") }
        if author.dares() { author.emit("cover \(author.boolean(1)) \"\(author.fresh("met "))\";") }
      }
    case .total: sum("total", "s := s + ")
    case .most: sum("most", nil)
    case .found:
      define("function found(): boolean;", [], returns: ["return true;"], last: "return false;") {
        $0.loop(1)
      }
    case .change:
      define("procedure change(var v: level; e: p);", ["e"], returns: ["return;"], last: nil) { author in
        author.emit("v := (v + \(author.number(1...2))) % 3;")
        author.allowsEffects = true
        author.statement(2)
        author.allowsEffects = false
      }
    case .touch:
      define("procedure touch(e: p);", ["e"], returns: ["return;"], last: nil) { author in
        author.allowsEffects = true
        author.statement(2)
        author.allowsEffects = false
      }
    }
  }

  private mutating func define(
    _ head: String, _ parameters: [String], returns values: [String], last: String? = "",
    _ body: (inout SymmetricAuthor) -> Void
  ) {
    emit(head)
    let isValue = last == ""
    block("begin") { author in
      author.elements[0] = parameters
      author.returns = isValue ? values.map { "return \($0);" } : values
      body(&author)
      if isValue {
        author.emit("return \(head.hasSuffix("boolean;") ? author.boolean(2) : author.level(2));")
      }
      if let last, !isValue { author.emit(last) }
      author.returns = []
    }
  }

  /// A number computed from all elements.
  private mutating func sum(_ name: String, _ step: String?) {
    emit("function \(name)(): 0 .. 9;")
    emit("var s: 0 .. 9; f: boolean;")
    block("begin") { author in
      author.numbers = ["s"]
      author.booleans = ["f"]
      if !author.dares() { author.emit("s := \(author.chance(60) ? 0 : 3);") }
      if !author.dares() { author.emit("f := false;") }
      let element = author.fresh("i")
      author.block("for \(element): p do") { author in
        author.elements[0].append(element)
        if let step {
          author.emit("\(step)\(author.integer(1));")
        } else {
          let value = author.level(1)
          author.emit("if \(value) > s then s := \(value); end;")
        }
        if author.chance(30) { author.emit("f := f | \(author.boolean(1));") }
      }
      author.emit("return f & s < 9 ? s : \(author.chance(50) ? "0" : "s");")
    }
  }
}
