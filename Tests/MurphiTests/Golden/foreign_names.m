var x: int; b: bool; y: 0..3;
--     ^^^ error P2P201: `int` is not declared
--    help: write a range, such as `0..255`
--             ^^^^ error P2P201: `bool` is not declared
--    help: write `boolean`
  and: boolean;
startstate and := true; y := 0; end;
rule "a name" and ==> and := not(and); end;
--                           ^^^ error P2P201: `not` is not declared
--    help: write `!`
