import Diagnostics
import ModelIR
import Murphi
import TestSupport
import Testing

/// A record or array that is written out is what the assignments of its parts give, one after the other, before it is used.
@Suite struct LiteralTests {
  @Test("random literals do, and fail, as the assignments of their parts", arguments: UInt64(0)..<400)
  func assignments(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let pair = RandomLiteral(using: &generator)
    let (literal, assignments) = (try outcomes(of: pair.literal), try outcomes(of: pair.assignments))
    #expect(literal == assignments, "\(pair.literal)")
  }

  @Test("some of them fail, in more than one way, and some do not")
  func variety() throws {
    var kinds: Set<String> = []
    for seed in UInt64(0)..<100 {
      var generator = SplitMix64(seed: seed)
      for outcome in try outcomes(of: RandomLiteral(using: &generator).literal) {
        kinds.insert(String(outcome.prefix { $0 != ":" }))
      }
    }
    #expect(
      kinds.isSuperset(of: [
        "next", "divisionByZero", "undefinedRead", "outOfRangeWrite", "indexOutOfRange", "assertion",
      ]), "\(kinds)")
  }

  /// What the last rule does in every start state.
  private func outcomes(of text: String) throws -> [String] {
    let system = try Run.system(text)
    let interpreter = Interpreter(system)
    let rule = Firing(subject: .rule(RuleID(system.rules.count - 1)), arguments: [])
    return interpreter.startFirings.map { start in
      guard case .next(let state, _) = interpreter.start(start) else { return "no start" }
      return switch interpreter.fire(rule, in: state) {
      case .next(let next, _): "next: \(next.cells)"
      case .failed(let failure): "\(failure.kind): \(failure.message)"
      case .dropped, .excluded: "dropped"
      }
    }
  }

  @Test("an invariant with a literal is read back as the same one, with the same functions")
  func properties() throws {
    let text = """
      type i: 0 .. 1; r: record f: 0 .. 3; g: array [i] of boolean; end; v: array [i] of 0 .. 3;
      var x: r; y: v; n: 0 .. 3;
      startstate x := {f: 0, g: {false, true}}; y := {for k: i do k end}; n := 0; end;
      ruleset j: i do
      invariant "all" x = r{f: n, g: {for k: i do k = j end}} | y != v{y with [j]: n + 0} | x = {x with f: 1, g[j]: true};
      end;
      """
    let system = try Run.system(text)
    let read = try Run.system(text + ExpressionText(system).declaration(of: system.properties[0]))
    #expect(read.functions.count == system.functions.count)
    #expect(read.properties[0].condition?.bare == read.properties[1].condition?.bare)
  }

  @Test("fields are found where they stand")
  func names() throws {
    let compilation = compile(
      "type r: record f, g: 0 .. 1; end; var x: r; startstate x := r{g: 0, f: 1}; x := {x with f: 0}; end;")
    func uses(_ name: String) throws -> Int {
      try #require(compilation.names.entries.first { $0.name == name }, "\(name)").uses.count
    }
    #expect(try uses("f") == 2)
    #expect(try uses("g") == 1)
    #expect(try uses("r") == 2)
  }

  @Test("`with` is a name wherever it can be")
  func words() {
    #expect(
      errors(
        "type with: record with: 0 .. 1; end; var x: with; startstate x := with{with: 1}; x := {x with with: 0}; end;"
      )
        == [])
  }

  @Test("what is evaluated for a part leaves nothing in the rule's frame")
  func frames() throws {
    let system = try Run.system(
      "type r: array [0 .. 1] of 0 .. 9; var x: r; startstate x := {for i: 0 .. 1 do sum j: 0 .. 1 do i + j end end}; end;"
    )
    #expect(system.startStates[0].locals.isEmpty)
  }
}

/// A value, and the assignments of its parts, as two models.
private struct RandomLiteral {
  let literal: String
  let assignments: String

  init(using generator: inout SplitMix64) {
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "0" }
    func number(_ bound: [String] = []) -> String {
      pick(
        ["x", "y", "0", "3", "s.a", "s.v[1]", "4 / x", "x + 1", "s.v[x]", "claimed(x)", "y - 1"]
          + bound + bound)
    }
    func flag() -> String {
      pick(["s.b", "x < 2", "isundefined(y)", "y = 0", "exists i: 0 .. 1 do s.v[i] = x end"])
    }

    var assigned: [String] = []
    /// The text of a value for the place, whose assignments are noted.
    func vector(_ place: String) -> String {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0:
        assigned.append("\(place) := s.v;")
        return "s.v"
      case 1:
        let value = number(["k"])
        assigned.append("for k: 0 .. 1 do \(place)[k] := \(value); end;")
        return "{for k: 0 .. 1 do \(value) end}"
      case 2:
        let (index, value) = (pick(["0", "1", "x"]), number())
        assigned.append("\(place) := s.v; \(place)[\(index)] := \(value);")
        return "{s.v with [\(index)]: \(value)}"
      default:
        let values = (number(), number())
        assigned.append("\(place)[0] := \(values.0); \(place)[1] := \(values.1);")
        return "{\(values.0), \(values.1)}"
      }
    }
    func part(_ field: String, _ place: String) -> String {
      if field == "v" { return "v: \(vector("\(place).v"))" }
      let value = field == "b" ? flag() : number()
      assigned.append("\(place).\(field) := \(value);")
      return "\(field): \(value)"
    }

    let value: String
    if Bool.random(using: &generator) {
      let parts = ["a", "b", "v"].shuffled(using: &generator).map { part($0, "z") }
      value = "{\(parts.joined(separator: ", "))}"
    } else {
      assigned.append("z := s;")
      let fields = ["a", "b", "v", "a"].shuffled(using: &generator).prefix(
        Int.random(in: 1...3, using: &generator))
      value = "{s with \(fields.map { part($0, "z") }.joined(separator: ", "))}"
    }
    let uses = [
      ("s := \(value);", "s := z;"), ("s := t\(value);", "s := z;"),
      ("if s = \(value) then x := 0; end;", "if s = z then x := 0; end;"),
      ("if \(value) != s then x := 0; end;", "if s != z then x := 0; end;"),
      ("take(\(value));", "take(z);"), ("s := copied(\(value));", "s := copied(z);"),
      ("alias q: t\(value) do s := q; end;", "s := z;"),
      ("s := x > 1 ? \(value) : s;", "s := x > 1 ? z : s;"),
    ]
    let use = uses.randomElement(using: &generator) ?? uses[0]
    // The branch that is not taken is not evaluated.
    let isBranch = use.0.contains("?")
    func model(_ statements: String) -> String {
      """
      type t: record a: 0 .. 3; b: boolean; v: array [0 .. 1] of 0 .. 3; end;
      var x: 0 .. 3; y: 0 .. 3; s: t;
      function claimed(n: 0 .. 3): 0 .. 3; begin assert "small" n < 3; return n; end;
      procedure take(q: t); begin s := q; end;
      function copied(q: t): t; begin return q; end;
      ruleset p: 0 .. 3; known: boolean do
      startstate x := p; if known then y := p; s.a := 1; s.v[0] := 2; end; s.b := false; s.v[1] := p; end;
      end;
      rule var z: t; begin \(statements) end;
      """
    }
    literal = model(use.0)
    let written = assigned.joined(separator: " ")
    assignments = model(isBranch ? "if x > 1 then \(written) s := z; end;" : "\(written) \(use.1)")
  }
}
