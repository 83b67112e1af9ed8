import ModelIR

/// `p2p_expand`: properties of the source state, then every rule instance.
extension CGenerator {
  mutating func printExpand() -> String {
    var text = ""
    let assumptions = system.propertyIDs.filter {
      system[$0].kind == .assumption && system[$0].condition != nil
    }
    text += printAssumptions(assumptions)
    for (index, property) in system.properties.enumerated() where property.condition != nil {
      switch property.kind {
      case .invariant: text += printInspection(index, property, kind: "P2P_FINDING_INVARIANT", wanted: false)
      case .cover: text += printInspection(index, property, kind: "P2P_FINDING_COVER", wanted: true)
      case .liveness where premisesThatFail[index] != nil, .leadsTo where premisesThatFail[index] != nil:
        text +=
          "static void i\(index)(const state_t *s, p2p_output *out) {\n\(printPremise(index, property))}\n"
      case .assertion, .assumption, .liveness, .leadsTo: break
      }
    }
    for index in system.rules.indices { text += printFiring(index) }
    let inspections = printInspections()
    let firings = system.rules.enumerated().map {
      "  r\($0)(&s, w, out);\n" + printStop(after: $1.parameters)
    }
    .joined()
    return text + """
      void p2p_expand(const uint64_t *w, p2p_output *out) {
        state_t s;
        p2p_unpack(w, &s);
      \(profiles ? printMeasured(inspections) : "")  if (!out->only_fires) {
      \(inspections)}
      \(firings)}

      """
  }

  /// The same, with a look at the clock between properties and rules; in few states, for a look takes as long as a small rule.
  private func printMeasured(_ inspections: String) -> String {
    let firings = system.rules.enumerated().map {
      "  r\($0)(&s, w, out);\n  P2P_TICK(\($0));\n" + printStop(after: $1.parameters)
    }
    .joined()
    return """
        if (out->ticks && out->measured++ % P2P_MEASURED == 0) {
        uint64_t first = p2p_ticks(), last = p2p_ticks(), cost = last - first;
        if (!out->only_fires) {
      \(inspections)}
        P2P_TICK(\(system.rules.count));
      \(firings)  return;
        }

      """
  }

  /// Calls that look at the properties of a state.
  func printInspections() -> String {
    system.properties.enumerated().filter {
      $1.condition != nil && ($1.kind == .invariant || $1.kind == .cover) || $1.premise != nil
    }.map { index, _ in
      // What is decided may still fail to evaluate.
      (conditionsThatFail[index] ? "  " : "  if (!out->settled[\(index)]) ") + "i\(index)(&s, out);\n"
        + printStop(after: system.properties[index].parameters)
    }.joined()
  }

  /// For an evaluation that cannot fail, and so looks at no context, there is none.
  static func context(canFail: Bool = true, stop: String = "out->stop") -> String {
    canFail
      ? "p2p_context context = { .status = P2P_OK, .fuel = P2P_FUEL, .stop = \(stop) }, *c = &context;"
      : "p2p_context *c = 0;"
  }

  /// Leaves between instances that are many.
  private func printStop(after parameters: [Parameter]) -> String {
    parameters.instanceCount ?? .max <= 1000 ? "" : "  \(Self.stop)"
  }

  /// Leaves when the search is to end; what was found so far is forgotten, and an evaluation that this has stopped is none that fails.
  static let stop = "if (P2P_UNLIKELY(p2p_stopped(out->stop))) return;\n"

  /// Nested loops over the parameters from `first` on, innermost text last.
  func printLoops(_ parameters: some Sequence<Parameter>) -> String {
    parameters.map { parameter in
      Self.loopHead("l\(parameter.local.index)", parameter.first, parameter.last, by: parameter.step) + " {\n"
    }.joined()
  }

