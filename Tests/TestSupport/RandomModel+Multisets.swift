/// A variable that is a multiset, or an array of some.
struct SketchMultiset {
  var text: String
  /// What has to be put into brackets behind it.
  var index: SketchType?
  var element: SketchType
  var capacity: Int
  /// The type, which is named.
  var spelling: String
}

/// Multisets: alone, in arrays and in records; what adds to them, takes from them, counts and chooses.
extension ModelAuthor {
  mutating func declareMultisets() {
    var combinations = 1.0
    for _ in 0..<number(1...2) {
      guard let element = pick(types.filter { $0.size <= 12 } + [.range(0...1)]) else { continue }
      let capacity = number(1...(element.size > 4 ? 2 : 3))
      let (name, type) = (fresh("m"), fresh("b"))
      let index = chance(30) ? pick(types.filter { $0.isSimple && $0.valueCount <= 3 }) : nil
      for _ in 0..<capacity * (index?.valueCount ?? 1) { combinations *= element.size }
      guard combinations <= 300 else { return }
      // CMurphi wants names.
      emit("type")
      indented { $0.emit("\(type): multiset [\(capacity)] of \(element.spelling);") }
      emit("var")
      let isField = index == nil && chance(30)
      let text =
        isField ? "record f_\(name): \(type); end" : index.map { "array [\($0.spelling)] of \(type)" }
      indented { $0.emit("\(name): \(text ?? type);") }
      multisets.append(
        SketchMultiset(
          text: isField ? "\(name).f_\(name)" : name, index: index, element: element, capacity: capacity,
          spelling: type))
    }
  }

  /// One multiset, its index in place.
  private mutating func multiset() -> SketchMultiset? {
    guard var multiset = pick(multisets) else { return nil }
    guard let index = multiset.index else { return multiset }
    indexDepth += 1
    let key = value(of: index, depth: 0)
    indexDepth -= 1
    guard let key else { return nil }
    multiset.text += "[\(key.text)]"
    return multiset
  }

  /// A condition on one of the elements, named by a fresh index.
  private mutating func predicate(_ multiset: SketchMultiset) -> String {
    let name = fresh("k")
    if chance(25) { return "\(name): \(multiset.text), true" }
    return scoped { author in
      author.scope.append(
        SketchPlace(
          text: "\(multiset.text)[\(name)]", type: multiset.element, isWritable: false,
          isDoubtful: !multiset.element.isSimple))
      let condition = author.careful { $0.boolean(1) }
      return "\(name): \(multiset.text), \(condition.text)"
    }
  }

  private mutating func scoped(_ write: (inout ModelAuthor) -> String) -> String {
    let depth = scope.count
    let kept = multisets
    // Counting within counting grows too fast.
    multisets = []
    defer {
      scope.removeLast(scope.count - depth)
      multisets = kept
    }
    return write(&self)
  }

  mutating func countComparison() -> Phrase? {
    guard let multiset = multiset() else { return nil }
    let symbol = pick(["<", "<=", "=", "!=", ">=", ">"]) ?? "="
    let count = Phrase.primary("MultiSetCount(\(predicate(multiset)))")
    return binary(count, symbol, .primary("\(number(0...multiset.capacity))"), .comparison)
  }

  /// False if there is nothing to write.
  mutating func changeMultiset() -> Bool {
    guard let multiset = multiset() else { return false }
    switch number(0...9) {
    case 0 where !isChoosing: emit("\(chance(50) ? "clear" : "undefine") \(multiset.text);")
    case 1 where !isChoosing:
      guard let other = self.multiset(), other.spelling == multiset.spelling else { return false }
      emit("\(multiset.text) := \(other.text);")
    case 2, 3: emit("MultiSetRemovePred(\(predicate(multiset)));")
    default: return add(to: multiset)
    }
    return true
  }

  private mutating func add(to multiset: SketchMultiset) -> Bool {
    guard let element = value(of: multiset.element, depth: 1) else { return false }
    let statement = "MultiSetAdd(\(element.text), \(multiset.text));"
    guard !dares(), chance(95) else {
      emit(statement)
      return true
    }
    emit("if MultiSetCount(\(fresh("k")): \(multiset.text), true) < \(multiset.capacity) then")
    indented { $0.emit(statement) }
    emit("end;")
    return true
  }

  // MARK: - Choosing

  mutating func writeChoices() {
    for _ in 0..<number(1...3) {
      guard var multiset = pick(multisets) else { return }
      emit("")
      let depth = scope.count
      var ends = 1
      if let index = multiset.index {
        let name = fresh("i")
        emit("ruleset \(name): \(index.spelling) do")
        indentation += 1
        ends += 1
        scope.append(SketchPlace(text: name, type: index, isWritable: false, isDoubtful: false))
        multiset.text += "[\(name)]"
      }
      let names = (0..<(chance(20) ? 2 : 1)).map { _ in fresh("k") }
      ends += names.count - 1
      for name in names {
        emit("choose \(name): \(multiset.text) do")
        indentation += 1
        scope.append(
          SketchPlace(
            text: "\(multiset.text)[\(name)]", type: multiset.element, isWritable: true,
            isDoubtful: !multiset.element.isSimple))
      }
      if chance(20) {
        emit("invariant \"\(fresh("of all "))\" \(weak(boolean(2)).text);")
      } else {
        chosenRule(multiset, names)
      }
      for _ in 0..<ends {
        indentation -= 1
        emit("end;")
      }
      scope.removeLast(scope.count - depth)
    }
  }

  private mutating func chosenRule(_ multiset: SketchMultiset, _ names: [String]) {
    emit("rule \"\(fresh("rule "))\"\(chance(50) ? " \(boolean(2).text) ==>" : "")")
    (allowsEffects, allowsCalls, isChoosing, returns) = (true, false, true, .plain)
    let removal = names.first.map { "MultiSetRemove(\($0), \(multiset.text));" } ?? ""
    emit("begin")
    indented { author in
      let isEarly = author.chance(10)
      if isEarly { author.emit(removal) }
      author.statements(2)
      if !isEarly, author.chance(60) { author.emit(removal) }
    }
    emit("end;")
    (allowsEffects, allowsCalls, isChoosing, returns) = (false, true, false, .none)
  }
}
