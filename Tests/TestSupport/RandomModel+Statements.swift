/// Statements.
extension ModelAuthor {
  /// A few statements, nested up to `depth`.
  mutating func statements(_ depth: Int, count: ClosedRange<Int> = 1...3) {
    for _ in 0..<number(count) { statement(depth) }
  }

  private mutating func statement(_ depth: Int) {
    guard depth > 0, chance(55) else { return simpleStatement() }
    switch number(0...13) {
    case 0, 1, 2, 3: branch(depth)
    case 4, 5: select(depth)
    case 6, 7, 8: loop(depth)
    case 9: boundedWhile(depth)
    case 10, 11: alias(depth)
    default: scalarsetLoop()
    }
  }

  private mutating func simpleStatement() {
    if allowsEffects, !multisets.isEmpty, chance(25), changeMultiset() { return }
    switch number(0...29) {
    case 0: clear()
    case 1: undefine()
    case 2: copy()
    case 3, 4: if !callProcedure() { assign() }
    case 5: check("assert")
    case 6: if allowsEffects, chance(40) { check("assume") }
    case 7: if allowsEffects, chance(40) { emit("cover \(boolean(2).text) \"\(fresh("reached "))\";") }
    case 8: if chance(20) { emit(chance(50) ? "put \"note\";" : "put \(integer(1).phrase.text);") }
    case 9: leaveEarly()
    case 10: if chance(15) || dares() { failDeliberately() }
    case 11, 12, 13: if hasLiterals { copy() } else { assign() }
    default: assign()
    }
  }

  // MARK: - Writing

  mutating func assign() {
    guard let target = place(writable: true, where: { $0.isSimple }),
      let value = value(of: target.type, depth: 3)
    else { return copy() }
    emit("\(target.text) := \(value.text);")
  }

  /// A whole record or array, from another place or from a function.
  private mutating func copy() {
    guard let target = place(writable: true, where: { !$0.isSimple }) else { return }
    if hasLiterals, chance(60), let value = literal(of: target.type, 3, isTyped: false) {
      return emit("\(target.text) := \(value.text);")
    }
    if chance(40), let call = call(returning: { $0 == target.type }, depth: 1) {
      return emit("\(target.text) := \(call.phrase.text);")
    }
    // A doubtful source would make the target doubtful.
    let sources = scope.filter { $0.type == target.type && (target.isDoubtful || !$0.isDoubtful) }
    if let source = pick(sources) { emit("\(target.text) := \(source.text);") }
  }

  private mutating func clear() {
    // The lowest element of a scalarset is a name for it, which would break the symmetry.
    guard let target = place(writable: true, where: { !$0.holdsScalarset }) else { return }
    emit("clear \(target.text);")
  }

  private mutating func undefine() {
    let doubtful = scope.filter { $0.isDoubtful && $0.isWritable }
    if let target = pick(doubtful) { emit("undefine \(target.text);") }
  }

  /// Calls something that has effects; false if nothing in scope fits.
  private mutating func callProcedure() -> Bool {
    guard allowsCalls, allowsEffects, let function = pick(functions.filter { !$0.isPure }) else {
      return false
    }
    guard let arguments = arguments(for: function, depth: 1) else { return false }
    guard let result = function.result else {
      emit("\(function.name)(\(arguments));")
      return true
    }
    // No index on the left: it would be evaluated before or after the call.
    guard let target = pick(scope.filter { $0.isWritable && $0.type == result }) else { return false }
    emit("\(target.text) := \(function.name)(\(arguments));")
    return true
  }

  /// A weak claim, so that most runs survive it.
  private mutating func check(_ word: String) {
    let claim = chance(90) ? weak(boolean(2)) : boolean(2)
    emit("\(word) \(claim.text) \"\(fresh(word + " "))\";")
  }

  /// Something that is true more often.
  mutating func weak(_ claim: Phrase) -> Phrase {
    var weaker = claim
    for _ in 0..<3 { weaker = binary(weaker, "|", boolean(1), .pipe) }
    return weaker
  }

  private mutating func failDeliberately() {
    emit("if \(boolean(2).text) then")
    indented { $0.emit("error \"stop\";") }
    emit("end;")
  }

  /// `return` before the end, as the body allows.
  private mutating func leaveEarly() {
    switch returns {
    case .none: return
    case .plain:
      emit("if \(boolean(1).text) then")
      indented { $0.emit("return;") }
    case .value(let type):
      guard let value = value(of: type, depth: 1) else { return }
      emit("if \(boolean(1).text) then")
      indented { $0.emit("return \(value.text);") }
    }
    emit("end;")
  }

