var x: 0..3; y: 1.5; z: real;
--              ^^^ error P2P401: real numbers are not supported
--                      ^^^^ error P2P401: real numbers are not supported
startstate begin
  x = 1;
--  ^ error P2P104: expected `:=`, found `=`
--    help: `=` compares, `:=` assigns
  x := (1 + ;
--          ^ error P2P104: expected an expression, found `;`
  if x = 1 x := 2; end;
--         ^ error P2P104: expected `then`, found `x`
  x := 1
  x := 2;
--^ error P2P104: expected `;`, found `x`
  ; x := 3;
end;
rule "chain" x < 1 < 2 ==> begin x := 0; end;
--                 ^ error P2P106: `<` cannot be chained
--    help: put one of the two into parentheses
rule "ternary" x = 1 ? true : x = 2 ? true : false ==> begin x := 0; end;
--                                  ^ error P2P106: `?:` cannot be chained
--    help: put the inner one into parentheses
rule "no begin" x := 1; end;
--                ^^ error P2P104: expected `==>`, found `:=`
--    help: write `begin` before the first statement of a rule without guard
rule begin if x = 1 then x := 2; endwhile; end;
--                               ^^^^^^^^ error P2P104: expected `end` or `endif`, found `endwhile`
$ § 
--:1-1 error P2P101: unexpected character `$`
--^ error P2P101: unexpected character `§`
invariant "never closed
--        ^^^^^^^^^^^^^ error P2P102: this string has no closing quote
--:1-1 error P2P104: expected an expression, found the end of the file
