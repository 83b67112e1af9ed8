/// A random model of a few variables, and of steps that each look at one or two of them: most pairs of steps can be exchanged, and
/// most others nearly.
///
/// What depends on what shows in models of this size at once: a mistake about it is soon one of a verdict.
package struct RandomStepModel: Sendable {
  package let text: String
  /// A word of `DeadlockMode`.
  package let deadlock: String

  package init(seed: UInt64) {
    let author = StepAuthor.written(seed: seed)
    (text, deadlock) = (author.text, author.deadlock)
  }
}

/// Writes the declarations and what is made of conditions and effects.
struct StepAuthor: ModelAuthoring {
  var random: SplitMix64
  var lines: [String] = []
  var indentation = 0
  var counter = 0
  let deadlock: String
  let scalars: [String]
  /// Whether there is an array beside them, and whether its elements have no order.
  let hasArray: Bool
  let isScalarset: Bool
  let hasPairs: Bool
  /// Of what there is some that may fail: of one kind, lest one failure hide another.
  let danger: Danger
  /// In percent: how readily something is written that needs more than a comparison or an assignment.
  let richness: Int
  enum Danger: CaseIterable { case nothing, guards, properties, bodies, all }

  /// What may be undefined.
  let doubtful: String?
  /// By place, elements of the array being one: the value at the start, and those that are written.
  var contents: [String: [Int]] = [:]

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    deadlock = ["off", "stuttering", "stuck"].randomElement(using: &random) ?? "off"
    scalars = (0..<Int.random(in: 3...5, using: &random)).map { "v\($0)" }
    hasArray = random.chance(35)
    let hasNoOrder = random.chance(50)
    isScalarset = hasArray && hasNoOrder
    hasPairs = random.chance(15)
    danger = Danger.allCases.randomElement(using: &random) ?? .nothing
    richness = [5, 15, 40].randomElement(using: &random) ?? 15
    let isDefined = random.chance(75)
    let candidate = scalars.randomElement(using: &random)
    doubtful = isDefined || danger != .all ? nil : candidate
  }

  mutating func write() {
    declare()
    emit("startstate begin")
    indented { author in
      for scalar in author.scalars {
        let first = author.first(scalar)
        author.emit(
          scalar == author.doubtful && author.chance(50)
            ? "undefine \(scalar);" : "\(scalar) := \(first);")
      }
      if author.hasArray { author.emit("for j: index do a[j] := \(author.first("a")); end;") }
      if author.hasPairs {
        author.emit(
          "r.l := \(author.first("r.l")); r.b := false; s.l := \(author.first("s.l")); s.b := true;"
        )
      }
    }
    emit("end;")
    let hasRace = chance(40)
    if hasRace { race() }
    for _ in 0..<(hasRace ? number(0...3) : number(3...7)) { rule() }
    if chance(20) { emit("assume \(arrival("")) -> (\(atom("", .nothing)));") }
    for _ in 0..<number(hasRace ? 0...2 : 1...3) { property() }
  }

  private mutating func declare() {
    emit("type level: 0 .. 2;")
    emit("var \(scalars.joined(separator: ", ")): level;")
    if hasArray {
      emit("type index: \(isScalarset ? "scalarset(2)" : "0 .. 1");")
      emit("var a: array [index] of level;")
    }
    if hasPairs { emit("type pair: record l: level; b: boolean; end; var r, s: pair;") }
    emit("function both(x: level; y: level): boolean;")
    emit("begin switch x case 0: return y = 0; case 1, 2: return y != 0; end; return false; end;")
    emit("function deep(n: level): boolean;")
    emit("begin if n = 0 then return v0 = 0; end; return deep(n - 1); end;")
    emit("function same(x: level; y: level): boolean; begin return x = y; end;")
    emit("procedure set(var x: level; y: level); begin x := y; end;")
    emit("procedure up(var x: level); begin x := (x + 1) % 3; end;")
    emit("procedure move(x: level; var y: level); var t: level;")
    emit("begin t := x; if t = 0 then return; end; y := t; end;")
  }

  // MARK: - Rules

  private mutating func rule() {
    let owner = hasArray && chance(50) ? fresh("i") : ""
    if !owner.isEmpty { emit("ruleset \(owner): index do") }
    // Different ones mostly, so that much can be exchanged.
    let target = owner.isEmpty && chance(50) ? scalars[counter % scalars.count] : place(owner)
    let before = content(of: target)
    // Most steps happen once, or go round.
    let isStep = chance(75)
    var parts = isStep ? ["\(target) = \(before)"] : []
    while chance(parts.isEmpty ? 85 : 30) { parts.append("(\(atom(owner, .guards)))") }
    parts.shuffle(using: &random)
    let local = chance(richness / 4) ? "var t: level; " : ""
    emit(
      "rule \"\(fresh("rule "))\" \(parts.isEmpty ? "" : parts.joined(separator: " & ") + " ==>") \(local)begin"
    )
    indented { author in
      if !local.isEmpty {
        author.emit("t := \(author.chance(50) ? author.place(owner) : "\(author.level)");")
      }
      if isStep { author.emit(author.assignment(target, (before + author.number(1...2)) % 3)) }
      while author.chance(isStep ? 40 : 60) { author.emit(author.effect(owner)) }
      if !local.isEmpty { author.emit("\(author.place(owner)) := t;") }
    }
    emit("end;")
    if !owner.isEmpty { emit("end;") }
  }

  private mutating func property() {
    let parameter = hasArray && chance(25) ? fresh("q") : ""
    if !parameter.isEmpty { emit("ruleset \(parameter): index do") }
    let name = fresh("property ")
    let count = pick([1, 2, 2, 3, 3]) ?? 2
    let parts = (0..<count).map { _ in
      chance(80) ? arrival(parameter) : "(\(atom(parameter, .properties)))"
    }
    switch number(0...3) {
    case 0: emit("cover \"\(name)\" \(parts.joined(separator: " & "));")
    case 1:
      emit("invariant \"\(name)\" \(arrival(parameter)) -> (\(atom(parameter, .properties)));")
    default: emit("invariant \"\(name)\" !(\(parts.joined(separator: " & ")));")
    }
    if !parameter.isEmpty { emit("end;") }
  }
}
