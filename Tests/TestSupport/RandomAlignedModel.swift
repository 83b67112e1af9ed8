/// A random model about alignment: a size that is nearly always a power of two, addresses that are rounded to it, indices
/// that are multiplied with it.
///
/// Few states are reachable however wide the numbers are. Most properties hold, and follow from the size being a power.
package struct RandomAlignedModel: Sendable {
  package let seed: UInt64
  package let text: String

  package init(seed: UInt64) {
    var author = AlignmentAuthor(seed: seed)
    text = author.model()
    self.seed = seed
  }
}

/// Writes one model.
private struct AlignmentAuthor: RandomAuthor {
  var random: SplitMix64
  var lines: [String] = []
  var indentation = 0
  var counter = 0
  /// In percent, how readily something is written that is not aligned, or may fail.
  private var disorder = 0

  init(seed: UInt64) { random = SplitMix64(seed: seed &* 0x9e37_79b9 &+ 7) }

  mutating func model() -> String {
    disorder = pick([0, 0, 8, 25]) ?? 0
    let highest = ["255", "255", "4095", "0xffffffff", "0xfffffffffffff000"]
    emit("type num: 0 .. \(pick(highest) ?? "255"); pow: 0 .. \(pick(["16", "64", "0x1ffffffff"]) ?? "16");")
    emit("  exp: 0 .. 4; few: 0 .. \(number(7...20));")
    emit("var size: pow; order: exp; at, mark: num; i: few;")
    writeStart()
    for _ in 0..<number(1...4) { rule() }
    for _ in 0..<number(2...5) { property() }
    return text
  }

  private mutating func writeStart() {
    emit("ruleset s: exp; x: few do startstate begin")
    indented { author in
      if author.chance(25) { author.emit("assume s < 3;") }
      let size =
        author.chance(author.disorder)
        ? ["1 << s & 6", "s", "x", "s + 1"] : ["1 << s", "1 << s", "1 << (4 - s)"]
      let chosen = author.pick(size) ?? "1 << s"
      author.emit("size := \(chosen); order := \(chosen == "1 << (4 - s)" ? "4 - s" : "s");")
      author.emit("at := \(author.pick(["0", "x * size", "size", "(x << s) & ~(size - 1)"]) ?? "0");")
      author.emit("i := 0;\(author.chance(author.disorder) ? "" : " mark := 0;")")
    }
    emit("end end;")
  }

  // MARK: - Rules

  private mutating func rule() {
    let name = fresh("rule ")
    if chance(disorder) {
      let wrong = [
        "rule \"\(name)\" at < 20 ==> at := at + 1; end;",
        "rule \"\(name)\" size < 12 ==> size := size + 1; end;",
        "ruleset x: few do rule \"\(name)\" begin at := x; end end;",
        "rule \"\(name)\" begin size := size / 2; end;",
        "rule \"\(name)\" begin size := mark; end;",
        "rule \"\(name)\" at < 40 ==> at := at * 2 + size / 2; end;",
      ]
      return emit(pick(wrong) ?? "")
    }
    let right = [
      "rule \"\(name)\" at + size <= 48 ==> at := at + size; end;",
      "rule \"\(name)\" at >= size ==> at := at - size; mark := at; end;",
      "ruleset x: few do rule \"\(name)\" begin at := x / size * size; end end;",
      "ruleset x: few do rule \"\(name)\" begin at := (x + size - 1) / size * size; end end;",
      "ruleset x: few do rule \"\(name)\" begin mark := x % size; end end;",
      "ruleset x: few do rule \"\(name)\" begin at := x & ~(size - 1); mark := (x + size - 1) & ~(size - 1); end end;",
      "ruleset x: few do rule \"\(name)\" x * size <= 64 ==> at := x * size; i := x; end end;",
      "ruleset x: few do rule \"\(name)\" begin at := (x >> order) << order; end end;",
      "ruleset x: few do rule \"\(name)\" begin at := x - x % size; mark := at / size; end end;",
      "rule \"\(name)\" size <= 8 & order < 4 & at % (size * 2) = 0 ==> size := size * 2; order := order + 1; end;",
      "rule \"\(name)\" size > 1 & order > 0 ==> size := size / 2; order := order - 1; end;",
      "rule \"\(name)\" begin mark := at / size; assert mark * size = at \"\(name)\"; end;",
    ]
    emit(pick(right) ?? "")
  }

  // MARK: - Properties

  private mutating func property() {
    let name = fresh("property ")
    if chance(disorder) {
      let wrong = [
        "at % (size * 2) = 0", "at < 40", "size > 1", "at / size < 9", "mark <= at", "at != 6 * size",
        "at % 3 != 1",
      ]
      return emit("invariant \"\(name)\" \(pick(wrong) ?? "true");")
    }
    let ofState = [
      "at % size = 0", "at / size * size = at", "(at & (size - 1)) = 0", "(size & (size - 1)) = 0",
      "size = 1 << order", "size != 0 -> at % size < size", "((at >> order) << order) = at", "size > 0",
      "(at + size) % size = 0", "(at - at % size) / size = at / size",
    ]
    let ofNumbers = [
      "x / size * size <= x", "x % size = x - x / size * size", "(x + size - 1) / size * size >= x",
      "(x + size) % size = x % size", "(x / size * size) % size = 0", "x % size = (x & (size - 1))",
      "x * size / size = x", "(x * size) % size = 0", "(x * size + x) % size = x % size",
      "(x + at) % size = (x % size + at) % size", "x / size = x >> order", "x * size = x << order",
      "(x + 1) * size = x * size + size", "(x + size - 1) / size * size - x < size",
      "(x % size) / size = 0", "((x + size - 1) & ~(size - 1)) = (x + size - 1) / size * size",
    ]
    if chance(45) {
      emit("invariant \"\(name)\" \(pick(ofState) ?? "true");")
    } else {
      emit("ruleset x: few do invariant \"\(name)\" \(pick(ofNumbers) ?? "true") end;")
    }
  }
}
