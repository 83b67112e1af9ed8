-- expect: aligned=proved below=proved
type addr: 0 .. 0xffffffffffff; shift: 0 .. 40;
var size, at: addr;
ruleset s: shift do startstate size := 1 << s; at := 0; end end;
ruleset x: addr do rule "go" begin at := x / size * size; end end;
invariant "aligned" at % size = 0;
ruleset x: addr do invariant "below" x / size * size <= x end;
