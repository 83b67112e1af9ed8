import ModelIR

/// Guards, bodies and property conditions as C functions over ruleset parameters.
extension CGenerator {
  /// One conjunct of a guard with the number of leading parameters it needs.
  struct Conjunct {
    let function: String
    let level: Int
    let canFail: Bool
    let isLong: Bool
  }

  /// The conjuncts of a rule's guard in order; each needs at least the parameters of those before it, so that
  /// evaluation order is kept when loops are interleaved.
  mutating func printRules() -> String {
    var text = ""
    guards = []
    bodiesThatFail = []
    for (index, rule) in system.rules.enumerated() {
      var conjuncts: [Conjunct] = []
      for (number, condition) in rule.guardParts(stepsMayRunOut: stepsMayRunOut).enumerated() {
        let name = "g\(index)_\(number)"
        let (function, canFail) = printCondition(name, condition, rule.locals, rule.parameters)
        text += function
        let needed = condition.parametersUsed(of: rule.parameters)
        conjuncts.append(
          Conjunct(
            function: name, level: max(needed, conjuncts.last?.level ?? 0), canFail: canFail,
            isLong: isLong(condition)))
      }
      guards.append(conjuncts)
      frame = CFrame(locals: rule.locals, body: rule.body, system: system)
      bind(rule.parameters)
      let parameters = printParameters(rule.parameters)
      let declarations = printVariables(from: 0)
      let body = print(rule.body)
      bodiesThatFail.append(frame.canFail)
      let fail = frame.canFail ? "return;\nfail:\nreturn;\n" : ""
      text += "/* \(rule.name.commentSafe) */\n"
      text += "static void b\(index)(p2p_context *c, state_t *s\(parameters)) {\n(void)c; (void)s;\n"
      text += "\(declarations)\(body)\n\(fail)}\n"
    }
    return text
  }

  /// Conditions `q<n>` and premises `h<n>` of properties, and what they lead to, `goal<n>`.
  mutating func printProperties() -> String {
    var text = ""
    conditionsThatFail = []
    premisesThatFail = []
    for (index, property) in system.properties.enumerated() {
      guard let condition = property.condition else {
        conditionsThatFail.append(false)
        premisesThatFail.append(nil)
        continue
      }
      let (function, canFail) = printCondition("q\(index)", condition, property.locals, property.parameters)
      text += "/* \(property.name.commentSafe) */\n\(function)"
      conditionsThatFail.append(canFail)
      if let (_, goal) = property.leadsTo {
        text += printCondition("goal\(index)", goal, property.locals, property.parameters).0
      }
      guard let premise = property.premise else {
        premisesThatFail.append(nil)
        continue
      }
      let (premiseFunction, premiseFails) = printCondition(
        "h\(index)", premise, property.locals, property.parameters)
      text += premiseFunction
      premisesThatFail.append(premiseFails)
    }
    return text
  }

  private mutating func printCondition(
    _ name: String, _ condition: Expression, _ locals: [Local], _ parameters: [Parameter]
  ) -> (String, canFail: Bool) {
    frame = CFrame(locals: locals, body: [], system: system)
    bind(parameters)
    let code = print(condition)
    let fail = frame.canFail ? "fail:\nreturn 0;\n" : ""
    let text = """
      static int \(name)(p2p_context *c, const state_t *s\(printParameters(parameters))) {
      (void)c; (void)s;\(printUnused(parameters))
      return \(code.text) != 0;
      \(fail)}

      """
    return (text, frame.canFail)
  }

  /// Parameters are numbers whose interval is known.
  private mutating func bind(_ parameters: [Parameter]) {
    for parameter in parameters {
      frame.storage[parameter.local.index] = .number
      frame.intervals[parameter.local.index] = Interval(parameter)
    }
  }

  private func printUnused(_ parameters: [Parameter]) -> String {
    parameters.map { " (void)l\($0.local.index);" }.joined()
  }
}

extension Expression {
  /// The number of leading parameters that have to be known.
  func parametersUsed(of parameters: [Parameter]) -> Int {
    var needed = 0
    BodyWalk(place: { place in
      guard case .local(let local) = place.root else { return }
      if let index = parameters.firstIndex(where: { $0.local == local }) { needed = max(needed, index + 1) }
    }).visit(self)
    return needed
  }
}

extension String {
  /// The text without anything that could end a C comment.
  var commentSafe: String {
    String(map { $0.isLetter || $0.isNumber || " _-.,:()".contains($0) ? $0 : "?" })
  }
}