  /// The head of a loop from a value to the last one that is reached; its counter has room for one step more.
  static func loopHead(_ counter: String, _ first: Value, _ last: Value, by step: Value) -> String {
    let beyond = first == last ? last + step.signum() : last + step
    let number = Interval(low: min(first, beyond), high: max(first, beyond)).number
    return
      "for (\(number) \(counter) = \(literal(first)); \(counter) \(step > 0 ? "<=" : ">=") \(literal(last)); "
      + "\(counter) += \(literal(beyond - last)))"
  }

  /// The parameters as those of a C function, behind others.
  func printParameters(_ parameters: [Parameter]) -> String {
    parameters.map { ", \(Interval($0).number) l\($0.local.index)" }.joined()
  }

  /// The instance number, later parameters at their first value where they are not bound yet.
  func printInstance(_ parameters: [Parameter], bound: Int) -> String {
    var text = "0"
    for (index, parameter) in parameters.enumerated() {
      let position =
        "(uint64_t)((l\(parameter.local.index) - \(Self.literal(parameter.first))) / \(Self.literal(parameter.step)))"
      text = "(\(text)) * \(parameter.count)u + \(index < bound ? position : "0")"
    }
    return text
  }

  func printArguments(_ parameters: [Parameter]) -> String {
    parameters.map { ", l\($0.local.index)" }.joined()
  }

  private func printAssumptions(_ assumptions: [PropertyID]) -> String {
    guard !assumptions.isEmpty else { return "" }
    let checks = assumptions.map { id in
      let parameters = system[id].parameters
      let status = conditionsThatFail[id.index] ? "if (c->status) return 0;\n" : ""
      return printLoops(parameters)
        + "c->fuel = P2P_FUEL;\nif (!q\(id.index)(c, s\(printArguments(parameters)))) {\n\(status)"
        + "c->status = P2P_DROPPED;\nreturn 0;\n}\n" + String(repeating: "}\n", count: parameters.count)
    }.joined()
    return "static int p2p_assumed(p2p_context *c, const state_t *s) {\n\(checks)return 1;\n}\n"
  }

  private func printInspection(_ index: Int, _ property: Property, kind: String, wanted: Bool) -> String {
    let parameters = property.parameters
    let instance = printInstance(parameters, bound: parameters.count)
    let arguments = printArguments(parameters)
    let closing = String(repeating: "}\n", count: parameters.count)
    let error =
      conditionsThatFail[index]
      ? "\(watches ? "if (p2p_order_matters(c, out)) ;\nelse " : "")if (p2p_condition_failed(c)) p2p_report(out, P2P_FINDING_PROPERTY_ERROR, \(index), "
        + "p2p_failed_assertion(c), \(instance));\nelse " : ""
    let hit = wanted ? "out->hits[\(index)]++; " : ""
    return """
      static void i\(index)(const state_t *s, p2p_output *out) {
      \(printLoops(parameters))\(Self.context(canFail: conditionsThatFail[index]))
      int holds = q\(index)(c, s\(arguments));
      \(property.condition.map(isLong) == true && !parameters.isEmpty ? Self.stop : "")\(error)if (\(wanted ? "holds" : "P2P_UNLIKELY(!holds)") && !out->settled[\(index)]) { \(hit)p2p_report(out, \(kind), \(index), 0, \(instance)); }
      \(closing)\(printPremise(index, property))}

      """
  }

  /// Notes whether the property's premise was ever true.
  private func printPremise(_ index: Int, _ property: Property) -> String {
    guard let canFail = premisesThatFail[index] else { return "" }
    let parameters = property.parameters
    // A watched iteration in it is gone through in every state: who comes to which one first is not part of the model.
    let isOpen = canFail && watches ? "" : "!out->hits[\(index)] && "
    return """
      if (P2P_UNLIKELY(\(isOpen)!out->settled[\(index)])) {
      \(printLoops(parameters))\(Self.context(canFail: canFail))
      \(property.condition.map(isLong) == true ? Self.stop : "")if (h\(index)(c, s\(printArguments(parameters)))\(canFail ? " && !c->status" : "")) out->hits[\(index)] = 1;
      \(canFail && watches ? "p2p_order_matters(c, out);\n" : "")\(String(repeating: "}\n", count: parameters.count))}

      """
  }

