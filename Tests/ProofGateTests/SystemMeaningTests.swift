import ModelIR
import ProofGate
import TestSupport
import Testing

/// What claims of proofs are about: everything that a model says, and not how it is laid out.
@Suite("The meaning of a system")
struct SystemMeaningTests {
  private static let text = """
    const N: 3;
    type index: 0 .. N; pair: record a: index; b: boolean; end; node: scalarset(2);
    --@ view ledger
    var xs: array [index] of pair; n: 0 .. 7; at: array [node] of boolean;
    function next(i: index): index; begin return i + 1; end;
    startstate "begin" for i: index do xs[i].a := 0; xs[i].b := false; end; n := 0; clear at; end;
    ruleset i: index do
      --@ kernel mm/gup.c try_get_folio
      --@ needs N > 1
      rule "up" xs[i].a < N & exists j: index do xs[j].b = false end ==>
        xs[i].a := next(xs[i].a); n := i; assert "small" n <= 7; put "up";
      end;
    end;
    rule "down" n > 0 ==> for k := n to 0 by -1 do xs[0].b := true; end; n := 0; end;
    invariant "bound" n <= 7;
    cover "full" n = 3;
    """

  @Test(
    "is not changed by layout and comments",
    arguments: [
      ("n := 0; clear at;", "n := 0;  -- all of it\n\n    clear at;"),
      ("const N: 3;", "/* how\nmany */ const N:3;"),
      ("n > 0 ==>", "(n > 0)\n==>"),
    ])
  func layout(_ old: String, _ new: String) throws {
    let changed = Self.text.replacing(old, with: new)
    #expect(changed != Self.text)
    #expect(try Self.meaning(changed) == Self.meaning(Self.text))
  }

  @Test(
    "is changed by whatever else is",
    arguments: [
      ("N: 3", "N: 4"), ("0 .. 7", "0 .. 8"), ("scalarset(2)", "scalarset(3)"), ("view ledger", "view strip"),
      ("invariant \"bound\" n <= 7", "invariant \"bound\" n < 8"), ("i + 1", "i - 1"), ("i + 1", "i + 2"),
      ("exists", "forall"),
      ("\"up\" xs", "\"rise\" xs"), ("try_get_folio", "gup_fast"), ("N > 1", "N > 2"),
      ("by -1", "by -2"), ("n to 0", "n to 1"), ("a < N &", "a < N |"), ("\"small\"", "\"tiny\""),
      ("put \"up\"", "put \"UP\""), ("assert \"small\"", "assume \"small\""),
      ("cover \"full\"", "invariant \"full\""),
      ("clear at", "undefine at"), ("xs[0].b", "xs[1].b"), ("n := i;", "n := n;"),
    ])
  func content(_ old: String, _ new: String) throws {
    let changed = Self.text.replacing(old, with: new)
    #expect(changed != Self.text)
    #expect(try Self.meaning(changed) != Self.meaning(Self.text))
  }

  private static func meaning(_ text: String) throws -> [UInt8] {
    Array(SystemMeaning.bytes(of: try Run.system(text)))
  }
}
