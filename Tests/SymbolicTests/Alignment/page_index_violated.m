-- expect: below=violated
type index: 0 .. 0xffffffff; addr: 0 .. 0xffffffffffffffff; shift: 12 .. 30;
var page: index; size: addr;
ruleset s: shift do startstate size := 1 << s; page := 0; end end;
ruleset n: index do rule "go" begin page := n; end end;
invariant "below" page * size < 0x1000000000000;
