const UNUSED: 1; SIZE: 2;
type spare: 0..1; s: scalarset(2); u: scalarset(2);
--@ kernel mm/memory.c
var x: 0..SIZE; y: 0..1; a: s; b: u;
function f(i: 0..1; j: 0..1): 0..1; begin return i; end;
--@ colour red
startstate x := 0; undefine a; undefine b; end;
rule "never" false ==> begin x := 1; end;
rule "number" x ==> begin x := 0; a := b; end;
invariant "always" true | x = 1;
--@ view strip
invariant x < 3;
