import Diagnostics
import ModelIR
import Murphi
import Testing

/// What rules, rulesets, aliases, settings and unions become.
@Suite struct LoweringTests {
  @Test("ruleset parameters are the first locals, with their last reached value")
  func rulesets() throws {
    let text = """
      var x: 0..9;
      startstate x := 0; end;
      ruleset i := 9 to 0 by -4; j: boolean do
        rule "go" x = i & j ==> var k: 0..9; begin k := i; x := k; end;
        rule begin x := 0; end;
        invariant i >= 0 | j;
      end;
      """
    let system = try #require(compile(text).system)
    #expect(system.rules.map(\.name) == ["go", "Rule 2"])
    #expect(system.startStates.map(\.name) == ["Startstate 1"])
    #expect(system.properties.map(\.name) == ["invariant at line 6"])
    let rule = system.rules[0]
    #expect(rule.parameters.map(\.name) == ["i", "j"])
    #expect(rule.parameters.map(\.first) == [9, 0])
    #expect(rule.parameters.map(\.last) == [1, 1])
    #expect(rule.parameters.map(\.count) == [3, 2])
    #expect(rule.locals.map(\.name) == ["i", "j", "k"])
    #expect(rule.parameters.map(\.local.index) == [0, 1])
  }

  @Test(
    "several quantifiers in one header are one within the other",
    arguments: [
      (
        "for i: small; j := 2 to 0 by -1; k: boolean do a[i] := j end",
        "for i: small do for j := 2 to 0 by -1 do for k: boolean do a[i] := j end end end"
      ),
      (
        "b := forall i: small; j := 0 to i do a[i] != j end",
        "b := forall i: small do forall j := 0 to i do a[i] != j end end"
      ),
      (
        "b := exists i: small; j: node do a[i] = 1 end",
        "b := exists i: small do exists j: node do a[i] = 1 end end"
      ),
    ])
  func quantifiers(flat: String, nested: String) throws {
    let systems = try [flat, nested].map { try #require(compile(model(statement: $0)).system) }
    #expect(SystemText.text(of: systems[0]) == SystemText.text(of: systems[1]))
  }

  @Test("a header nests as deep as blocks may, and no deeper")
  func deepHeader() {
    let header = (0..<300).map { "i\($0): small" }.joined(separator: "; ")
    #expect(errors(model(statement: "for \(header) do x := 0 end")).contains("P2P105"))
  }

  @Test("an alias in a body is taken once, and stands for a place that can be written")
  func aliases() throws {
    let text = model(statement: "alias e: a[y]; s: y + 1 do y := s; e := 1; end;")
    let body = try #require(compile(text).system).rules[0].body
    let targets = body.map { statement in
      if case .assign(let place, let value) = statement.kind {
        "\(place.shape) := \(value.shape)"
      } else {
        "?"
      }
    }
    #expect(targets == ["l0 := v1", "l1 := (v1 add 1)", "v1 := l1", "v5[l0] := 1"])
  }

  @Test("an alias of an element at a loop variable is not copied unless the body writes that variable")
  func stableAliases() throws {
    let stable = model(statement: "for i: small do alias e: a[i] do e := 1; end; end;")
    #expect(compile(stable).system?.rules[0].locals.count == 1)
    let written = model(statement: "for i: small do alias e: a[i] do i := 0; e := 1; end; end;")
    #expect(compile(written).system?.rules[0].locals.count == 2)
  }

  @Test(
    "whether a body writes a loop's variable is seen through calls, aliases and blocks, and not where it is hidden",
    arguments: [
      ("y := 1;", 1), ("i := 1;", 2), ("alias j: i do j := 1; end;", 2), ("set(i);", 2), ("x := f(i);", 2),
      ("x := a[f(i)];", 2), ("if f(i) = 0 then end;", 2), ("put f(i);", 2), ("set(y);", 1), ("clear i;", 2),
      ("while b do undefine i; end;", 2), ("switch x case 0: i := 1; end;", 2),
      ("for j: small do if b then elsif b then else i := 1; end; end;", 3),
      ("for i: small do i := 1; end;", 2), ("alias i: y do i := 1; end;", 1),
      ("b := forall i: small do f(i) = 0 end;", 2), ("b := exists j := f(i) to 3 do b end;", 3),
    ])
  func writtenLoopVariables(statement: String, locals: Int) {
    let procedures = """
      procedure set(var v: small); begin v := 1; end;
      function f(var v: small): small; begin v := 1; return 0; end;
      startstate
      """
    let body = "for i: small do alias e: a[i] do \(statement) e := 1; end; end;"
    let text = model(statement: body).replacing("startstate", with: procedures)
    let compilation = compile(text)
    #expect(compilation.diagnostics.filter { $0.severity == .error }.isEmpty)
    #expect(compilation.system?.rules[0].locals.count == locals)
  }

  @Test(
    "aliases nested 200 deep are lowered, each body once",
    arguments: ["x0 := 1;", "i := 0; x0 := 1;", "alias j: i do j := 0; x199 := 1; end;"])
  func nestedAliases(body: String) {
    let heads = (0..<200).map { "alias x\($0): a[i] do" }.joined(separator: " ")
    let ends = String(repeating: "end; ", count: 200)
    #expect(errors(model(statement: "for i: small do \(heads) \(body) \(ends) end;")).isEmpty)
    let rule = "rule begin \(body) end;"
    let rules = "ruleset i: small do \(heads) \(rule) \(ends) end;"
    #expect(errors(model(statement: "x := 0;") + rules).isEmpty)
  }

  @Test("a byte order mark in front of a file is no part of it, and does not move columns")
  func byteOrderMark() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("var x: bool;".utf8)
    let compilation = MurphiFrontEnd.compile(main: SourceFile(name: "marked.m", bytes: bytes)) { _, _ in
      .failure(IncludeFailure(message: "none"))
    }
    let first = try #require(compilation.diagnostics.first)
    #expect(first.code == .unknownName)
    #expect(compilation.program.sourceMap.location(of: first.range) == "marked.m:1:8")
  }

