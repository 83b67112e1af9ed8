/// Expressions, all of them in brackets.
extension SymmetricAuthor {
  /// An element of the first scalarset; nil if none has a name here.
  mutating func element() -> String? {
    var choices = elements[0] + elements[0]
    if parts.contains(.chosen), dares() { choices.append("x") }
    if parts.contains(.links), let index = pick(elements[0]), dares() { choices.append("l[\(index)]") }
    return pick(choices)
  }

  /// A number, mostly a small one.
  mutating func integer(_ depth: Int) -> String {
    guard depth > 0, chance(70) else { return smallInteger() }
    if hasFolds, chance(30), let fold = fold(depth) { return fold }
    switch number(0...8) {
    case 0: return "(\(integer(depth - 1)) + \(integer(depth - 1)))"
    case 1: return "(\(integer(depth - 1)) - \(integer(depth - 1)))"
    case 2 where dares(): return "(\(number(1...4)) / \(integer(depth - 1)))"
    case 3 where dares(): return "(\(integer(depth - 1)) % \(integer(depth - 1)))"
    case 4: return "(\(boolean(depth - 1)) ? \(integer(depth - 1)) : \(integer(depth - 1)))"
    case 5:
      if functions.contains(.level), let element = element() { return "level_of(\(element))" }
      return smallInteger()
    case 6: return functions.contains(.total) && chance(60) ? "total()" : smallInteger()
    case 7: return functions.contains(.most) && chance(60) ? "most()" : smallInteger()
    default: return "((\(integer(depth - 1)) + \(number(3...6))) % 3)"
    }
  }

  private mutating func smallInteger() -> String {
    var choices = ["\(number(0...2))"] + numbers
    if parts.contains(.levels), let element = element() {
      choices += Array(repeating: "c[\(element)]", count: 3)
    }
    if parts.contains(.others), let other = pick(elements[1]) { choices.append("o[\(other)]") }
    if parts.contains(.count) { choices.append("n") }
    return pick(choices) ?? "0"
  }

  /// A level, unless it dares not to be one.
  mutating func level(_ depth: Int) -> String {
    dares() ? integer(depth) : chance(40) ? "\(number(0...2))" : "((\(integer(depth)) + 9) % 3)"
  }

  mutating func boolean(_ depth: Int) -> String {
    guard depth > 0, chance(80) else { return smallBoolean() }
    if hasLiterals, chance(15), let (name, value) = literal(depth - 1) { return "(\(name) = \(value))" }
    switch number(0...13) {
    case 0, 1: return "(\(boolean(depth - 1)) & \(boolean(depth - 1)))"
    case 2, 3: return "(\(boolean(depth - 1)) | \(boolean(depth - 1)))"
    case 4: return "(\(boolean(depth - 1)) -> \(boolean(depth - 1)))"
    case 5: return "(!\(boolean(depth - 1)))"
    case 6: return "(\(integer(depth - 1)) \(pick(["<", "=", "!=", ">="]) ?? "=") \(integer(depth - 1)))"
    case 7:
      if functions.contains(.isGood), let element = element() { return "is_good(\(element))" }
      return smallBoolean()
    case 8: return functions.contains(.found) ? "found()" : smallBoolean()
    case 9: return "(\(boolean(depth - 1)) ? \(boolean(depth - 1)) : \(boolean(depth - 1)))"
    default: return quantified(depth)
    }
  }

  private mutating func smallBoolean() -> String {
    var choices = booleans
    if parts.contains(.toggle) { choices.append("t") }
    if let element = element() {
      if parts.contains(.flags) { choices.append("b[\(element)]") }
      if parts.contains(.levels) {
        choices.append("(c[\(element)] = \(number(0...2)))")
        choices.append("isundefined(c[\(element)])")
      }
      if parts.contains(.matrix), let other = self.element() { choices.append("m[\(element)][\(other)]") }
      if let other = self.element(), other != element {
        choices.append("(\(element) \(chance(50) ? "=" : "!=") \(other))")
      }
      if parts.contains(.chosen) {
        choices.append("isundefined(x)")
        choices.append(dares() ? "(x = \(element))" : "(!isundefined(x) & x = \(element))")
      }
    }
    if parts.contains(.count) { choices.append("(n \(pick(["<", "=", ">"]) ?? "=") \(number(0...3)))") }
    return pick(choices) ?? quantified(1)
  }

  private mutating func quantified(_ depth: Int) -> String {
    overElements { $0.boolean(depth - 1) }.map { "(\(chance(50) ? "exists" : "forall") \($0))" }
      ?? (chance(50) ? "true" : "false")
  }

  /// `count`, `sum`, `min` and `max` over elements.
  private mutating func fold(_ depth: Int) -> String? {
    let word = pick(["count", "sum", "min", "max"]) ?? "sum"
    return overElements { word == "count" ? $0.boolean(depth - 1) : $0.integer(depth - 1) }
      .map { "(\(word) \($0))" }
  }

  /// A variable bound to the elements of a scalarset, and what is written about it; nil within too many others.
  private mutating func overElements(_ body: (inout SymmetricAuthor) -> String) -> String? {
    guard loops < 3 else { return nil }
    loops += 1
    let before = elements
    let scalarset = hasOthers && chance(20) ? 1 : 0
    let name = fresh("i")
    elements[scalarset].append(name)
    let text = body(&self)
    elements = before
    loops -= 1
    return "\(name): \(scalarset == 0 ? "p" : "q") do \(text) end"
  }
}
