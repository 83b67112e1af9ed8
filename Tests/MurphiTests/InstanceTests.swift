import Diagnostics
import ModelIR
import Murphi
import TestSupport
import Testing

/// An instance of a file is the file with other names.
@Suite struct InstanceTests {
  private static let lock = """
    const N: 2;
    type ticket: 0 .. N - 1; state: enum {idle, busy};
    var
      -- Whose turn it is.
      turn: ticket;
      at: array [ticket] of state;
    procedure reset(); begin turn := 0; for t: ticket do at[t] := idle; end; end;
    function is_free(): boolean; begin return forall turn: ticket do at[turn] = idle end; end;
    ruleset t: ticket do
      --@ needs N > 1
      --@ kernel kernel/locking/spinlock.c spin_lock
      rule "take" is_free() & turn = t ==> begin at[t] := busy; turn := (turn + 1) % N; end;
      rule at[t] = busy ==> begin at[t] := idle; end;
    end;
    invariant "one" count t: ticket do at[t] = busy end <= 1;
    """

  private static func include(_ path: String, _ files: [String: String]) -> Result<SourceFile, IncludeFailure>
  {
    files[path].map { .success(SourceFile(name: path, text: $0)) }
      ?? .failure(IncludeFailure(message: "no such file"))
  }

  private func compiled(
    _ text: String, _ files: [String: String] = ["lock.m": lock], settings: [Setting] = []
  ) -> Compilation {
    MurphiFrontEnd.compile(main: SourceFile(name: "main.m", text: text), settings: settings) { path, _ in
      Self.include(path, files)
    }
  }

  private func printed(_ text: String, _ files: [String: String] = ["lock.m": lock]) -> String {
    MurphiFrontEnd.print(
      MurphiFrontEnd.load(main: SourceFile(name: "main.m", text: text)) { path, _ in Self.include(path, files)
      }
      .value)
  }

  private func mistakes(_ compilation: Compilation) -> [String] {
    compilation.diagnostics.filter { $0.severity == .error }.map { diagnostic in
      let sources = compilation.program.sourceMap
      return "\(sources.location(of: diagnostic.range)) \(diagnostic.message)"
        + diagnostic.labels.map { " / \(sources.location(of: $0.range)) \($0.message)" }.joined()
    }
  }

  private static let two = """
    const SIZE: 3;
    include "lock.m" as left with N = SIZE;
    include "lock.m" as right;
    var both: record turn: left.ticket; at: right.state; end;
    startstate left.reset(); right.reset(); both.turn := left.turn; both.at := right.busy; end;
    rule "swap" left.is_free() & right.at[right.turn] = right.idle ==> begin both := {turn: left.turn, at: right.idle}; end;
    """