  @Test("a setting replaces a constant's value")
  func settings() throws {
    let text = "const M, N: 2; var x: 0..N; y: 0..M; startstate x := 0; y := 0; end;"
    let system = try #require(compile(text, settings: [Setting(name: "N", value: "3 + 4")]).system)
    #expect(system.domain(of: system.variables[0].type) == 0...7)
    #expect(system.domain(of: system.variables[1].type) == 0...2)
    #expect(errors(text, settings: [Setting(name: "K", value: "1")]) == ["P2P206"])
    #expect(errors(text, settings: [Setting(name: "N", value: "1 2")]) == ["P2P104"])
  }

  @Test("values change on their way into and out of a union")
  func unions() throws {
    let text = """
      type p: scalarset(2); u: union {p, 4..6, enum {nobody}};
      var v: u; q: p; w: 4..6;
      startstate
        v := nobody; v := q; v := w; w := v; w := ismember(v, p) ? 4 : v;
      end;
      """
    let compilation = compile(text)
    let system = try #require(compilation.system, "\(compilation.diagnostics.map(\.message))")
    let values = system.startStates[0].body.map { statement in
      if case .assign(_, let value) = statement.kind { value.shape } else { "?" }
    }
    let inRange = "(((4 lessOrEqual v2) and (v2 lessOrEqual 6)) ? widened(v2, -2) : -1)"
    #expect(values[0] == "widened(0, 5)")
    #expect(values[1] == "widened(v1, 0)")
    #expect([inRange, "widened(v2, -2)"].contains(values[2]))
    #expect(values[3] == "narrowed(v0, 2...4, 4)")
    #expect(values[4] == "(member(v0, 0...1) ? 4 : narrowed(v0, 2...4, 4))")
  }

  @Test("properties of the same name are told apart")
  func propertyNames() throws {
    let text = """
      var x: 0..1; startstate x := 0; assert "p" x = 0; end;
      invariant "p" x < 2; cover "p" x = 1;
      """
    let system = try #require(compile(text).system)
    #expect(system.properties.map(\.name) == ["p", "p (2)", "p (3)"])
    #expect(system.properties.map(\.kind) == [.assertion, .invariant, .cover])
    #expect(system.properties[0].condition == nil)
  }

  @Test("annotations reach the rule and the variable behind them")
  func annotations() throws {
    let text = """
      --@ view strip
      var x: 0..1;
      startstate x := 0; end;
      --@ kernel mm/memory.c vm_insert_page
      rule begin x := 1; end;
      """
    let compilation = compile(text)
    #expect(compilation.diagnostics.isEmpty)
    let system = try #require(compilation.system)
    #expect(system.variables[0].view == "strip")
    #expect(system.rules[0].anchor == KernelAnchor(file: "mm/memory.c", function: "vm_insert_page"))
  }

  @Test("a function that writes the state is no guard, one that reads it is")
  func effects() {
    let functions = """
      var x: 0..3;
      procedure set(var v: 0..3); begin v := 1; end;
      function indirectly(): boolean; begin set(x); return true; end;
      function locally(): boolean; var y: 0..3; begin set(y); return y = x; end;
      startstate x := 0; end;
      """
    #expect(errors(functions + "rule indirectly() ==> begin end;") == ["P2P315"])
    #expect(errors(functions + "invariant indirectly();") == ["P2P315"])
    #expect(errors(functions + "rule locally() ==> begin end;").isEmpty)
  }
}
