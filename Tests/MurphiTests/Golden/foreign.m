// a comment of C
const N = 3;
type some: set of 0..N;
var x: 0..N := 0;
  a: array [3] of boolean; b: array [N] of boolean; c: array [N + 1] of boolean;
startstate x := 0; end;
rule "words" x = 0 and a[0] OR not a[1] ==> x := x mod 2; end;
invariant "names" and > 0;
rule "arrow" x > 0 => begin x := 0; end;
rule "arrow without begin" x > 0 & !(x = 2) => x := 0; end;
invariant "implies" x > 0 => x < 3;
