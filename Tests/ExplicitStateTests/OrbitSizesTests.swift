import ExplicitState
import ModelIR
import TestSupport
import Testing

@Suite("The number of states in an orbit")
struct OrbitSizesTests {
  /// The orbit's size of the model's only start state.
  private func size(_ declarations: String, _ start: String) throws -> UInt64? {
    let text = "\(declarations) startstate begin \(start) end; rule begin end;"
    let system = try Run.system(text)
    let interpreter = Interpreter(system)
    let firing = try #require(interpreter.startFirings.first)
    guard case .next(let state, _) = interpreter.start(firing) else {
      Issue.record("the start state fails")
      return nil
    }
    // Of any state: that the start states of these models are not symmetric does not matter.
    let scalarsets = system.types.indices.map { TypeID($0) }.filter {
      if case .scalarset = system[$0].shape { true } else { false }
    }
    return OrbitSizes(system, scalarsets: scalarsets).size(of: state)
  }

  private static func array(_ count: Int) -> String {
    "type id: scalarset(\(count)); var a: array [id] of 0 .. 99; one, two: id; n: 0 .. 99;"
  }

  @Test("nothing tells the elements apart")
  func uniform() throws {
    #expect(try size(Self.array(5), "for i: id do a[i] := 1 end;") == 1)
    #expect(try size(Self.array(64), "for i: id do a[i] := 1 end;") == 1)
  }

  @Test("one element is chosen, or two")
  func chosen() throws {
    #expect(try size(Self.array(64), "for i: id do one := i end;") == 64)
    #expect(
      try size(Self.array(10), "for i: id do one := i; for j: id do if i != j then two := j end end end;")
        == 90)
    #expect(try size(Self.array(4), "for i: id do one := i; a[i] := 3 end; undefine a[one];") == 4)
  }

  @Test("all elements differ")
  func distinct() throws {
    let start = "n := 0; for i: id do a[i] := n; n := n + 1 end;"
    #expect(try size(Self.array(6), start) == 720)
    #expect(try size(Self.array(20), start) == 2_432_902_008_176_640_000)
    #expect(try size(Self.array(21), start) == nil)
  }

  @Test("a ring of successors may be turned")
  func ring() throws {
    let declarations = """
      type id: scalarset(6); var next: array [id] of id; first, last: id;
      """
    let start = """
      for i: id do
        if isundefined(first) then first := i else next[last] := i end;
        last := i;
      end;
      next[last] := first; undefine first; undefine last;
      """
    #expect(try size(declarations, start) == 120)
  }

  @Test("two scalarsets and a union of them")
  func several() throws {
    let declarations = """
      type cpu: scalarset(3); page: scalarset(4); owner: union { cpu, page };
      var held: array [cpu] of page; via: array [owner] of owner;
      """
    #expect(try size(declarations, "") == 1)
    #expect(try size(declarations, "for c: cpu do for p: page do held[c] := p end end;") == 4)
    #expect(
      try size(declarations, "for c: cpu do for p: page do clear held; via[c] := p; undefine held end end;")
        == 4)
  }
}