  private func printFiring(_ index: Int) -> String {
    let rule = system.rules[index]
    let parameters = rule.parameters
    var text = "static void r\(index)(const state_t *s, const uint64_t *w, p2p_output *out) {\n(void)w;\n"
    var bound = 0
    for conjunct in guards[index] {
      text += printLoops(parameters[bound..<conjunct.level])
      bound = conjunct.level
      let arguments = printArguments(parameters)
      let declarations = parameters.dropFirst(bound).map {
        "\(Interval($0).number) l\($0.local.index) = 0;\n"
      }.joined()
      let context = Self.context(canFail: conjunct.canFail)
      text += "{\n\(context)\n\(declarations)int holds = \(conjunct.function)(c, s\(arguments));\n"
      if conjunct.isLong, bound > 0 { text += Self.stop }
      if conjunct.canFail {
        let instance = printInstance(parameters, bound: bound)
        if watches { text += "if (p2p_order_matters(c, out)) \(bound == 0 ? "return;" : "continue;")\n" }
        let instances = Array(parameters.dropFirst(bound)).instanceCount ?? 0
        text +=
          "if (P2P_UNLIKELY(p2p_condition_failed(c))) { \(Self.stop)out->failures += \(instances)u; out->enabled++; out->moved = 1; p2p_report(out, P2P_FINDING_GUARD_ERROR, \(index), "
          + "p2p_failed_assertion(c), \(instance)); "
          + "\(bound == 0 ? "return;" : "continue;") }\n"
      }
      text += "if (!holds) \(bound == 0 ? "return;" : "continue;")\n}\n"
    }
    text += printLoops(parameters[bound...])
    text += printFire(index, rule, next: parameters.isEmpty ? "return" : "continue")
    text += String(repeating: "}\n", count: parameters.count) + "}\n"
    return text
  }

  func printFire(_ index: Int, _ rule: Rule, next: String) -> String {
    let covers = system.propertyIDs.filter { system[$0].kind == .cover && system[$0].condition == nil }
    let instance = printInstance(rule.parameters, bound: rule.parameters.count)
    let assumes = system.properties.contains { $0.kind == .assumption && $0.condition != nil }
    var text = "\(Self.stop)\(Self.context())\nstate_t n = *s;\n"
    if !covers.isEmpty {
      text += "uint8_t covers[\(system.properties.count)] = { 0 };\nc->covers = covers;\n"
    }
    text += "b\(index)(c, &n\(printArguments(rule.parameters)));\n"
    if bodiesThatFail[index] { text += printFailure(index, instance, next, after: "c->status") }
    let dirty = dirtyWords(of: rule)
    let packing =
      dirty.count == layout.width
      ? "p2p_pack(&n, o);"
      : "memcpy(o, w, sizeof(uint64_t) * \(layout.width));\n"
        + dirty.map { "o[\($0)] = p2p_pack_\($0)(&n);" }.joined(separator: "\n")
    let moved = dirty.isEmpty ? "0" : dirty.map { "(o[\($0)] != w[\($0)])" }.joined(separator: " | ")
    text += """
      if (P2P_UNLIKELY(out->count == out->capacity) && !out->reserve_state(out, \(layout.width))) return;
      uint64_t *o = out->words + out->count * \(layout.width);
      \(packing)

      """
    if assumes {
      text +=
        "c->covers = 0;\np2p_assumed(c, &n);\n"
        + printFailure(
          index, instance, next, after: "p2p_condition_failed(c)\(watches ? " || c->watch" : "")")
    }
    text += "out->enabled++;\nout->fired[\(index)]++;\nout->moved |= \(moved);\n"
    // A state that an assumption excludes counts as progress all the same.
    if assumes { text += "if (c->status) \(next);\n" }
    for cover in covers {
      text +=
        "if (covers[\(cover.index)]) { out->hits[\(cover.index)]++; if (!out->settled[\(cover.index)]) "
        + "p2p_report(out, P2P_FINDING_COVER_STATEMENT, \(index), \(cover.index), \(instance)); }\n"
    }
    let canonicalise = symmetric.isEmpty ? "" : "if (out->canonicalise) p2p_represent(&n, o, out->stop);\n"
    text += fairInstances.count == 0 ? "" : "out->fair[out->count] = \(printFairness(index, instance));\n"
    text += profiles ? "out->origins[out->count] = \(index);\n" : ""
    return text + "\(canonicalise)out->hashes[out->count++] = p2p_hash(o, \(layout.width));\n"
  }

