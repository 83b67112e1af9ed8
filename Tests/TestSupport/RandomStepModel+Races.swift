/// Constellations in which the order of two steps matters in a way that hardly comes about by chance.
extension StepAuthor {
  /// Some rules, in any order, and what tells whether both orders were tried.
  mutating func race() {
    let places = scalars.shuffled(using: &random)
    let (a, b, c) = (places[0], places[1], places[2])
    var (rules, judgement): ([String], String)
    switch number(0...7) {
    case 0: (rules, judgement) = lastWriter(a, b, c)
    case 1: (rules, judgement) = failure(a, b)
    case 2: (rules, judgement) = disabling(a, b, c)
    case 3: (rules, judgement) = assumption(a, b)
    default: (rules, judgement) = reader(a, b, c)
    }
    rules.shuffle(using: &random)
    for rule in rules { emit("rule \"\(fresh("rule "))\" \(rule) end;") }
    if !judgement.isEmpty { emit(judgement) }
  }

  private func start(_ place: String) -> Int { contents[place]?.first ?? 0 }

  /// What is not so at the start.
  private mutating func later(_ place: String) -> Int { (start(place) + number(1...2)) % 3 }

  /// From the start to another content, once, unless others bring it back.
  private mutating func step(_ place: String, to content: Int, and effect: String = "") -> String {
    "\(place) = \(start(place)) ==> begin \(assignment(place, content)) \(effect)"
  }

  private mutating func claim(_ text: String) -> String {
    let name = fresh("property ")
    return chance(70) ? "invariant \"\(name)\" !(\(text));" : "cover \"\(name)\" \(text);"
  }

  /// Either of two steps may be the last that writes to a third place.
  private mutating func lastWriter(_ a: String, _ b: String, _ c: String) -> ([String], String) {
    let (first, second) = (later(a), later(b))
    let (own, other) = (level, level)
    return (
      [
        step(a, to: first, and: assignment(c, own)), step(b, to: second, and: assignment(c, other)),
      ],
      claim("\(a) = \(first) & \(b) = \(second) & \(c) = \(chance(50) ? own : other)")
    )
  }

  /// A step reads before or after another one writes, however it reads and however the other one writes.
  private mutating func reader(_ a: String, _ b: String, _ c: String) -> ([String], String) {
    let (first, written) = (later(a), later(b))
    let (one, other) = (number(0...1), 2)
    let seen = chance(50) ? "\(a) = \(first) & \(c) = \(one)" : "\(a) = \(first) & \(c) = \(other)"
    return (
      [
        step(a, to: first, and: reading(b, written, c, one, other)),
        "\(b) = \(start(b)) ==> begin \(writing(b, written))",
      ], claim(seen)
    )
  }

  /// Gives `c` one content where `b` was written, and another one where it was not.
  private mutating func reading(_ b: String, _ written: Int, _ c: String, _ one: Int, _ other: Int)
    -> String
  {
    var texts = [
      "if \(b) = \(written) then \(c) := \(one); else \(c) := \(other); end;",
      "\(c) := \(b) = \(written) ? \(one) : \(other);",
      "\(c) := \(chance(50) ? "\(b) != \(written)" : "!same(\(b), \(written))") ? \(other) : \(one);",
      "switch \(b) case \(written): \(c) := \(one); else \(c) := \(other); end;",
      "switch \(written) case \(b): \(c) := \(one); else \(c) := \(other); end;",
      "\(c) := \(other); for j := 0 to 1 do if j = 1 & \(b) = \(written) then \(c) := \(one); end; end;",
      "\(c) := \(other); while \(b) = \(written) & \(c) != \(one) do \(c) := \(one); end;",
      "\(c) := \(b); \(c) := \(c) = \(written) ? \(one) : \(other);",
      "set(\(c), \(b)); \(c) := \(c) = \(written) ? \(one) : \(other);",
    ]
    if hasPairs {
      texts.append("s.b := \(b) = \(written); r := s; \(c) := r.b ? \(one) : \(other);")
    }
    if hasArray, !isScalarset, written % 2 != start(b) % 2 {
      texts.append(
        "a[\(written % 2)] := \(one); a[\(start(b) % 2)] := \(other); \(c) := a[\(b) % 2];")
    }
    return pick(texts) ?? ""
  }

  private mutating func writing(_ b: String, _ written: Int) -> String {
    let before = start(b)
    var texts = [
      assignment(b, written), "alias o: \(b) do o := \(written); end;", "set(\(b), \(written));",
      "if \(b) = \(before) then \(b) := \(written); end;",
      "if \(b) != \(before) then \(b) := \(before); else \(b) := \(written); end;",
      "switch \(b) case \(before): \(b) := \(written); end;",
      "switch \(b) case \(written): \(b) := \(before); else \(b) := \(written); end;",
      "for j := 0 to 1 do if j = 1 then \(b) := \(written); end; end;",
      "while \(b) = \(before) do \(b) := \(written); end;",
    ]
    if written == 0 { texts.append("clear \(b);") }
    return pick(texts) ?? ""
  }

  /// Something fails only before one step and behind another.
  private mutating func failure(_ a: String, _ b: String) -> ([String], String) {
    let before = start(a)
    let quotient = "2 / (\(b) - \((start(b) + 1) % 3))"
    let steps = [step(a, to: later(a)), step(b, to: (start(b) + 1) % 3)]
    let name = fresh("property ")
    return switch number(0...2) {
    case 0: (steps + ["\(a) = \(before) & \(quotient) = 7 ==> begin"], "")
    case 1: (steps, "invariant \"\(name)\" \(a) = \(before) -> \(quotient) < 7;")
    default: (steps, "cover \"\(name)\" \(a) = \(before) & \(quotient) = 7;")
    }
  }

  /// A step is not possible behind another one, and behind it there is always something to do.
  private mutating func disabling(_ a: String, _ b: String, _ c: String) -> ([String], String) {
    let gone = later(a)
    return (
      [
        "\(b) = \(start(b)) & " + step(a, to: gone), step(b, to: later(b)),
        "\(a) = \(gone) ==> begin \(c) := (\(c) + 1) % 3;",
      ], ""
    )
  }

  /// One of two ways leads to what is excluded unless another step went one of its ways.
  private mutating func assumption(_ a: String, _ b: String) -> ([String], String) {
    let (first, second) = (later(a), later(b))
    emit("assume \(a) = \(first) -> \(b) = \(second);")
    let (otherFirst, otherSecond) = (3 - start(a) - first, 3 - start(b) - second)
    return (
      [
        step(a, to: first), step(a, to: otherFirst), step(b, to: second), step(b, to: otherSecond),
      ], claim("\(a) = \(first)")
    )
  }
}
