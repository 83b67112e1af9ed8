import ModelIR
import TestSupport
import Testing

@Suite("Symmetry is used only where it is sound")
struct SymmetryTests {
  private func symmetric(_ body: String) throws -> Bool {
    let text = """
      type id: scalarset(3);
      var n: 0 .. 9; last: id; flag: boolean; a: array [id] of 0 .. 3;
      procedure count(); begin n := 0; end;
      startstate begin n := 0; flag := false; undefine last; for i: id do a[i] := 0 end; end;
      rule begin \(body) end;
      """
    let system = try Run.system(text)
    let symmetry = ScalarsetSymmetry(system)
    #expect(symmetry.symmetric.count + symmetry.objections.count == 1)
    return !symmetry.symmetric.isEmpty
  }

  @Test(
    "iterations that can be exchanged",
    arguments: [
      "for i: id do a[i] := 0 end;", "for i: id do if a[i] > 1 then flag := true end end;",
      "for i: id do if a[i] = 0 then n := n + 1 end end;",
      "for i: id do a[i] := a[i] + 1 end;",
    ])
  func independent(body: String) throws {
    #expect(try symmetric(body))
  }

  @Test(
    "what picks or orders elements",
    arguments: [
      "clear last;", "for i: id do last := i end;", "for i: id do n := n * 2 end;",
      "for i: id do if n = 0 then n := n + 1 end end;", "for i: id do a[i] := n; n := 3 end;",
      "for i: id do count() end;",
      "for i: id do flag := !flag end;", "for i: id do for j: id do a[i] := a[j] end end;",
      "for i: id do if a[i] = 0 then return end; a[i] := 0 end;",
    ])
  func dependent(body: String) throws {
    #expect(try !symmetric(body))
  }
}
