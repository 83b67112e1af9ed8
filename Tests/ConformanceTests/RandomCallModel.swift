import TestSupport

/// A small random model with calls: in one step or in two, with results, with steps that no log tells of.
struct RandomCallModel {
  let text: String

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func pick<Element>(_ choices: [Element]) -> Element {
      choices[Int.random(in: 0..<choices.count, using: &random)]
    }
    let isAtomic = random.chance(30)
    func condition(_ parameter: String?) -> String {
      var choices = [
        "x > 0", "x < 2", "y = x", "b", "!b", "y != 1", "isundefined(z)", "!isundefined(z)", "x + y < 4",
      ]
      if let parameter { choices += ["x = \(parameter)", "y < \(parameter)"] }
      return pick(choices)
    }
    func statement(_ parameter: String?) -> String {
      var choices = [
        "x := (x + 1) % 3;", "y := x;", "b := !b;", "y := (y + x) % 3;", "undefine z;", "z := y;",
        "if b then x := 0 end;", "x := y;",
      ]
      if let parameter { choices += ["x := \(parameter);", "y := \(parameter);", "z := \(parameter);"] }
      return pick(choices)
    }
    func result(_ parameter: String?) -> String {
      pick([
        "", "", " x", " b", " x + y", " \"E\(Int.random(in: 0...1, using: &random))\"",
        parameter.map { " \($0)" } ?? " y",
      ])
    }
    var lines = [
      "type who: \(pick(["scalarset(2)", "scalarset(2)", "enum { ANN, BOB }"])); small: 0..2;", "var",
      "--@ observe", "x: small; y: small;",
      pick(["", "--@ observe"]), "b: boolean;", pick(["", "--@ observe"]), "z: small;",
      "busy: array [who] of enum { IDLE, ONE, TWO };",
      "startstate begin x := 0; y := \(pick(["0", "1"])); b := false; for p: who do busy[p] := IDLE end; end;",
    ]
    for number in 0..<Int.random(in: 1...3, using: &random) {
      let parameter: String? = random.chance(60) ? "v" : nil
      let head = parameter == nil ? "" : "ruleset v: small do"
      let tail = parameter == nil ? "" : "end;"
      let name = pick(["get", "put"])
      let operation = "--@ operation \(name)\(parameter.map { " \($0)" } ?? pick(["", " word"]))"
      if isAtomic || random.chance(50) {
        lines += [
          head, operation, isAtomic && random.chance(50) ? "" : "--@ returns\(result(parameter))",
          "rule \"r\(number)\" \(condition(parameter)) ==> begin \(statement(parameter)) \(statement(parameter)) end;",
          tail,
        ]
      } else {
        // Where nobody begins it, the one who ends it is known at its end only.
        let isAnyones = random.chance(25)
        let acting = isAnyones ? "" : "ruleset p: who do"
        let idle = isAnyones ? "!exists p: who do busy[p] = ONE end" : "busy[p] = IDLE"
        let start = isAnyones ? "for p: who do busy[p] := ONE end" : "busy[p] := ONE"
        lines += [
          acting, head, operation,
          "rule \"r\(number)\" \(idle) & \(condition(parameter)) ==> begin \(start); \(statement(parameter)) end;",
          tail, acting.isEmpty ? "ruleset p: who do" : "", "--@ returns\(result(nil))",
          "rule \"r\(number) ends\" busy[p] = ONE & \(condition(nil)) ==> begin \(isAnyones ? "for q: who do busy[q] := IDLE end" : "busy[p] := IDLE"); \(statement(nil)) end;",
          "end;",
        ]
      }
    }
    for number in 0..<Int.random(in: 0...2, using: &random) {
      if random.chance(40) { lines.append("--@ operation fail") }
      lines.append(
        "rule \"hidden \(number)\" \(condition(nil)) & \(condition(nil)) ==> begin \(statement(nil)) end;")
    }
    if random.chance(20) { lines.append("assume \"few\" \(condition(nil)) | x < 2;") }
    text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
