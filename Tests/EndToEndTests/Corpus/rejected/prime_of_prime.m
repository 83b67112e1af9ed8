-- expect-code: P2P327
-- There is no state behind the one after a step.
var x: 0..1;
startstate x := 0; end;
rule begin x := 1 - x; end;
step "same" (x' = x)';
