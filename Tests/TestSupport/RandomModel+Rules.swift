/// Functions, start states, rules and properties.
extension ModelAuthor {
  // MARK: - Functions

  mutating func declareFunctions() {
    for _ in 0..<number(0...3) { chance(55) ? declarePureFunction() : declareProcedure() }
    if chance(20) { declareRecursion() }
  }

  private mutating func parameters(
    references: Bool
  ) -> (text: String, list: [(isReference: Bool, type: SketchType)], places: [SketchPlace]) {
    var (texts, list, places): ([String], [(isReference: Bool, type: SketchType)], [SketchPlace]) = (
      [], [], []
    )
    for _ in 0..<number(0...2) {
      guard let type = pick(types) else { break }
      let isReference = references && chance(50)
      let name = fresh("p")
      texts.append("\(isReference ? "var " : "")\(name): \(type.spelling)")
      list.append((isReference, type))
      // A complex argument may be partly undefined.
      let doubtful = !type.isSimple || isReference
      places.append(SketchPlace(text: name, type: type, isWritable: isReference, isDoubtful: doubtful))
    }
    return (texts.joined(separator: "; "), list, places)
  }

  private mutating func declarePureFunction() {
    guard let result = pick(types.filter { !$0.isScalarset } + [.boolean]) else { return }
    let name = fresh("g")
    let parameters = parameters(references: false)
    emit("")
    emit("function \(name)(\(parameters.text)): \(result.spelling);")
    scoped { author in
      author.scope = author.scope.map {
        SketchPlace(text: $0.text, type: $0.type, isWritable: false, isDoubtful: $0.isDoubtful)
      }
      author.scope += parameters.places
      author.returns = .value(result)
      author.body { author in
        author.statements(2, count: 0...2)
        author.lastReturn(result)
      }
    }
    // The globals were read-only inside; here they are themselves again.
    scope = scope.map {
      SketchPlace(text: $0.text, type: $0.type, isWritable: true, isDoubtful: $0.isDoubtful)
    }
    returns = .none
    functions.append(SketchFunction(name: name, parameters: parameters.list, result: result, isPure: true))
  }

  private mutating func lastReturn(_ type: SketchType) {
    guard !dares() else { return }
    guard !type.isSimple else {
      emit("return \(value(of: type, depth: 2)?.text ?? "false");")
      return
    }
    let sources = scope.filter { $0.type == type && !$0.isDoubtful }
    if let source = pick(sources) { return emit("return \(source.text);") }
    let local = scope.first { $0.type == type }
    emit("return \(local?.text ?? "result");")
  }

  private mutating func declareProcedure() {
    let name = fresh("h")
    let parameters = parameters(references: true)
    let result = chance(30) ? pick(types.filter { $0.isSimple && !$0.isScalarset }) : nil
    emit("")
    let word = result == nil ? "procedure" : "function"
    emit("\(word) \(name)(\(parameters.text))\(result.map { ": \($0.spelling)" } ?? "");")
    scoped { author in
      author.scope += parameters.places
      author.allowsEffects = true
      author.returns = result.map { .value($0) } ?? .plain
      author.body { author in
        author.statements(2)
        if let result { author.lastReturn(result) }
      }
      author.allowsEffects = false
    }
    returns = .none
    functions.append(SketchFunction(name: name, parameters: parameters.list, result: result, isPure: false))
  }

  private mutating func declareRecursion() {
    let name = fresh("g")
    let bound = number(2...4)
    let type = SketchType.range(0...bound)
    emit("")
    emit("function \(name)(n: \(type.spelling)): 0 .. 20;")
    emit("begin")
    indented {
      $0.emit("if n = 0 then return \($0.number(0...2)); end;")
      $0.emit("return (\(name)(n - 1) * 2 + n) % 21;")
    }
    emit("end;")
    functions.append(
      SketchFunction(name: name, parameters: [(false, type)], result: .range(0...20), isPure: true))
  }

  // MARK: - Bodies

  /// Local variables, `begin`, their first values, what `write` writes, `end`.
  mutating func body(_ write: (inout ModelAuthor) -> Void) {
    var fresh: [SketchPlace] = []
    if case .value(let type) = returns, !type.isSimple, !scope.contains(where: { $0.type == type }) {
      fresh.append(SketchPlace(text: "result", type: type, isWritable: true, isDoubtful: type.holdsScalarset))
    }
    for _ in 0..<number(0...2) {
      guard let type = pick(types) else { break }
      let doubtful = type.holdsScalarset || chance(15)
      fresh.append(SketchPlace(text: self.fresh("l"), type: type, isWritable: true, isDoubtful: doubtful))
    }
    let counter = self.fresh("w")
    if !fresh.isEmpty || chance(50) {
      emit("var")
      indented { author in
        for place in fresh { author.emit("\(place.text): \(place.type.spelling);") }
        author.emit("\(counter): 0 .. 5;")
      }
      whileCounter = counter
    }
    emit("begin")
    indented { author in
      for place in fresh {
        if !place.isDoubtful { author.initialise(place) }
        author.scope.append(place)
      }
      write(&author)
    }
    emit("end;")
    whileCounter = nil
  }

  /// Gives every part of a place a first value.
  mutating func initialise(_ place: SketchPlace) {
    switch place.type.shape {
    case .boolean, .range, .enumeration:
      guard chance(70), let value = value(of: place.type, depth: 1) else {
        return emit("clear \(place.text);")
      }
      emit("\(place.text) := \(value.text);")
    case .scalarset: return
    case .array(let index, let element):
      guard !element.holdsScalarset, chance(60) else {
        if !place.type.holdsScalarset { emit("clear \(place.text);") }
        return
      }
      let name = fresh("i")
      emit("for \(name): \(index.spelling) do")
      indented { author in
        let part = SketchPlace(
          text: "\(place.text)[\(name)]", type: element, isWritable: true, isDoubtful: false)
        author.careful { $0.initialise(part) }
      }
      emit("end;")
    case .record:
      if !place.type.holdsScalarset { emit("clear \(place.text);") }
    }
  }

