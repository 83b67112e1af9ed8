-- What is needed is one condition.
const LIMIT: 2;
var x: 0 .. 4;

startstate x := 0; end;

--@ needs LIMIT > 1 LIMIT
--                  ^^^^^ error P2P104: expected the end of the condition, found `LIMIT`
rule "too much" x < 1 ==> x := 1; end;

--@ needs
--:1-9 error P2P104: expected a condition on constants
--    help: write `--@ needs CONDITION`
rule "nothing" x < 1 ==> x := 1; end;

--@ needs (LIMIT >
--                ^ error P2P104: expected an expression, found the end of the file
rule "half of it" x < 1 ==> x := 1; end;