  @Test("it prints as plain Murphi, with its names before those of the file")
  func plain() {
    let text = printed(Self.two)
    for line in [
      "const left_N: SIZE;", "const right_N: 2;", "type left_ticket: 0 .. left_N - 1;",
      "type right_state: enum {right_idle, right_busy};", "var left_at: array [left_ticket] of left_state;",
      "function left_is_free(): boolean;", "rule \"left: take\"", "invariant \"right: one\"",
      "  left_is_free() && left_turn = t", "var both: record turn: left_ticket; at: right_state; end;",
      "left_reset();", "--@ kernel kernel/locking/spinlock.c spin_lock", "--@ needs right_N > 1",
    ] {
      #expect(text.contains(line.replacing("&&", with: "&")), "\(line)\n\(text)")
    }
    // What is printed means the same.
    let (whole, plain) = (compiled(Self.two), compiled(text, [:]))
    #expect(mistakes(whole) == [] && mistakes(plain) == [])
    #expect(whole.system?.rules.map(\.name) == plain.system?.rules.map(\.name))
    #expect(whole.system?.properties.map(\.name) == ["left: one", "right: one"])
    #expect(
      whole.system?.properties.map(\.condition?.shape) == plain.system?.properties.map(\.condition?.shape))
    #expect(
      whole.system?.rules.map(\.guardCondition?.shape) == plain.system?.rules.map(\.guardCondition?.shape))
    #expect(whole.system?.rules.count { $0.need != nil } == 2)
  }

  @Test("instances of instances, of processes, and of what a file includes itself")
  func nested() {
    let files = [
      "pair.m":
        "include \"one.m\" as a with N = M; include \"one.m\" as b; const M: 3; include \"types.m\"; var t: kind; x: a.small;",
      "one.m": "const N: 1; type small: 0 .. N; var x: small; process at pc begin up: x := 0; goto up; end;",
      "types.m": "type kind: enum {p, q};",
    ]
    let main =
      "include \"types.m\"; include \"pair.m\" as z; var t: kind; rule z.x = z.a_x & z_b_x = z.a.N ==> begin z.t := z.p; t := p; end;"
    let compilation = compiled(main, files)
    // `M` is used before it is declared there, and `z.a.N` is a field of nothing.
    #expect(
      mistakes(compilation) == [
        "main.m:1:83 `z_a` is not declared",
        "pair.m:1:31 `z_M` is not declared / main.m:1:40 in the instance `z`",
      ])
    let right = main.replacing("z.a.N", with: "z.a_N")
    let pair = files["pair.m", default: ""]
    let sorted = ["pair.m": "const M: 3;" + pair.replacing("const M: 3;", with: "")]
    let system = compiled(right, files.merging(sorted) { $1 }).system
    #expect(
      system?.variables.map(\.name) == ["z_a_x", "z_a_pc", "z_b_x", "z_b_pc", "z_t", "z_x", "t"])
    #expect(system?.rules.map(\.name) == ["z_a_up", "z_b_up", "Rule 3"])
    #expect(system?.constants.map(\.text) == ["3", "3", "1"])
    #expect(system?.startStates.count == 1)
  }

  @Test("constants of an instance are set from outside, types of it given")
  func settings() throws {
    let set = compiled(
      Self.two, settings: [Setting(name: "right_N", value: "4"), Setting(name: "left.N", value: "1")])
    #expect(mistakes(set) == [])
    #expect(set.system?.constants.map(\.text) == ["3", "1", "4"])
    let given = compiled(
      "type cpu: scalarset(2); include \"of.m\" as a with thread = cpu; include \"of.m\" as b with thread = cpu, LIMIT = 1 + 1; rule a.owner = b.owner ==> begin a.owner := b.owner; end; startstate end;",
      ["of.m": "const LIMIT: 7; type thread: 0 .. LIMIT; var owner: thread; n: 0 .. LIMIT;"])
    #expect(mistakes(given) == [])
    let system = try #require(given.system)
    #expect(system.variables.map { system[$0.type].name } == ["cpu", nil, "cpu", nil])
  }

  private static let captures = [
    // In the model, in the file, and in a file between both.
    ("include \"lock.m\" as left; procedure p(left_turn: boolean); begin end; startstate end;", Self.lock),
    (
      "include \"lock.m\" as left; startstate var left_turn: boolean; begin left_turn := left.is_free(); end;",
      Self.lock
    ),
    (
      "include \"lock.m\" as left; startstate end; ruleset left_turn: left.ticket do rule left.turn = left_turn ==> end; end;",
      Self.lock
    ),
    (
      "include \"lock.m\" as left; startstate end; invariant exists left_turn: left.ticket do left.turn = left_turn end;",
      Self.lock
    ),
    (
      "include \"lock.m\" as left; startstate end; step forall left_turn: left.ticket do left.turn' = left_turn end;",
      Self.lock
    ),
    ("include \"lock.m\" as left; startstate alias left_turn: 0 do end; end;", Self.lock),
    ("include \"lock.m\" as left; startstate for left_turn: left.ticket do end; end;", Self.lock),
    (
      "include \"lock.m\" as left; startstate end; invariant sum left_turn: left.ticket do left.turn + left_turn end = 0;",
      Self.lock
    ),
    (
      "include \"lock.m\" as new; startstate end;",
      "var turn: 0 .. 3; procedure give(var new_turn: 0 .. 3); begin turn := new_turn; end;"
    ),
    (
      "include \"lock.m\" as new; startstate end;",
      "include \"in.m\" as in; procedure give(var in_x: 0 .. 3); begin in.x := in_x; end;"
    ),
  ]

  @Test("no local has the name that something of an instance has in the whole model", arguments: captures)
  func capture(text: String, file: String) {
    let found = mistakes(compiled(text, ["lock.m": file, "in.m": "var x: 0 .. 3;"]))
    #expect(found.contains { $0.contains("would hide what is called so elsewhere") }, "\(found)")
  }

  @Test("a local may have the name that something has in its own file")
  func hiding() {
    let file = "var x: 0 .. 3; procedure p(x: boolean); begin for y: boolean do end; end;"
    #expect(
      mistakes(
        compiled(
          "include \"a.m\" as a; include \"a.m\" as b; var y: 0 .. 1; procedure p(y: boolean; x: boolean); begin end; startstate end;",
          ["a.m": file])) == [])
  }

  @Test("what has no name in the file, and what is observed, is of its instance")
  func unnamed() throws {
    let file =
      "--@ observe value\nvar x: 0 .. 3;\nstartstate x := 0; end;\nrule x < 3 ==> begin x := x + 1; end;\ninvariant x < 4;\nstep x' >= x;"
    let compilation = compiled("include \"a.m\" as a;\ninclude \"a.m\" as b;\n", ["a.m": file])
    #expect(mistakes(compilation) == [])
    let system = try #require(compilation.system)
    #expect(system.variables.map(\.observed) == ["a_value", "b_value"])
    #expect(system.rules.map(\.name) == ["a: rule at line 4", "b: rule at line 4"])
    #expect(system.startStates.map(\.name) == ["a: start state at line 3", "b: start state at line 3"])
    #expect(
      system.properties.map(\.name) == [
        "a: invariant at line 5", "a: step at line 6", "b: invariant at line 5", "b: step at line 6",
      ])
  }

  @Test("instances of instances end, however many files name one another")
  func multiplying() {
    var chain = ["last.m": "var w: boolean;"]
    for number in 0..<40 {
      let next = number == 39 ? "last.m" : "f\(number + 1).m"
      chain["f\(number).m"] = "include \"\(next)\" as a; include \"\(next)\" as b;"
    }
    let deep = mistakes(compiled("include \"f0.m\" as z; startstate end;", chain))
    #expect(deep.allSatisfy { $0.contains("more than 6 instances within one another") } && !deep.isEmpty)

    let many = { (file: String) in (0..<90).map { "include \"\(file)\" as i\($0);" }.joined() }
    let wide = ["f.m": many("g.m"), "g.m": "var v: boolean;"]
    let mistakes = mistakes(compiled(many("f.m") + "startstate end;", wide))
    #expect(mistakes.count == 1 && mistakes[0].contains("more than 16 MB are read for them"))
  }

  @Test("what is wrong in the file is said of each instance, what is wrong with its syntax once")
  func diagnostics() {
    #expect(
      mistakes(
        compiled("include \"a.m\" as x;\ninclude \"a.m\" as y; startstate end;", ["a.m": "var v: 0 .. K;"]))
        == [
          "a.m:1:13 `K` is not declared / main.m:1:18 in the instance `x`",
          "a.m:1:13 `K` is not declared / main.m:2:18 in the instance `y`",
        ])
    #expect(
      mistakes(
        compiled("include \"a.m\" as x;\ninclude \"a.m\" as y; startstate end;", ["a.m": "var v 0 .. 1;"]))
        == [
          "a.m:1:7 expected `:`, found a number"
        ])
  }

  @Test(
    "what cannot be an instance is refused",
    arguments: [
      ("include \"lock.m\" as a with M = 3;", "main.m:1:28 `lock.m` has no constant or type `M`"),
      (
        "include \"lock.m\" with N = 3;",
        "main.m:1:18 expected `as` and the name of an instance, found `with`"
      ),
      ("include \"lock.m\" as a with N: 3;", "main.m:1:29 expected `=`, found `:`"),
      (
        "include \"lock.m\" as a; include \"lock.m\" as a;",
        "main.m:1:44 `a` is already declared / main.m:1:21 first declared here"
      ),
      (
        "var a: 0 .. 1; include \"lock.m\" as a;",
        "main.m:1:36 `a` is already declared / main.m:1:5 first declared here"
      ),
      (
        "include \"lock.m\" as a; var a: 0 .. 1;",
        "main.m:1:28 `a` is the name of an instance / main.m:1:21 named here"
      ),
      (
        "include \"lock.m\" as a; procedure p(a: boolean); begin end;",
        "main.m:1:36 `a` is the name of an instance / main.m:1:21 named here"
      ),
      (
        "include \"lock.m\" as a with N = 1, N = 2;",
        "main.m:1:35 `N` is given twice / main.m:1:28 first here"
      ),
      ("include \"lock.m\" as a with turn = 1;", "main.m:1:28 `lock.m` has no constant or type `turn`"),
      ("include \"lock.m\" as a with state = 1;", "main.m:1:36 `state` is a type, and this is none"),
      ("include \"lock.m\" as true;", "main.m:1:21 `true` is already declared"),
      ("include \"lock.m\" as a; var b: a.tickets;", "main.m:1:31 `a_tickets` is not declared"),
      ("include \"self.m\" as a;", "self.m:1:9 cannot include `self.m`: it would be an instance of itself"),
      ("include \"main.m\" as a;", "main.m:1:9 cannot include `main.m`: it would be an instance of itself"),
    ])
  func refusals(text: String, message: String) {
    let files = ["lock.m": Self.lock, "self.m": "include \"self.m\" as b;", "main.m": ""]
    let found = mistakes(compiled("\(text) startstate end;", files))
    #expect(found.contains(message), "\(found)")
  }

  @Test("the words are names wherever they can be, and a field may be called like an instance")
  func words() {
    #expect(
      mistakes(
        compiled(
          "var as: 0 .. 1; with: record left: record turn: 0 .. 1; end; end; include \"lock.m\" as left; startstate as := 0; with.left.turn := as; left.turn := with.left.turn; end;"
        )) == [])
  }

  @Test("what is declared behind its use is not taken for a local of the name that it has in the whole model")
  func declaredLater() {
    let file =
      "procedure go(); var left_y: 0..3; begin left_y := 1; y := 2; end; var y: 0..3; rule \"r\" begin go(); end;"
    let found = mistakes(
      compiled("include \"late.m\" as left; startstate left.y := 0; end;", ["late.m": file]))
    #expect(
      found.first?.hasPrefix(
        "late.m:1:54 `y` is not declared before its use / late.m:1:21 it would be this `left_y`") == true,
      "\(found)")
  }

  @Test("the members of a type that is given are those of the given one", arguments: ["RED", "l.RED"])
  func givenMembers(member: String) {
    let files = [
      "colours.m": "type colour: enum {RED, GREEN};",
      "lamp.m":
        "include \"colours.m\"; var c: colour; procedure set(x: colour); begin c := x; end; procedure reset(); begin c := RED; end;",
    ]
    let text =
      "include \"colours.m\"; include \"lamp.m\" as l with colour = colour; startstate l.reset(); end; rule \"r\" l.c = \(member) ==> begin l.set(GREEN); end;"
    let found = mistakes(compiled(text, files))
    #expect(found.isEmpty == (member == "RED"), "\(found)")
  }

  @Test("uses are found in the file and where it has instances")
  func names() throws {
    let compilation = compiled(Self.two)
    let entries = compilation.names.entries.filter { $0.name.hasSuffix("_turn") && $0.kind == .variable }
    #expect(entries.map(\.name) == ["left_turn", "right_turn"])
    let sources = compilation.program.sourceMap
    #expect(
      entries.map { entry in entry.uses.filter { $0.file.index == 0 }.map { sources.text(of: $0) } }
        == [["left.turn", "left.turn"], ["right.turn"]])
    #expect(entries.allSatisfy { sources.text(of: $0.range) == "turn" })
  }
}
