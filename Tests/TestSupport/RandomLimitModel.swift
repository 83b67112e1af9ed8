import ModelIR

/// A random model of numbers at the ends of what 62, 63 and 64 bits hold.
///
/// They are values, indices, bounds of loops and parameters, in sums and quotients. Its runs have three steps.
package struct RandomLimitModel: Sendable {
  package let text: String

  package init(seed: UInt64) {
    var author = LimitAuthor(seed: seed)
    text = author.model()
  }
}

private struct LimitAuthor: RandomAuthor {
  private struct NumberType {
    let name: String
    let range: ClosedRange<Value>

    /// Few enough to be gone through.
    var isSmall: Bool { range.upperBound - range.lowerBound < 4 }
  }

  var random: SplitMix64
  var lines: [String] = []
  var indentation = 0
  var counter = 0
  private var types: [NumberType] = []

  init(seed: UInt64) { random = SplitMix64(seed: seed &* 0x2545_f491) }

  private static let ends: [Value] = [
    -(1 << 63), -(1 << 63) + 1, -(1 << 62) - 1, -(1 << 62), -(1 << 62) + 1, -1, 0, 1, 5, (1 << 62) - 1,
    1 << 62,
    (1 << 62) + 1, (1 << 63) - 2, (1 << 63) - 1, 1 << 63, (1 << 64) - 2, (1 << 64) - 1,
  ]

  mutating func model() -> String {
    for index in 0..<3 { types.append(NumberType(name: "t\(index)", range: range(isSmall: index > 0))) }
    for type in types {
      emit("type \(type.name): \(literal(type.range.lowerBound)) .. \(literal(type.range.upperBound));")
    }
    let arrays = types.filter(\.isSmall).map { "a\($0.name): array [\($0.name)] of boolean;" }
    let variables = types.map { "v\($0.name), w\($0.name): \($0.name);" }
    emit("var m: 0 .. 3; z: 0 .. 3; \((variables + arrays).joined(separator: " "))")
    emit("startstate m := 0; z := 0;")
    indented { author in
      for type in author.types {
        author.emit("v\(type.name) := \(author.value(of: type)); w\(type.name) := \(author.value(of: type));")
        if type.isSmall {
          author.emit(
            "for i: \(type.name) do a\(type.name)[i] := \(author.pick(["true", "false"]) ?? "true") end;")
        }
      }
    }
    emit("end;")
    for _ in 0..<number(2...3) { rule() }
    for _ in 0..<3 { emit("invariant \"\(fresh("p "))\" \(condition([]));") }
    return text
  }

  /// Whole ranges between two ends, or some values at one.
  private mutating func range(isSmall: Bool) -> ClosedRange<Value> {
    let ends = Self.ends
    let (first, second) = (pick(ends) ?? 0, pick(ends) ?? 0)
    guard isSmall || first == second else { return min(first, second)...max(first, second) }
    let (least, most): (Value, Value) = (-(1 << 63), (1 << 64) - 1)
    let low = min(max(least, first - Value(number(0...2))), most - 2)
    return low...(low + Value(number(0...2)))
  }

  /// No literal is negative.
  private func literal(_ value: Value) -> String { value < 0 ? "-\(-value)" : "\(value)" }

  private mutating func value(of type: NumberType) -> String {
    let inside = Self.ends.filter(type.range.contains) + [type.range.lowerBound, type.range.upperBound]
    return literal(pick(inside) ?? type.range.lowerBound)
  }

