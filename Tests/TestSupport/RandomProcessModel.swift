/// A random model of a few processes that mostly do things of their own: much can be done in any order, and what cannot is easily
/// taken for it.
///
/// Each process has a position and a number; they share a lock, a counter, and cells between neighbours. They go round in circles.
/// Guards, bodies, functions and properties may fail, undefine, drop and assume.
package struct RandomProcessModel: Sendable {
  package let text: String
  /// A word of `DeadlockMode`.
  package let deadlock: String

  package init(seed: UInt64) {
    let author = ProcessAuthor.written(seed: seed)
    (text, deadlock) = (author.text, author.deadlock)
  }
}

private struct ProcessAuthor: ModelAuthoring {
  var random: SplitMix64
  var lines: [String] = []
  var indentation = 0
  var counter = 0
  let deadlock: String
  private let processes: Int
  private let positions: Int
  /// Whether processes have no order.
  private let isScalarset: Bool
  /// In percent: how readily something is written that may fail.
  private let risk: Int
  /// In percent: how readily something is written that others see.
  private let sharing: Int

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    deadlock = ["off", "stuttering", "stuck"].randomElement(using: &random) ?? "off"
    processes = Int.random(in: 2...3, using: &random)
    positions = Int.random(in: 2...(processes == 2 ? 4 : 3), using: &random)
    isScalarset = random.chance(25)
    risk = [0, 0, 4, 15].randomElement(using: &random) ?? 0
    sharing = [0, 5, 15, 40].randomElement(using: &random) ?? 15
  }

  mutating func write() {
    emit("type pid: \(isScalarset ? "scalarset(\(processes))" : "0 .. \(processes - 1)"); level: 0 .. 2;")
    emit("var pc: array [pid] of 0 .. \(positions - 1); x: array [pid] of level; c: array [pid] of boolean;")
    emit("var lock: boolean; n: level; r: record a: level; b: boolean; end;")
    emit("function idle(p: pid): boolean; begin return pc[p] = 0; end;")
    emit("function level_of(p: pid): level; begin if c[p] then return x[p]; end; return n; end;")
    emit("procedure bump(var v: level); begin v := (v + 1) % 3; end;")
    if !isScalarset { emit("function next(p: pid): pid; begin return (p + 1) % \(processes); end;") }
    start()
    for _ in 0..<number(2...6) { rule() }
    if chance(8) { emit("assume \(condition("0", mayFail: true));") }
    for _ in 0..<number(1...3) { property() }
    if chance(50) { for _ in 0..<number(1...4) { combination() } }
  }

  private mutating func start() {
    emit("startstate begin")
    let x = number(0...2)
    emit(
      "  for p: pid do pc[p] := 0; \(chance(85) ? "x[p] := \(x);" : "undefine x[p];") c[p] := \(chance(50)); end;"
    )
    emit("  lock := false; n := \(number(0...2)); r.a := 0; r.b := false;")
    emit("end;")
  }

  // MARK: - Rules

  private mutating func rule() {
    let owner: String
    let isSet = isScalarset || chance(75)
    let isOfNobody = chance(20)
    if isOfNobody {
      owner = ""
    } else if isSet {
      owner = fresh("i")
      emit("ruleset \(owner): pid do")
    } else {
      owner = "\(number(0...processes - 1))"
    }
    let from = number(0...positions - 1)
    let hasPosition = !isOfNobody && chance(80)
    var parts = hasPosition ? ["pc[\(owner)] = \(from)"] : []
    while chance(parts.isEmpty ? 90 : 35) { parts.append("(\(condition(owner, mayFail: true)))") }
    parts.shuffle(using: &random)
    let guardText = parts.isEmpty ? "" : parts.joined(separator: " & ") + " ==>"
    emit("rule \"\(fresh("rule "))\" \(guardText)")
    emit("begin")
    indented { author in
      if hasPosition {
        let to = author.chance(70) ? (from + 1) % author.positions : author.number(0...author.positions - 1)
        author.emit("pc[\(owner)] := \(to);")
      }
      while author.chance(45) { author.effect(owner) }
    }
    emit("end;")
    if isSet, !isOfNobody { emit("end;") }
  }

  private mutating func effect(_ owner: String) {
    if chance(risk) { return emit(failing(owner)) }
    if owner.isEmpty || chance(sharing) { return emit(shared(owner)) }
    let texts = [
      "x[\(owner)] := \(number(0...2));", "bump(x[\(owner)]);", "c[\(owner)] := \(chance(50));",
      "c[\(owner)] := !c[\(owner)];", "if c[\(owner)] then x[\(owner)] := 0; else bump(x[\(owner)]); end;",
      "clear x[\(owner)];", "undefine x[\(owner)];", "cover c[\(owner)];",
    ]
    emit(pick(chance(90) ? texts.dropLast(2) : texts) ?? "")
  }

  private mutating func shared(_ owner: String) -> String {
    var texts = [
      "lock := \(chance(50));", "n := \(number(0...2));", "bump(n);", "r.a := n;", "r.b := !r.b;",
      "for p: pid do c[p] := \(chance(50)); end;", "if lock then n := 0; end;",
      "for p: pid do if pc[p] = \(number(0...positions - 1)) then bump(x[p]); end; end;",
    ]
    if !owner.isEmpty {
      texts += [
        "n := x[\(owner)];", "x[\(owner)] := n;", "if n = \(number(0...2)) then c[\(owner)] := lock; end;",
      ]
      if !isScalarset {
        texts += [
          "x[next(\(owner))] := \(number(0...2));", "c[(\(owner) + 1) % \(processes)] := true;",
          "pc[next(\(owner))] := \(number(0...positions - 1));",
          "alias o: x[next(\(owner))] do o := x[\(owner)]; end;",
          "if x[\(owner)] < \(processes) then c[x[\(owner)]] := \(chance(50)); end;",
        ]
      }
    }
    return pick(texts) ?? ""
  }

  private mutating func failing(_ owner: String) -> String {
    let value = owner.isEmpty ? "n" : "x[\(owner)]"
    let texts = [
      "\(value) := \(value) + 1;", "assert \"\(fresh("assertion "))\" \(condition(owner, mayFail: false));",
      "if \(condition(owner, mayFail: false)) then error \"it fails\"; end;",
      "assume \(condition(owner, mayFail: false));", "cover \(condition(owner, mayFail: false));",
      "n := 2 / \(value);", owner.isEmpty ? "undefine n;" : "undefine x[\(owner)];",
    ]
    return pick(texts) ?? ""
  }

  // MARK: - Conditions

  /// `owner` is empty, the name of a parameter, or a number.
  private mutating func condition(_ owner: String, mayFail: Bool) -> String {
    if mayFail, chance(risk) {
      let value = owner.isEmpty || isScalarset && owner == "0" ? "n" : "x[\(owner)]"
      return pick(["2 / \(value) = 1", "\(value) - 1 != 0 & 4 / (\(value) - 1) > 0", "1 % \(value) = 0"])
        ?? ""
    }
    let isOwned = !(owner.isEmpty || isScalarset && owner == "0")
    if isOwned, !chance(sharing) {
      let texts = [
        "x[\(owner)] = \(number(0...2))", "x[\(owner)] != \(number(0...2))", "c[\(owner)]", "!c[\(owner)]",
        "x[\(owner)] < 2 | c[\(owner)]", "idle(\(owner))", "c[\(owner)] -> x[\(owner)] = 0",
      ]
      return pick(texts) ?? ""
    }
    let position = number(0...positions - 1)
    var texts = [
      "lock", "!lock", "n = \(number(0...2))", "n < 2", "r.a = \(number(0...2)) | r.b",
      "forall p: pid do pc[p] = \(position) -> \(chance(50) ? "!c[p]" : "lock") end",
      "exists p: pid do pc[p] = \(position) & c[p] end", "forall p: pid do idle(p) end",
      "exists p: pid do level_of(p) = \(number(0...2)) end",
    ]
    if isOwned {
      texts += [
        "x[\(owner)] = n", "level_of(\(owner)) = 1",
        "forall p: pid do p = \(owner) | pc[p] != \(position) end",
        "exists p: pid do p != \(owner) & x[p] = \(number(0...2)) end",
      ]
      if !isScalarset {
        texts += [
          "x[next(\(owner))] = \(number(0...2))", "!c[(\(owner) + 1) % \(processes)]",
          "pc[next(\(owner))] = \(position)",
        ]
      }
    }
    return pick(texts) ?? ""
  }

  /// Whether a certain combination of contents can be reached.
  private mutating func combination() {
    let parameter = isScalarset ? fresh("q") : nil
    if let parameter { emit("ruleset \(parameter): pid do") }
    let first = parameter ?? "0"
    let second = parameter ?? "1"
    let parts = [
      "pc[\(first)] = \(number(0...positions - 1))", "pc[\(second)] = \(number(0...positions - 1))",
      "c[\(first)] = \(chance(50))", "c[\(second)] = \(chance(50))", "n = \(number(0...2))",
      "lock = \(chance(50))", "r.a = \(number(0...2))", "r.b = \(chance(50))",
    ].shuffled(using: &random)
    let text = parts.prefix(number(2...3)).joined(separator: " & ")
    emit(
      chance(50)
        ? "cover \"\(fresh("property "))\" \(text);" : "invariant \"\(fresh("property "))\" !(\(text));")
    if parameter != nil { emit("end;") }
  }

  private mutating func property() {
    let word = pick(["invariant", "invariant", "invariant", "cover"]) ?? "cover"
    let parameter = chance(40) ? fresh("q") : nil
    if let parameter { emit("ruleset \(parameter): pid do") }
    let owner = parameter ?? "0"
    var text = condition(owner, mayFail: true)
    if chance(50) { text = "(\(text)) \(pick(["|", "&", "->"]) ?? "|") (\(condition(owner, mayFail: true)))" }
    if word == "invariant", chance(50) { text = "!((\(text)) & (\(condition(owner, mayFail: false))))" }
    emit("\(word) \"\(fresh("property "))\" \(text);")
    if parameter != nil { emit("end;") }
  }
}
