import TestSupport

/// A random model whose numbers go to the ends of 64 and of 128 bits: arithmetic, shifts, loops and large arrays.
struct WideModel {
  let text: String

  init(seed: UInt64) {
    var author = Author(random: SplitMix64(seed: seed))
    text = author.model()
  }

  private struct Author {
    var random: SplitMix64

    mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "0" }

    mutating func model() -> String {
      """
      type
        small: -5 .. 9; tiny: 3 .. 6; colour: enum { red, green, blue };
        wide: -0x8000000000000000 .. 0xffffffffffffffff; page: 0 .. 0xffffffffffff;
        either: union { colour, tiny };
        cell: record used: boolean; size: small; inner: array [tiny] of colour; end;
      var
        a, b: wide; p: page; s, t: small; u: tiny; c: colour; e: either; f: boolean;
        row: array [0 .. 99] of small; grid: array [tiny] of array [0 .. 70] of boolean;
        cells, spare: array [0 .. 79] of cell; marks: array [boolean] of page;

      function scaled(n: small; var out: small): wide;
      begin
        if n < 0 then out := -n; return \(number(1)); end;
        for k := 0 to n do
          if k = out then return k; end;
          out := out = 9 ? 0 : out + 1;
        end;
        return \(number(1));
      end;

      procedure fill(from: small; to_: small; var target: cell);
      begin
        for k := from to to_ do
          target.size := k;
          if row[\(index())] = k then return; end;
        end;
        clear target.inner;
      end;

      ruleset x: 0 .. 3; base: 0 .. 0xffffffff do
        startstate begin
          a := base * \(pick(["1", "-2147483648", "4294967296"])); b := \(pick(["base", "-base", "base << x"]));
          p := base & ~(x - 1); s := x; t := -x; u := 3 + x; c := red; e := \(pick(["c", "u"])); f := x = 0;
          clear row; clear cells; undefine spare; clear grid; clear marks;
          \(pick(["", "undefine row[x];", "undefine cells[x].inner[u];"]))
        end;
      end;

      ruleset q: 0 .. 0xffffffffff; i: 0 .. 79; l: small do
        rule "arithmetic" \(truth(2)) ==> begin a := \(number(3)); if \(truth(2)) then b := \(number(2)); end; end;
        rule "narrow" begin s := (\(number(3))) % 5; p := (\(number(3))) & 0xffffffffffff; end;
        rule "arrays" begin
          row[i] := \(small()); grid[u][i & 63] := \(truth(1)); marks[f] := q;
          \(pick(["cells[i] := spare[i];", "cells := spare;", "clear spare[i];", "undefine cells[i].inner;"]))
          \(pick(["spare[s].size := l;", "fill(l, s, cells[i]);", "undefine row[i];", "spare[i] := cells[79 - i];"]))
          \(pick(["", "cells[i].inner[u] := green;"]))
        end;
        rule "loops" \(truth(1)) ==>
          var n: small;
          begin
            n := \(small());
            while n < s do n := n + 1; if row[n & 7] = l then return; end; end;
            for k := s to t \(pick(["", "by 2", "by l", "by -1"])) do
              row[\(index())] := k; if k = 4 then f := !f; end;
            end;
            b := scaled(n, \(pick(["s", "n", "row[i]", "cells[i].size"])));
            switch c case red: c := green; case green, blue: e := u; end;
            assume \(truth(1)); cover \(truth(1)); assert "fine" \(truth(1));
          end;
      end;
      ruleset i: 0 .. 79 do
        invariant "row" \(truth(2)) | row[i] = \(small());
        invariant "cells" cells[i] = spare[79 - i] | grid[u] = grid[3];
      end;
      invariant "all" forall k: 0 .. 20 do row[k] <= s | exists m := k to 30 by 3 do row[m] = \(small()) end end;
      invariant "union" ismember(e, tiny) -> \(truth(1));
      """
    }

    mutating func index() -> String { pick(["k & 31", "s + 5", "20 - s", "u", "(p >> 3) & 63"]) }
    mutating func small() -> String { pick(["s", "t", "u", "-s", "s + t", "row[u]", "cells[u].size", "4"]) }

    mutating func truth(_ depth: Int) -> String {
      if depth == 0 { return pick(["f", "(c = green)", "(s < t)", "isundefined(row[3])", "cells[u].used"]) }
      switch Int.random(in: 0...4, using: &random) {
      case 0: return "(\(truth(depth - 1)) \(pick(["&", "|", "->", "="])) \(truth(depth - 1)))"
      case 1: return "(f ? \(truth(depth - 1)) : \(truth(depth - 1)))"
      default:
        return "(\(number(depth)) \(pick(["<", "<=", "=", "!=", ">", ">="])) \(number(depth - 1)))"
      }
    }

    mutating func number(_ depth: Int) -> String {
      if depth == 0 {
        return pick([
          "a", "b", "p", "s", "t", "u", "row[4]", "marks[f]", "7", "(-3)", "0xffffffffffffffff", "0",
        ])
      }
      switch Int.random(in: 0...7, using: &random) {
      case 0: return "(-\(number(depth - 1)))"
      case 1: return "(~\(number(depth - 1)))"
      case 2: return "(\(truth(depth - 1)) ? \(number(depth - 1)) : \(number(depth - 1)))"
      case 3:
        return
          "(\(number(depth - 1)) \(pick(["<<", ">>"])) \(pick(["s", "t", "row[u]", "p", "a", "s * 16", "63"])))"
      default:
        let operation = pick(["+", "-", "*", "*", "/", "%", "&", "|", "^"])
        return "(\(number(depth - 1)) \(operation) \(number(depth - 1)))"
      }
    }
  }
}
