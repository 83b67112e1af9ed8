import ModelIR
import TestSupport
import Testing

@Suite("Symmetry is used only where it is sound")
struct SymmetryTests {
  private func examine(_ body: String) throws -> ScalarsetSymmetry {
    let text = """
      type id: scalarset(3);
      var n: 0 .. 9; last: id; flag: boolean; a: array [id] of 0 .. 3; m: array [id] of array [id] of boolean;
        peer: array [id] of id; z: -3 .. 3; u: boolean;
      procedure count(); begin n := 0; end;
      procedure add(var r: 0 .. 3); begin for i: id do a[i] := r end; end;
      function twice(i: id): 0 .. 9; begin return a[i] * 2; end;
      procedure reset(i: id); begin a[i] := 0; m[i][i] := true; end;
      procedure both(i: id); begin reset(i); if twice(i) > 2 then a[i] := 1 end; end;
      procedure move(i: id; j: id); begin a[i] := a[j]; end;
      procedure down(i: id; k: 0 .. 3); begin if k > 0 then a[i] := k; down(i, k - 1) end; end;
      procedure shift(i: id); var j: id; begin j := i; a[j] := 1; end;
      function most(): 0 .. 9; var s: 0 .. 9; begin
        s := 0; for i: id do if a[i] > s then s := a[i] end end; return s;
      end;
      function some(): boolean; begin for i: id do if a[i] = 0 then return true end end; return false; end;
      startstate begin
        n := 0; z := 0; flag := false; undefine last; undefine u;
        for i: id do a[i] := 0; peer[i] := i; for j: id do m[i][j] := false end end;
      end;
      rule var k: 0 .. 9; begin \(body) end;
      """
    let symmetry = ScalarsetSymmetry(
      try Run.system(text), Definedness(try Run.system(text), startStates: try start(of: text)))
    #expect(symmetry.symmetric.count + symmetry.objections.count == 1)
    return symmetry
  }

  private func start(of text: String) throws -> [State] {
    let interpreter = Interpreter(try Run.system(text))
    return interpreter.startFirings.compactMap { firing in
      if case .next(let state, _) = interpreter.start(firing) { state } else { nil }
    }
  }

  @Test(
    "iterations that can be exchanged",
    arguments: [
      "for i: id do a[i] := 0 end;", "for i: id do if a[i] > 1 then flag := true end end;",
      "for i: id do if a[i] = 0 then n := n + 1 end end;",
      "for i: id do a[i] := a[i] + 1 end;",
      "for i: id do n := n + a[i] end;", "for i: id do n := a[i] + n end;", "for i: id do n := n - a[i] end;",
      "for i: id do n := n + a[i] + 1 end;", "for i: id do n := n + (a[i] = 0 ? 1 : 0) end;",
      "for i: id do n := n + twice(i) end;",
      "for i: id do switch a[i] case 1: n := n + 1; else n := n + 2 end end;",
      "for i: id do for j: id do m[i][j] := m[i][j] = (i = j) end end;",
      "for i: id do flag := flag | a[i] = 1 end;", "for i: id do flag := a[i] = 1 & flag end;",
      "for i: id do if n < a[i] then n := a[i] end end;", "for i: id do k := a[i] * 2; n := n + k end;",
      "for i: id do alias e: a[i] do n := n + e end end;", "for i: id do flag := z = 1 end;",
      "for i: id do z := z + n end;", "n := most();", "flag := some();",
      "for i: id do assert a[i] < 3 \"small\" end;", "for i: id do cover a[i] = 3 \"three\" end;",
      "for i: id do if a[i] = 3 then error \"three\" end; a[i] := a[i] + 1 end;",
      "if exists i: id do a[i] = 2 end then flag := true end;",
      "for i: id do reset(i) end;", "for i: id do both(i) end;", "for i: id do move(i, i) end;",
    ])
  func independent(body: String) throws {
    let symmetry = try examine(body)
    #expect(!symmetry.symmetric.isEmpty)
    #expect(symmetry.watches.isEmpty)
  }

