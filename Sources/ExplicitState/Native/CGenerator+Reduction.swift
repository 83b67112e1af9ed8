import ModelIR

/// `p2p_examine` and `p2p_fire`: what is in the way of each rule instance, and the firings of those that are selected.
extension CGenerator {
  func printReduction(_ reducible: ReducibleGuards) -> String {
    let actions = RuleActions(system)
    var text = ""
    for (index, rule) in system.rules.enumerated() {
      text += printExamination(index, rule, reducible.isTotal[index], base: actions.bases[index])
      text += printSelection(index, rule, base: actions.bases[index])
    }
    func calls(_ name: String) -> String {
      system.rules.indices.map { "  \(name)\($0)(&s, w, out);\n" }.joined()
    }
    return text + """
      void p2p_examine(const uint64_t *w, p2p_output *out) {
        state_t s;
        p2p_unpack(w, &s);
        if (!out->only_fires) {
      \(printInspections())}
      \(calls("m"))}

      void p2p_fire(const uint64_t *w, p2p_output *out) {
        state_t s;
        p2p_unpack(w, &s);
      \(calls("u"))}

      """
  }

  /// Says of each instance which parts of its guard are false; those behind a false one only if they cannot fail.
  private func printExamination(_ index: Int, _ rule: Rule, _ isTotal: [Bool], base: Int) -> String {
    let parameters = rule.parameters
    let arguments = printArguments(parameters)
    let instance = printInstance(parameters, bound: parameters.count)
    var text =
      "static void m\(index)(const state_t *s, const uint64_t *w, p2p_output *out) {\n(void)s; (void)w;\n"
    text +=
      "uint32_t *blocked = out->blocked + \(base);\n\(printLoops(parameters))\(Self.stop)uint32_t mask = 0;\n"
    for (number, part) in guards[index].enumerated() {
      let bit = "\(GuardStatus.isFalse(number))u"
      text += !isTotal[number] ? "if (!mask) {\n" : "{\n"
      text += "\(Self.context(canFail: part.canFail))\nint holds = \(part.function)(c, s\(arguments));\n"
      if part.canFail {
        let order = watches ? "if (p2p_order_matters(c, out)) mask = \(GuardStatus.fails)u;\nelse " : ""
        text += """
          \(order)if (P2P_UNLIKELY(p2p_condition_failed(c))) {
          \(Self.stop)mask = \(GuardStatus.fails)u; out->enabled++; out->moved = 1;
          if (!out->only_fires) { out->failures++; p2p_report(out, P2P_FINDING_GUARD_ERROR, \(index), p2p_failed_assertion(c), \(instance)); }
          } else

          """
      }
      text += "if (!holds) mask |= \(bit);\n}\n"
    }
    return text + "*blocked++ = mask;\n" + String(repeating: "}\n", count: parameters.count) + "}\n"
  }

  private func printSelection(_ index: Int, _ rule: Rule, base: Int) -> String {
    let parameters = rule.parameters
    return """
      static void x\(index)(const state_t *s, const uint64_t *w, p2p_output *out\(printParameters(parameters))) {
      (void)w;
      \(printFire(index, rule, next: "return"))}
      static void u\(index)(const state_t *s, const uint64_t *w, p2p_output *out) {
      size_t n = \(base);
      \(printLoops(parameters))if (out->selected[n >> 6] >> (n & 63) & 1) x\(index)(s, w, out\(printArguments(parameters)));
      n++;
      \(String(repeating: "}\n", count: parameters.count))}

      """
  }
}
