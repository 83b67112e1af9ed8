import Diagnostics
import ModelIR
import Murphi
import Testing

/// `--@ returns` and `--@ observe`: what programs and their logs see of a model.
@Suite struct CallAnnotationTests {
  private static let text = """
    type small: 0..3;
    var
      --@ observe
      x: small;
      --@ observe depth
      y: small;
    --@ kernel a.c total
    --@ observe total
    function sum(i: small): 0..6; begin return x + y + i * 0; end;
    startstate begin x := 0; y := 0; end;
    ruleset v: small do
      --@ operation set v
      --@ returns v > x
      rule "set" begin x := v; end;
    end;
    --@ returns
    rule "done" x = 3 ==> x := 0; end;
    --@ operation fail return
    --@ returns "ENO\\nMEM"
    rule "fails" x = 2 ==> x := 0; end;
    """

  @Test("results and observations are in the system")
  func lowered() throws {
    let compilation = compile(Self.text)
    #expect(compilation.diagnostics == [])
    let system = try #require(compilation.system)
    #expect(system.variables.map(\.observed) == ["x", "depth"])
    #expect(system.functions.map(\.observed) == ["total"])
    guard case .value(let result)? = system.rules[0].callReturn else {
      Issue.record("no result")
      return
    }
    #expect(result.type == .boolean)
    #expect(system.rules[1].callReturn == .nothing)
    #expect(system.rules[2].callReturn == .text("ENO\nMEM"))
    #expect(system.startStates[0].callReturn == nil)
  }

  @Test("they are printed as they stand, and print is stable")
  func printed() throws {
    let printed = MurphiFrontEnd.print(compile(Self.text).program)
    for line in ["--@ observe depth", "--@ returns v > x", "--@ returns", "--@ observe total"] {
      #expect(printed.contains(line + "\n"))
    }
    #expect(MurphiFrontEnd.print(compile(printed).program) == printed)
    #expect(compile(printed).system?.rules.map(\.callReturn).count == 3)
  }

  @Test(
    "mistakes are errors",
    arguments: [
      ("--@ returns x +\nrule \"r\" begin end;", "P2P104"),
      ("--@ returns q\nrule \"r\" begin end;", "P2P201"),
      ("--@ returns a\nrule \"r\" begin end;", "P2P311"),
      ("--@ returns \"a\" b\nrule \"r\" begin end;", "P2P104"),
      ("--@ observe\nprocedure p(); begin end;", "P2P512"),
      ("--@ observe\nfunction f(var v: small): small; begin return v; end;", "P2P512"),
      ("--@ observe\nfunction f(): small; begin x := 0; return x; end;", "P2P512"),
      ("--@ observe x\nfunction f(): small; begin return x; end;", "P2P512"),
    ])
  func mistakes(declaration: String, code: String) {
    let text = """
      type small: 0..3;
      var
        --@ observe
        x: small;
        a: array [small] of small;
      startstate begin x := 0; end;
      \(declaration)
      """
    #expect(errors(text) == [code])
  }

  @Test(
    "where they mean nothing, a warning says so",
    arguments: [
      "--@ returns\nstartstate begin x := 1; end;", "--@ observe x\nrule \"r\" begin end;",
      "--@ observe\ntype t: 0..1;", "--@ returns\ninvariant x = 0;", "--@ observe a b\nvar y: 0..1;",
    ])
  func meaningless(declaration: String) {
    let text = "var x: 0..1;\nstartstate begin x := 0; end;\n\(declaration)\n"
    #expect(compile(text).diagnostics.map(\.code.name).contains("P2P504"))
    #expect(errors(text) == [])
  }
}