  @Test(
    "what picks or orders elements",
    arguments: [
      "clear last;", "for i: id do last := i end;", "for i: id do n := n * 2 end;",
      "for i: id do if n = 0 then n := n + 1 end end;", "for i: id do a[i] := n; n := 3 end;",
      "for i: id do count() end;",
      "for i: id do flag := !flag end;", "for i: id do for j: id do a[i] := a[j] end end;",
      "for i: id do if a[i] = 0 then return end; a[i] := 0 end;",
      "for i: id do n := a[i] end;", "for i: id do n := n + 1; n := n - 1 end;",
      "for i: id do z := z + a[i] - 1 end;", "for i: id do n := n + a[i]; flag := n = 3 end;",
      "for i: id do for j: id do m[i][j] := m[j][i] end end;",
      "for i: id do m[i][peer[i]] := true; m[peer[i]][i] := false end;",
      "for i: id do a[peer[i]] := 1; a[peer[peer[i]]] := 2 end;",
      "for i: id do k := k + a[i]; a[i] := k % 4 end;",
      "for i: id do flag := flag | 1 / a[i] = 1 end;", "for i: id do u := a[i] = 1 | u end;",
      "for i: id do if a[i] = 1 then return end; cover a[i] = 3 \"three\" end;", "add(a[last]);",
      "for i: id do k := a[i] end; n := k;",
      "for i: id do reset(last) end;", "for i: id do move(i, last) end;", "for i: id do move(last, i) end;",
      "for i: id do for j: id do move(i, j) end end;", "for i: id do down(i, 2) end;",
      "for i: id do shift(i) end;",
    ])
  func dependent(body: String) throws {
    #expect(try examine(body).symmetric.isEmpty)
  }

  @Test(
    "what is independent of the order as long as nothing fails",
    arguments: [
      "if exists i: id do 1 / a[i] = 1 end then flag := true end;",
      "if forall i: id do i = last end then flag := true end;",
      "if exists i: id do exists j: id do n + a[i] > 3 / a[j] end end then flag := true end;",
      "for i: id do if 1 / a[i] = 1 then return end end;",
      "for i: id do assert a[i] < 3 \"small\"; assert a[i] > 0 \"large\" end;",
      "for i: id do assume a[i] < 3; a[i] := a[i] + 1 end;",
    ])
  func watched(body: String) throws {
    let symmetry = try examine(body)
    #expect(!symmetry.symmetric.isEmpty)
    #expect(!symmetry.watches.isEmpty)
  }

  @Test("with an iteration that failed go those that its failure may have hidden, and no others")
  func hidden() throws {
    let symmetry = ScalarsetSymmetry(
      try Run.system(
        """
        type A: scalarset(2); B: scalarset(2); C: scalarset(2); D: scalarset(2); E: scalarset(2);
        var a: array [A] of 0..1; b: array [B] of 0..1; c: array [C] of 0..1; d: array [D] of 0..1; e: array [E] of 0..1;
        function fails(): boolean; begin return exists j: D do 1 / d[j] = 1 end; end;
        startstate begin
          for i: A do a[i] := 0 end; for i: B do b[i] := 0 end; for i: C do c[i] := 0 end; for i: D do d[i] := 0 end;
          for i: E do e[i] := 0 end;
        end;
        rule exists i: A do a[i] = 0 ? exists j: B do 1 / b[j] = 1 end : exists j: C do 1 / c[j] = 1 end end ==> end;
        rule exists j: C do 1 / c[j] = 0 end & fails() ==> end;
        rule exists j: E do 1 / e[j] = 0 end ==> end;
        """))
    let groups = symmetry.watches.indices.map { watch in
      symmetry.excluded(by: [UInt32(watch)]).keys.map(\.index).sorted()
    }
    // Of the iteration over A as of those in it; one in a function goes with its callers.
    #expect(groups.count == 6)
    #expect(Set(groups) == [[1, 2, 3], [3, 4], [5]])
  }
}