  // MARK: - Start states and rules

  mutating func writeStartStates() {
    let globals = scope
    for _ in 0..<(chance(80) ? 1 : 2) {
      emit("")
      let parameters = openRulesets(probability: 15, allowsAlias: false)
      emit(chance(80) ? "startstate \"\(fresh("start "))\"" : "startstate")
      returns = .plain
      // What has no value yet must not be read while the first values are chosen.
      scope = Array(scope.dropFirst(globals.count))
      body { author in
        author.allowsCalls = false
        for place in globals {
          if !place.isDoubtful || author.chance(50) { author.initialise(place) }
          author.scope.append(place)
        }
        author.allowsCalls = true
        if author.chance(20) { author.statements(1, count: 1...2) }
      }
      returns = .none
      closeRulesets(parameters)
      scope = globals
    }
  }

  mutating func writeRules() {
    for _ in 0..<number(2...7) {
      emit("")
      scoped { author in
        let parameters = author.openRulesets(probability: 50)
        for _ in 0..<(parameters > 0 && author.chance(25) ? 2 : 1) { author.rule() }
        author.closeRulesets(parameters)
      }
    }
  }

  private mutating func rule() {
    let name = chance(85) ? " \"\(fresh("rule "))\"" : ""
    if hasLeadsTo, chance(45) { emit("--@ fair\(pick(["", " weak", " strong", " strong"]) ?? "")") }
    let isPlain = chance(65)
    let condition = chance(isPlain ? 50 : 80) ? " \(boolean(isPlain ? 1 : 3).text) ==>" : ""
    emit("rule\(name)\(condition)")
    allowsEffects = true
    returns = .plain
    let outside = scope
    for index in scope.indices where parameters.contains(scope[index].text) { scope[index].isWritable = true }
    scoped { author in
      if isPlain, !author.writesParameters {
        author.plainBody()
      } else {
        author.body {
          if $0.writesParameters, let parameter = $0.pick($0.parameters) { $0.takeAway(parameter) }
          $0.statements(3)
        }
      }
    }
    scope = outside
    allowsEffects = false
    returns = .none
  }

  /// Makes a parameter undefined, in some states or for some of its values.
  private mutating func takeAway(_ parameter: String) {
    guard chance(50) else { return }
    emit("if \(boolean(1).text) then")
    indented { $0.emit("undefine \(parameter);") }
    emit("end;")
  }

  /// Steps and copies: what makes many states reachable.
  private mutating func plainBody() {
    emit("begin")
    indented { author in
      for _ in 0..<author.number(1...2) {
        if let place = author.place(
          writable: true, where: { if case .range = $0.shape { true } else { false } }),
          case .range(let range) = place.type.shape, !place.isDoubtful
        {
          let (low, high) = (range.lowerBound, range.upperBound)
          author.emit("\(place.text) := \(place.text) = \(high) ? \(low) : \(place.text) + 1;")
        } else {
          author.assign()
        }
      }
    }
    emit("end;")
  }

  /// Opens rulesets and alias rules around what follows, and says how many.
  private mutating func openRulesets(probability: Int, allowsAlias: Bool = true) -> Int {
    var count = 0
    while count < 2, chance(probability) {
      if allowsAlias, chance(12), let place = place(writable: true, where: { $0.isSimple }) {
        let name = fresh("n")
        emit("alias \(name): \(place.text) do")
        scope.append(
          SketchPlace(text: name, type: place.type, isWritable: true, isDoubtful: place.isDoubtful))
      } else {
        // Rumur crashes on `ruleset i := 0 to 3` once the parameter is used.
        let quantifier = quantifier(allowsScalarset: true, allowsBounds: false)
        emit("ruleset \(quantifier.text) do")
        scope.append(quantifier.place)
        if writesParameters { parameters.append(quantifier.place.text) }
      }
      indentation += 1
      count += 1
    }
    return count
  }

  private mutating func closeRulesets(_ count: Int) {
    parameters = []
    for _ in 0..<count {
      indentation -= 1
      emit("end;")
    }
  }

  // MARK: - Properties

  mutating func writeProperties() {
    for _ in 0..<number(0...3) {
      emit("")
      scoped { author in
        let parameters = author.openRulesets(probability: 15)
        author.property()
        author.closeRulesets(parameters)
      }
    }
    if hasLeadsTo {
      for _ in 0..<number(1...2) {
        emit("")
        scoped { author in
          let parameters = author.openRulesets(probability: 20)
          let name = "\"\(author.fresh("property "))\""
          let (premise, goal) = (author.boolean(2).text, author.boolean(2).text)
          author.emit("leadsto \(name) (\(premise)) ~> (\(goal));")
          author.closeRulesets(parameters)
        }
      }
    }
  }

  private mutating func property() {
    let word =
      pick(["invariant", "invariant", "invariant", "assert", "assume", "cover", "liveness"]) ?? "invariant"
    // Claims that are wrong at once would hide everything else.
    let condition = chance(90) ? weak(boolean(3)) : boolean(3)
    let name = "\"\(fresh("property "))\""
    emit(chance(50) ? "\(word) \(name) \(condition.text);" : "\(word) \(condition.text) \(name);")
  }
}