  /// The number of an instance among the fair ones.
  private func printFairness(_ index: Int, _ instance: String) -> String {
    fairInstances.base(ofRule: index).map { "(uint32_t)(\(instance)) + \($0 &+ 1)u" } ?? "0"
  }

  /// Leaves the instance if its body, or an assumption about the next state, did not come to its end.
  private func printFailure(
    _ index: Int, _ instance: String, _ next: String, after condition: String
  ) -> String {
    """
    if (P2P_UNLIKELY(\(condition))) {
    \(Self.stop)\(watches ? "if (p2p_order_matters(c, out)) \(next);\n" : "")out->stopped[\(index)]++;
    if (c->status != P2P_DROPPED) { out->failures++; out->enabled++; out->moved = 1; }
    if (c->status == P2P_FAILED) p2p_report(out, P2P_FINDING_RULE_ERROR, \(index), 0, \(instance));
    else if (c->status == P2P_ASSERTION_FAILED) p2p_report(out, P2P_FINDING_ASSERTION, \(index), c->property, \(instance));
    \(next);
    }

    """
  }

  /// The words that hold a variable the rule may change.
  private func dirtyWords(of rule: Rule) -> [Int] {
    let written = writeSets.variables(of: rule.body)
    let map = CellMap(system)
    var words: Set<Int> = []
    for variable in written {
      let first = map.offset(of: variable)
      let last = first + map.size(of: system[variable].type)
      for field in layout.fields where field.cell >= first && field.cell < last { words.insert(field.word) }
    }
    return words.sorted()
  }

  /// `p2p_version`, `p2p_canonicalise`, `p2p_holds`.
  func printEntryPoints() -> String {
    func printCase(_ number: Int, _ function: String, _ property: Property) -> String {
      var decode = "uint64_t rest = instance; (void)rest;\n"
      for parameter in property.parameters.reversed() {
        decode +=
          "\(Interval(parameter).number) l\(parameter.local.index) = \(Self.literal(parameter.first)) + "
          + "(\(Interval(parameter).number))(rest % \(parameter.count)u) * \(Self.literal(parameter.step)); rest /= \(parameter.count)u;\n"
      }
      return
        "case \(number): {\n\(decode)int holds = \(function)(c, &s\(printArguments(property.parameters)));\n"
        + (watches ? "if (c->watch) return -c->watch;\n" : "")
        + "return p2p_condition_failed(c) ? 2 + (int)p2p_failed_assertion(c) : holds;\n}\n"
    }
    let properties = system.properties
    let cases =
      properties.enumerated().map { $1.condition == nil ? "" : printCase($0, "q\($0)", $1) }.joined()
      + properties.enumerated().map {
        $1.leadsTo == nil ? "" : printCase(properties.count + $0, "goal\($0)", $1)
      }
      .joined()
    let represent =
      symmetric.isEmpty
      ? "(void)w; (void)stop;" : "state_t s;\n  p2p_unpack(w, &s);\n  p2p_represent(&s, w, stop);"
    return """
      uint32_t p2p_version(void) { return P2P_ABI_VERSION; }

      void p2p_canonicalise(uint64_t *w, const uint32_t *stop) {
        \(represent)
      }

      int p2p_holds(const uint64_t *w, uint32_t property, uint64_t instance, const uint32_t *stop) {
        state_t s;
        \(Self.context(stop: "stop"))
        p2p_unpack(w, &s);
        (void)c; (void)instance;
        switch (property) {
      \(cases)default: return 2;
        }
      }

      """
  }
}