  // MARK: - Control

  private mutating func nested(_ depth: Int) {
    indented { author in author.scoped { $0.statements(depth - 1, count: 1...2) } }
  }

  private mutating func branch(_ depth: Int) {
    emit("if \(boolean(2).text) then")
    nested(depth)
    for _ in 0..<number(0...1) where chance(40) {
      emit("elsif \(boolean(2).text) then")
      nested(depth)
    }
    if chance(50) {
      emit("else")
      nested(depth)
    }
    emit(chance(50) ? "end;" : "endif;")
  }

  private mutating func select(_ depth: Int) {
    guard let type = pick(types.filter { $0.isSimple && !$0.isScalarset } + [.boolean]),
      let subject = value(of: type, depth: 2)
    else { return assign() }
    emit("switch \(subject.text)")
    indented { author in
      for _ in 0..<author.number(1...3) {
        let values = (0..<author.number(1...2)).compactMap { _ in author.value(of: type, depth: 0)?.text }
        author.emit("case \(values.joined(separator: ", ")):")
        author.nested(depth)
      }
      if author.chance(60) {
        author.emit("else")
        author.nested(depth)
      }
    }
    emit("end;")
  }

  private mutating func loop(_ depth: Int) {
    let quantifier = quantifier(allowsScalarset: false)
    emit("for \(quantifier.text) do")
    scoped { author in
      author.scope.append(quantifier.place)
      author.nested(depth)
    }
    emit(chance(50) ? "end;" : "endfor;")
  }

  /// A `while` that ends: nothing else writes its counter.
  private mutating func boundedWhile(_ depth: Int) {
    guard let counter = whileCounter else { return assign() }
    whileCounter = nil
    emit("\(counter) := 0;")
    emit("while \(counter) < \(number(1...3)) & (\(boolean(2).text)) do")
    indented { $0.emit("\(counter) := \(counter) + 1;") }
    nested(depth)
    emit("end;")
    whileCounter = counter
  }

  private mutating func alias(_ depth: Int) {
    let name = fresh("n")
    if chance(65), var place = place(writable: true, where: { _ in true }) {
      emit("alias \(name): \(place.text) do")
      place.text = name
      scoped { author in
        author.scope.append(place)
        author.nested(depth)
      }
    } else {
      let value = integer(2)
      let size = max(abs(value.range.lowerBound), abs(value.range.upperBound))
      emit("alias \(name): \(value.phrase.text) do")
      scoped { author in
        let type = SketchType.range(-size...size)
        author.scope.append(SketchPlace(text: name, type: type, isWritable: false, isDoubtful: false))
        author.nested(depth)
      }
    }
    emit("end;")
  }

  /// A loop over a scalarset that writes, in each round, only the round's own element of one array.
  private mutating func scalarsetLoop() {
    let roots = scope.indices.filter { index in
      guard scope[index].isWritable, case .array(let key, _) = scope[index].type.shape else { return false }
      return key.isScalarset
    }
    guard let chosen = pick(Array(roots)), case .array(let key, let element) = scope[chosen].type.shape else {
      return assign()
    }
    // An alias or a reference could be a second name for the array: nothing but plain variables may be read.
    let before = scope
    let array = scope[chosen]
    let name = fresh("i")
    scope = scope.enumerated().filter { $0.offset != chosen && $0.element.text.hasPrefix("v") }.map {
      SketchPlace(
        text: $0.element.text, type: $0.element.type, isWritable: false, isDoubtful: $0.element.isDoubtful)
    }
    let isPlain = array.text.hasPrefix("v")
    scope.append(SketchPlace(text: name, type: key, isWritable: false, isDoubtful: false))
    scope.append(
      SketchPlace(
        text: "\(array.text)[\(name)]", type: element, isWritable: true, isDoubtful: array.isDoubtful))
    if !isPlain { scope.removeAll { $0.text.hasPrefix("v") } }
    emit("for \(name): \(key.spelling) do")
    indented { author in
      author.careful { author in
        let guarded = author.chance(50)
        if guarded {
          author.emit("if \(author.boolean(2).text) then")
          author.indentation += 1
        }
        author.assign()
        author.assign()
        if guarded {
          author.indentation -= 1
          author.emit("end;")
        }
      }
    }
    emit("end;")
    scope = before
  }
}