  private mutating func rule() {
    let parameter = chance(60) ? types.filter(\.isSmall).randomElement(using: &random) : nil
    let name = fresh("i")
    if let parameter {
      let range = parameter.range
      switch number(0...2) {
      case 0:
        emit("ruleset \(name) := \(literal(range.lowerBound)) to \(literal(range.upperBound)) do")
      case 1:
        emit("ruleset \(name) := \(literal(range.lowerBound)) to \(literal(range.upperBound)) by 2 do")
      default: emit("ruleset \(name): \(parameter.name) do")
      }
    }
    let known = parameter.map { [(name, $0)] } ?? []
    emit("rule \"\(fresh("rule "))\" m < 3 & \(condition(known)) ==>")
    indented { author in
      author.emit("m := m + 1;")
      for _ in 0..<author.number(1...2) { author.statement(known) }
    }
    emit("end;")
    if parameter != nil { emit("end;") }
  }

  private mutating func statement(_ known: [(String, NumberType)]) {
    guard let type = pick(types) else { return }
    switch number(0...4) {
    case 0: emit("v\(type.name) := \(expression(known, 1));")
    case 1: emit("if \(condition(known)) then w\(type.name) := \(value(of: type)) else z := (z + 1) % 4 end;")
    case 2: emit("v\(type.name) := w\(type.name);")
    default:
      let name = fresh("l")
      guard type.isSmall else { return emit("clear w\(type.name);") }
      let (low, high) = (literal(type.range.lowerBound), literal(type.range.upperBound))
      let head =
        pick([
          "\(name): \(type.name)", "\(name) := \(low) to \(high)", "\(name) := \(high) to \(low) by -1",
          "\(name) := v\(type.name) to w\(type.name)", "\(name) := \(low) to \(high) by 2",
          "\(name) := \(high) to \(high) by \(pick(["1", "9223372036854775807", "18446744073709551615", "-1"]) ?? "1")",
        ]) ?? ""
      emit(
        "for \(head) do z := (z + 1) % 4; if \(condition(known + [(name, type)])) then a\(type.name)[\(name)] := true end end;"
      )
    }
  }

  // MARK: - Expressions

  private mutating func expression(_ known: [(String, NumberType)], _ depth: Int) -> String {
    guard let type = pick(types) else { return "0" }
    let small = types.first(where: \.isSmall) ?? type
    switch depth > 0 ? number(0...9) : number(0...2) {
    case 0: return value(of: type)
    case 1: return pick(known)?.0 ?? "v\(type.name)"
    case 3: return "(\(expression(known, depth - 1)) + \(expression(known, depth - 1)))"
    case 4: return "(\(expression(known, depth - 1)) - \(expression(known, depth - 1)))"
    case 5: return "(\(expression(known, depth - 1)) / \(pick(["2", "-1", "-3", "v\(type.name)"]) ?? "2"))"
    case 6: return "(\(expression(known, depth - 1)) % \(pick(["3", "-1", "w\(type.name)"]) ?? "3"))"
    case 7:
      let name = fresh("f")
      let kind = pick(["sum", "min", "max"]) ?? "sum"
      return "(\(kind) \(name): \(small.name) do \(expression([(name, small)], depth - 1)) end)"
    case 8: return "(-(\(expression(known, depth - 1))))"
    case 9: return "(\(condition(known)) ? \(expression(known, 0)) : \(expression(known, 0)))"
    default: return "w\(type.name)"
    }
  }

  private mutating func condition(_ known: [(String, NumberType)]) -> String {
    let comparison =
      "\(expression(known, 1)) \(pick(["<", "<=", "=", "!=", ">", ">="]) ?? "=") \(expression(known, 1))"
    guard let small = types.first(where: \.isSmall), chance(40) else { return "(\(comparison))" }
    let name = fresh("q")
    let (low, high) = (literal(small.range.lowerBound), literal(small.range.upperBound))
    return pick([
      "(forall \(name): \(small.name) do a\(small.name)[\(name)] | \(name) >= v\(small.name) end)",
      "(exists \(name) := \(low) to \(high) do \(name) = w\(small.name) & !a\(small.name)[\(name)] end)",
      "((count \(name): \(small.name) do a\(small.name)[\(name)] end) > \(number(0...2)))",
      "a\(small.name)[v\(small.name)]",
    ]) ?? "true"
  }
}
